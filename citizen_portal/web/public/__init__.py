"""Pages for everybody: home, catalogue, look-up, verification, health."""

from __future__ import annotations

from flask import Blueprint

public_pages = Blueprint("public", __name__)

from citizen_portal.web.public import (  # noqa: E402 - the views hang on the blueprint
    blank_forms,
    guides,
    health,
    home,
    lookup,
    paid_at_counter,
    procedures,
    styles,
    tickets,
    verification,
)

__all__ = [
    "blank_forms",
    "guides",
    "health",
    "home",
    "lookup",
    "paid_at_counter",
    "procedures",
    "public_pages",
    "styles",
    "tickets",
    "verification",
]
