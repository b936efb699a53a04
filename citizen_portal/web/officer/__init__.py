"""Pages."""

from __future__ import annotations

from flask import Blueprint

officer_pages = Blueprint("officer", __name__)
