"""Who may ask for a page: each view has exactly one guard, and a test sees to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, request

from citizen_portal.services.actor import (
    require_administrator,
    require_officer,
    require_person,
)
from citizen_portal.web import context

View = TypeVar("View", bound=Callable[..., Any])


def _guarded(name: str, check: Callable[[], object]) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            check()
            return view(*args, **kwargs)

        guarded.guard = name  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return mark


def public(view: View) -> View:
    """Anybody may ask."""
    return _guarded("public", lambda: None)(view)


def applicant(view: View) -> View:
    """Somebody must be logged in; the use case checks whose the dossier is."""
    return _guarded("applicant", lambda: require_person(context.actor()))(view)


def officer(view: View) -> View:
    """An officer must be logged in; the use case checks agency and role."""
    return _guarded("officer", lambda: require_officer(context.actor()))(view)


def administrator(view: View) -> View:
    """An administrator must be logged in."""
    return _guarded("administrator", lambda: require_administrator(context.actor()))(view)


def proven_by_signature(view: View) -> View:
    """A machine asks; the use case checks the signature over the body."""
    return _guarded("proven_by_signature", lambda: None)(view)


def refuse_unguarded(app: Flask) -> None:
    """A view without a guard answers nobody."""

    @app.before_request
    def check() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if view is not None and not hasattr(view, "guard"):
            abort(500)
