"""Pages."""

from __future__ import annotations

from flask import Blueprint

callback_pages = Blueprint("callbacks", __name__)
