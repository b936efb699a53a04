"""Administrators' pages: what needs a person who looks after the portal."""

from __future__ import annotations

from flask import Blueprint

administrator_pages = Blueprint("administrator", __name__)

from citizen_portal.web.administrator import (  # noqa: E402 - the views hang on the blueprint
    calendars,
    downtimes,
    imports,
    notice_words,
    offers,
    overview,
    payments,
    plugins,
)

__all__ = [
    "administrator_pages",
    "calendars",
    "downtimes",
    "imports",
    "notice_words",
    "offers",
    "overview",
    "payments",
    "plugins",
]
