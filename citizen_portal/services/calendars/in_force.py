"""The calendars in force, read from the tables: the nation's, and those of agencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.calendar_edition import CalendarChange, with_changes
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import CalendarDay, CalendarEdition


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars in force; most agencies follow the nation's."""

    bundled: WorkingCalendar
    national: WorkingCalendar
    of_agencies: Mapping[int, WorkingCalendar] = field(default_factory=dict)

    def calendar(self, agency_id: int | None = None) -> WorkingCalendar:
        """The calendar of an agency; without one, the nation's."""
        if agency_id is None:
            return self.national
        return self.of_agencies.get(agency_id, self.national)

    def below(self, agency_id: int | None) -> WorkingCalendar:
        """What an edition of that agency, or of the nation, lies on."""
        return self.bundled if agency_id is None else self.national


def load_calendars(session: Session) -> Calendars:
    """Read the bundled days with the overrides on top, and the editions in force on them."""
    bundled = _bundled(session)
    rows = session.execute(
        select(CalendarEdition.id, CalendarEdition.agency_id, CalendarEdition.content)
        .where(CalendarEdition.state == "in_force")
        .order_by(CalendarEdition.id)
    ).all()
    layers: dict[int | None, list[tuple[int, CalendarChange]]] = {}
    for edition_id, agency_id, content in rows:
        change = CalendarChange.from_json(content)
        layers.setdefault(agency_id, []).append((edition_id, change))
    national = _lay(bundled, layers.pop(None, []))
    return Calendars(
        bundled,
        national,
        {agency: _lay(national, layer) for agency, layer in layers.items() if agency is not None},
    )


def _lay(below: WorkingCalendar, layer: list[tuple[int, CalendarChange]]) -> WorkingCalendar:
    if not layer:
        return below
    version = "+".join((below.version, *(str(number) for number, _ in layer)))
    return with_changes(below, (change for _, change in layer), version)


def _bundled(session: Session) -> WorkingCalendar:
    days: dict[date, tuple[str, str]] = {}
    rows = session.execute(
        select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.origin).order_by(
            CalendarDay.origin, CalendarDay.day
        )
    )
    for day, kind, name, _ in rows:  # "library" sorts before "override"
        days[day] = (kind, name)
    return WorkingCalendar(
        days_off={day: name for day, (kind, name) in days.items() if kind == "off"},
        working_swaps={day: name for day, (kind, name) in days.items() if kind == "work"},
        version=f"{len(days)}:{max(days).isoformat() if days else '-'}",
    )
