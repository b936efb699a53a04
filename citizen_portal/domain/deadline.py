"""When a result is due, by the rule of its procedure and the working calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from citizen_portal.domain.data.one_stop_limits import ACCEPTANCE_HOURS, HAND_OVER_SAME_DAY_UNTIL
from citizen_portal.domain.due_steps import Count, DueStep, explain
from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.moment import in_vietnam
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar, months_after

__all__ = [
    "Deadline",
    "DueDate",
    "DueStep",
    "Duration",
    "DurationUnit",
    "acceptance_due",
    "due_date",
    "hand_over_at",
]


class DurationUnit(StrEnum):
    """Units of the national model of procedures."""

    WORKING_DAY = "WORKING_DAY"
    DAY = "DAY"
    HOUR = "HOUR"
    MONTH = "MONTH"


_UNIT_WORDS = {
    DurationUnit.WORKING_DAY: ("ngày làm việc", "working day"),
    DurationUnit.DAY: ("ngày", "day"),
    DurationUnit.HOUR: ("giờ làm việc", "working hour"),
    DurationUnit.MONTH: ("tháng", "month"),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount (1 or more) of a unit; hours are working hours.

    0 working days stands for a result on the day of receipt.
    """

    unit: DurationUnit
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 0 or (self.amount == 0 and self.unit is not DurationUnit.WORKING_DAY):
            raise ValueError(f"not a duration: {self.amount} {self.unit}")

    @property
    def label(self) -> Text:
        """The words people read: "3 ngày làm việc", "3 working days"."""
        if self.amount == 0:
            return Text("trong ngày làm việc", "the same working day")
        vi, en = _UNIT_WORDS[self.unit]
        return Text(f"{self.amount} {vi}", f"{self.amount} {en}{'s' if self.amount > 1 else ''}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long a procedure may take, and by which rule.

    ``same_day_before`` is for results handed back at once: received by that clock time
    (itself included), the result is due the same day, later on the next working day.
    """

    duration: Duration
    legal_basis: LegalBasis | None = None
    same_day_before: time | None = None

    def __post_init__(self) -> None:
        if self.same_day_before is not None and (
            self.duration.unit is not DurationUnit.WORKING_DAY or self.duration.amount > 1
        ):
            raise ValueError("a result of the same day cannot take longer than a working day")

    @property
    def is_same_day(self) -> bool:
        """Tell whether the result is due on the day of receipt."""
        return self.same_day_before is not None or self.duration.amount == 0

    @property
    def label(self) -> Text:
        """The words people read, the rule of the same day included."""
        if self.same_day_before is None:
            return self.duration.label
        clock = f"{self.same_day_before:%H:%M}"
        return Text(
            f"trong ngày làm việc; nhận sau {clock} thì trả vào ngày làm việc tiếp theo",
            f"the same working day; the next working day when received after {clock}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """When a result is due, why, and by which state of the calendar."""

    at: datetime
    steps: tuple[DueStep, ...]
    calendar_version: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the due date as plain JSON values."""
        return {
            "at": self.at.isoformat(),
            "steps": [
                {"vi": s.text.vi, "en": s.text.en, "on": s.on.isoformat() if s.on else None}
                for s in self.steps
            ],
            "calendar_version": self.calendar_version,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> DueDate:
        """Read what ``to_json`` wrote. Raises ``KeyError``, ``ValueError``."""
        steps = (
            DueStep(
                text=Text(step["vi"], step["en"]),
                on=date.fromisoformat(step["on"]) if step["on"] else None,
            )
            for step in value["steps"]
        )
        return cls(
            at=in_vietnam(datetime.fromisoformat(value["at"])),
            steps=tuple(steps),
            calendar_version=value["calendar_version"],
        )


def due_date(deadline: Deadline, received_at: datetime, calendar: WorkingCalendar) -> DueDate:
    """Return when the result is due of what was validly received at ``received_at``.

    Raises ``ValueError`` for a moment without a time zone.
    """
    received = in_vietnam(received_at)
    at = _due_at(deadline, received, calendar)
    count = Count(
        label=deadline.label,
        legal_basis=deadline.legal_basis,
        from_receipt=deadline.is_same_day or deadline.duration.unit is DurationUnit.HOUR,
        last_day=_last_day(deadline.duration, received.date()),
    )
    steps = explain(count, received, at, calendar)
    return DueDate(at=at, steps=steps, calendar_version=calendar.version)


def hand_over_at(
    received_at: datetime, calendar: WorkingCalendar, *, until: time = HAND_OVER_SAME_DAY_UNTIL
) -> datetime:
    """Return when a received dossier is with the handling unit.

    At once within the working day, at the opening of the next working day when received
    later than ``until`` or on a day off.
    """
    received = in_vietnam(received_at)
    day = received.date()
    if _comes_after(received, until, calendar):
        return calendar.opening_of(calendar.next_working_day(day))
    return max(received, calendar.opening_of(day))


def acceptance_due(
    submitted_at: datetime, calendar: WorkingCalendar, hours: float = ACCEPTANCE_HOURS
) -> datetime:
    """Return by when a dossier sent online is accepted, refused or sent back for more.

    ``hours`` are working hours; a procedure may set its own.
    """
    return calendar.add_working_hours(submitted_at, hours)


def _due_at(deadline: Deadline, received: datetime, calendar: WorkingCalendar) -> datetime:
    amount = deadline.duration.amount
    if deadline.is_same_day:
        return _same_day(deadline.same_day_before or time.max, received, calendar)
    match deadline.duration.unit:
        case DurationUnit.WORKING_DAY:
            return calendar.add_working_days(received, amount)
        case DurationUnit.DAY:
            return calendar.add_calendar_days(received, amount)
        case DurationUnit.HOUR:
            return calendar.add_working_hours(received, amount)
        case DurationUnit.MONTH:
            return calendar.add_months(received, amount)


def _last_day(duration: Duration, received: date) -> date | None:
    """Return the last day of a term in calendar days or months, be it a day off."""
    if duration.unit is DurationUnit.DAY:
        return received + timedelta(days=duration.amount)
    if duration.unit is DurationUnit.MONTH:
        return months_after(received, duration.amount)
    return None


def _same_day(until: time, received: datetime, calendar: WorkingCalendar) -> datetime:
    day = received.date()
    if _comes_after(received, until, calendar):
        day = calendar.next_working_day(day)
    return calendar.closing_of(day)


def _comes_after(received: datetime, until: time, calendar: WorkingCalendar) -> bool:
    """Tell whether something came on a day off, later than ``until``, or after closing."""
    day = received.date()
    return (
        not calendar.is_working_day(day)
        or received.time() > until
        or received > calendar.closing_of(day)
    )
