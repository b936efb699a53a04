"""All places of an officer, by what they are for."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.places import EVERYTHING, places_of


@officer_pages.get(EVERYTHING)
@officer
def everything() -> Any:
    """The list."""
    places = places_of(context.actor())
    groups = [(group, list(found)) for group, found in groupby(places, key=lambda one: one.group)]
    return page("officer/everything.html", groups=groups)
