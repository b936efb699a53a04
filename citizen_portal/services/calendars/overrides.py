"""The days that the yearly notice sets otherwise than the bundled calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.models import CalendarDay
from citizen_portal.services.actor import Actor, require_administrator


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOverride:
    """One day; ``works`` tells whether the office is open."""

    day: date
    works: bool
    name: str
    source: str


def list_calendar_overrides(session: Session, actor: Actor | None) -> tuple[CalendarOverride, ...]:
    """The overrides, in the order of their days."""
    require_administrator(actor)
    rows = session.scalars(
        select(CalendarDay).where(CalendarDay.origin == "override").order_by(CalendarDay.day)
    )
    return tuple(
        CalendarOverride(day=row.day, works=row.kind == "work", name=row.name, source=row.source)
        for row in rows
    )
