"""What other systems send us."""

from __future__ import annotations

from flask import Blueprint

callback_pages = Blueprint("callbacks", __name__)

from citizen_portal.web.callbacks import payment_notice  # noqa: E402 - the view hangs on it

__all__ = ["callback_pages", "payment_notice"]
