"""Is the process alive, can it serve, and how is it doing."""

from __future__ import annotations

from typing import Any

from flask import current_app
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.public import public_pages


@public_pages.get("/healthz")
@public
def alive() -> Any:
    """The process answers."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@public_pages.get("/readyz")
@public
def ready() -> Any:
    """The database answers too."""
    context.db().execute(text("SELECT 1"))
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@public_pages.get("/metrics")
@public
def metrics() -> Any:
    """Counters for the operator's monitoring; kept from the public by the proxy."""
    problems = len(current_app.extensions["portal_problems"])
    own = f"# TYPE portal_plugin_problems gauge\nportal_plugin_problems {problems}\n"
    return generate_latest() + own.encode(), {"Content-Type": CONTENT_TYPE_LATEST}
