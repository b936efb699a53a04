"""The catalogue as the public reads it: searched, narrowed down, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.shelves import Choice, Shelf
from citizen_portal.services.catalogue.guides import guides
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts

ON_A_PAGE = 25
MOST_NEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """A page of procedures; ``page`` counts from 1 and is never beyond ``pages``.

    ``near`` come near the query without answering it. ``chosen`` are the choices that
    count, ``shelves`` all that can be chosen.
    """

    query: str
    procedures: tuple[Procedure, ...]
    total: int
    page: int
    pages: int
    near: tuple[Procedure, ...]
    chosen: Mapping[Shelf, str]
    shelves: Mapping[Shelf, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A life event with the number of its procedures; ``guided`` when questions lead on."""

    event: LifeEvent
    count: int
    guided: bool


@dataclass(frozen=True, slots=True)
class LifeEvents:
    """The life events to choose from, and how many procedures are listed in all."""

    events: tuple[EventView, ...]
    procedures: int


def catalogue_page(
    parts: Parts, query: str, chosen: Mapping[Shelf, str], page: int
) -> CataloguePage:
    """A page of what fits the query and the choices; a page beyond the last is the last."""
    on = parts.today()
    start = (max(page, 1) - 1) * ON_A_PAGE
    found = parts.catalogue.select(query, chosen, on, start=start, most=ON_A_PAGE)
    pages = max(1, -(-found.total // ON_A_PAGE))
    if page > pages:
        return catalogue_page(parts, query, chosen, pages)
    return CataloguePage(
        query=query,
        procedures=found.procedures,
        total=found.total,
        page=max(page, 1),
        pages=pages,
        near=() if found.total else found.near[:MOST_NEAR],
        chosen=found.chosen,
        shelves=found.choices,
    )


def life_events(parts: Parts) -> LifeEvents:
    """The life events that have procedures or questions, in their fixed order."""
    found = parts.catalogue.select("", {}, parts.today(), most=0)
    counts = {one.value: one.count for one in found.choices[Shelf.EVENT]}
    views = (
        EventView(event=event, count=counts.get(event.value, 0), guided=event in guides())
        for event in LifeEvent
    )
    return LifeEvents(tuple(one for one in views if one.count or one.guided), found.total)


def life_event(word: str) -> LifeEvent:
    """The event of that word in an address. Raises ``NotFound``."""
    try:
        return LifeEvent(word)
    except ValueError:
        raise NotFound() from None


def some_online(parts: Parts, most: int) -> tuple[Procedure, ...]:
    """Some procedures that can be filed here, those fully online first."""
    shown: tuple[Procedure, ...] = ()
    for level in (ServiceLevel.FULL, ServiceLevel.PARTIAL):
        left = most - len(shown)
        if left:
            chosen = {Shelf.SERVICE: level.value}
            found = parts.catalogue.select("", chosen, parts.today(), most=left)
            shown += found.procedures if found.chosen else ()
    return shown
