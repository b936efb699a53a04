"""The first page."""

from __future__ import annotations

from typing import Any

from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages

SHOWN = 6


@public_pages.get("/")
@public
def home() -> Any:
    """Search, some procedures, and how it goes."""
    parts = context.parts()
    offered = parts.catalogue.on_offer(parts.today())
    return page("public/home.html", procedures=offered[:SHOWN], count=len(offered))
