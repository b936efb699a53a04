"""An edition of the calendar: what a notice sets otherwise than the layer below it.

The bundled holidays lie lowest; the national edition of a year lies on them, and an
agency's own edition on that. Each layer may take days off, exchange working days, and give
the hours of the week from a day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from citizen_portal.domain.working_time import Hours, WorkingCalendar, WorkingWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What one edition changes in its year; days come with their names."""

    year: int
    days_off: Mapping[date, str] = field(default_factory=dict)
    worked: Mapping[date, str] = field(default_factory=dict)
    week: WorkingWeek | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether it changes nothing at all."""
        return not (self.days_off or self.worked or self.week)

    def to_json(self) -> dict[str, Any]:
        """Return the change as plain JSON values."""
        return {
            "year": self.year,
            "days_off": _days_to_json(self.days_off),
            "worked": _days_to_json(self.worked),
            "week": None if self.week is None else {
                "since": self.week.since.isoformat(),
                "hours": {str(day): _hours_to_json(hours)
                          for day, hours in sorted(self.week.hours.items())},
            },
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> CalendarChange:
        """Read what ``to_json`` wrote. Raises ``KeyError``, ``ValueError``."""
        week = value["week"]
        return cls(
            year=value["year"],
            days_off=_days_from_json(value["days_off"]),
            worked=_days_from_json(value["worked"]),
            week=None if week is None else WorkingWeek(
                date.fromisoformat(week["since"]),
                {int(day): _hours_from_json(hours) for day, hours in week["hours"].items()},
            ),
        )  # fmt: skip


def with_changes(
    below: WorkingCalendar, changes: Iterable[CalendarChange], version: str
) -> WorkingCalendar:
    """Lay editions, the lowest first, on a calendar."""
    days_off, worked = dict(below.days_off), dict(below.working_swaps)
    weeks = {week.since: week for week in below.weeks}
    for change in changes:
        for day, name in change.days_off.items():
            worked.pop(day, None)
            days_off[day] = name
        for day, name in change.worked.items():
            days_off.pop(day, None)
            worked[day] = name
        if change.week is not None:
            weeks[change.week.since] = change.week
    return replace(
        below,
        days_off=days_off,
        working_swaps=worked,
        weeks=tuple(weeks[since] for since in sorted(weeks)),
        version=version,
    )


def _days_to_json(days: Mapping[date, str]) -> list[list[str]]:
    return [[day.isoformat(), name] for day, name in sorted(days.items())]


def _days_from_json(value: Iterable[Iterable[str]]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in value}


def _hours_to_json(hours: Hours) -> list[list[str]]:
    return [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in hours]


def _hours_from_json(value: Iterable[Iterable[str]]) -> Hours:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in value)
