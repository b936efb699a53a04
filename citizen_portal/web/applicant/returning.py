"""What a form may carry, and what happens to it when its sender has to log in first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def carries_files(view: View) -> View:
    """Several papers may come at once; other forms carry one at the most."""
    view.carries_files = True  # type: ignore[attr-defined]
    return view


def keeps_typed(view: View) -> View:
    """What was typed is kept, and shown again on the page at the same address."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def comes_back_to(address: str) -> Callable[[View], View]:
    """Login leads to the page that holds the form; ``{name}`` stands for a part of its address."""

    def mark(view: View) -> View:
        view.comes_back_to = address  # type: ignore[attr-defined]
        return view

    return mark
