"""The first page."""

from __future__ import annotations

from typing import Any

from citizen_portal.services.catalogue.page import life_events, some_online
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages

SHOWN = 6


@public_pages.get("/")
@public
def home() -> Any:
    """Search, life events, some procedures, and how it goes."""
    parts = context.parts()
    found = life_events(parts)
    return page("public/home.html", procedures=some_online(parts, SHOWN),
                count=found.procedures, events=found.events)  # fmt: skip
