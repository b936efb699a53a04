"""The leader's picture: what lies on each desk, what is overdue, where it is stuck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect

from citizen_portal.domain.wording import Text
from citizen_portal.domain.workload import DeskLoad
from citizen_portal.services.colleagues.workload import led_agencies, open_workload
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.due_words import due_words
from citizen_portal.web.pages import page

ADDRESS = "/can-bo/dieu-hanh"
WIDTH, ROW, BAR = 720, 46, 22
_NAMES = 210
"""How much of the picture's width the names of the desks take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a bar: from ``x`` on, ``width`` wide, with its number."""

    x: float
    width: float
    look: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A desk's bar at height ``y``."""

    title: Text
    y: int
    total: int
    segments: tuple[Segment, ...]


@officer_pages.get(ADDRESS)
@officer
def own_workload() -> Any:
    """The first agency that the leader directs."""
    agency = led_agencies(context.parts(), context.actor())[0]
    return redirect(f"{ADDRESS}/{agency.id}", 303)


@officer_pages.get(f"{ADDRESS}/<int:agency_id>")
@officer
def workload(agency_id: int) -> Any:
    """One agency's work now."""
    parts, actor = context.parts(), context.actor()
    seen = open_workload(context.db(), parts, actor, agency_id)
    late = [
        (line, due_words(line.status, line.acceptance_due_at, line.due_at, seen.at))
        for line in seen.overdue
    ]
    return page(
        "officer/reports/workload.html", load=seen, bars=bars(seen.desks), width=WIDTH,
        height=ROW * len(seen.desks) + 4, bar=BAR, late=late,
        agencies=[one for one in led_agencies(parts, actor) if one.id != agency_id],
    )  # fmt: skip


def bars(desks: tuple[DeskLoad, ...]) -> tuple[Bar, ...]:
    """The desks as bars on one scale: the fullest takes the whole width."""
    most = max((desk.total for desk in desks), default=0) or 1
    scale = (WIDTH - _NAMES - 60) / most
    return tuple(
        Bar(
            title=desk.title, y=number * ROW + 4, total=desk.total,
            segments=_segments(desk, scale),
        )
        for number, desk in enumerate(desks)
    )  # fmt: skip


def _segments(desk: DeskLoad, scale: float) -> tuple[Segment, ...]:
    x, found = float(_NAMES), []
    for look, count in (("late", desk.overdue), ("soon", desk.soon), ("fine", desk.in_time)):
        if count:
            found.append(Segment(x=round(x, 1), width=round(count * scale, 1), look=look,
                                 count=count))  # fmt: skip
            x += count * scale
    return tuple(found)
