"""What other systems send us."""

from __future__ import annotations

from flask import Blueprint

callback_pages = Blueprint("callbacks", __name__)

from citizen_portal.web.callbacks import (  # noqa: E402 - the views hang on it
    carrier_event,
    delivery_report,
    payment_notice,
)

__all__ = ["callback_pages", "carrier_event", "delivery_report", "payment_notice"]
