"""Administrators' pages: what needs a person who looks after the portal."""

from __future__ import annotations

from flask import Blueprint

administrator_pages = Blueprint("administrator", __name__)

from citizen_portal.web.administrator import overview, payments  # noqa: E402 - views hang on it

__all__ = ["administrator_pages", "overview", "payments"]
