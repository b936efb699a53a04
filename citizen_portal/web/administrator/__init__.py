"""Pages."""

from __future__ import annotations

from flask import Blueprint

administrator_pages = Blueprint("administrator", __name__)
