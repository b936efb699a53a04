"""Working days and working hours of a calendar that the portal keeps as data.

Counting (Bộ luật Dân sự 2015, Điều 147 and 148, article numbers not yet checked): the day of
receipt is not counted; a term in days or months whose last day is a day off ends with
the next working day. All moments are aware; results are in Vietnam's time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from citizen_portal.domain.moment import VIETNAM, in_vietnam, weekday_name
from citizen_portal.domain.wording import Text

Hours = tuple[tuple[time, time], ...]

OFFICE_HOURS: Hours = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))

_DAY = timedelta(days=1)
_SATURDAY = 5


def are_in_order(hours: Hours) -> bool:
    """Tell whether stretches of a day follow each other without touching."""
    borders = [border for stretch in hours for border in stretch]
    return all(a < b for a, b in pairwise(borders))


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """The hours of each weekday (0 is Monday) from a day on; a day without any is closed."""

    since: date
    hours: Mapping[int, Hours]

    def __post_init__(self) -> None:
        if not all(are_in_order(hours) for hours in self.hours.values()):
            raise ValueError("working hours must be stretches of the day, in order")
        if not any(self.hours.get(day) for day in range(_SATURDAY)):
            raise ValueError("at least one day from Monday to Friday must be worked")

    @property
    def full_day(self) -> Hours:
        """The hours of its first worked day, which are those of a weekend day worked instead."""
        return next(self.hours[day] for day in range(_SATURDAY) if self.hours.get(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Monday to Friday, without ``days_off``, with ``working_swaps``, in ``hours``.

    Both mappings give the name of the day: a holiday, or what a Saturday or Sunday is
    worked for. ``weeks``, by their first day, give an agency's own hours from then on, such
    as Saturday mornings; a day with any hours is a working day. ``version`` names this state
    of the data; due dates remember it.
    """

    days_off: Mapping[date, str]
    working_swaps: Mapping[date, str]
    hours: Hours = OFFICE_HOURS
    weeks: tuple[WorkingWeek, ...] = ()
    version: str

    def __post_init__(self) -> None:
        both = sorted(self.days_off.keys() & self.working_swaps.keys())
        if both:
            raise ValueError(f"both a day off and a working day: {both[0].isoformat()}")
        if not self.hours or not are_in_order(self.hours):
            raise ValueError("working hours must be stretches of the day, in order")
        if any(a.since >= b.since for a, b in pairwise(self.weeks)):
            raise ValueError("weeks must begin one after the other")

    @property
    def opening(self) -> time:
        """When the working day begins."""
        return self.hours[0][0]

    @property
    def closing(self) -> time:
        """When the working day ends."""
        return self.hours[-1][1]

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works on ``day``."""
        return bool(self.hours_on(day))

    def hours_on(self, day: date) -> Hours:
        """Return the hours worked on ``day``, none on a day off."""
        if day in self.days_off:
            return ()
        week = self._week_of(day)
        if day in self.working_swaps:
            return week.full_day if week else self.hours
        if week is not None:
            return week.hours.get(day.weekday(), ())
        return self.hours if day.weekday() < _SATURDAY else ()

    def usual_hours(self, on: date) -> Mapping[int, Hours]:
        """Return the hours of each weekday as they apply on a day, holidays aside."""
        week = self._week_of(on)
        if week is not None:
            return {day: week.hours.get(day, ()) for day in range(7)}
        return {day: self.hours if day < _SATURDAY else () for day in range(7)}

    def _week_of(self, day: date) -> WorkingWeek | None:
        for week in reversed(self.weeks):
            if week.since <= day:
                return week
        return None

    def why_off(self, day: date) -> Text | None:
        """Return the name of the holiday or weekend day, or None on a working day."""
        if self.is_working_day(day):
            return None
        name = self.days_off.get(day)
        return Text(name) if name else weekday_name(day)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        day += _DAY
        while not self.is_working_day(day):
            day += _DAY
        return day

    def opening_of(self, day: date) -> datetime:
        """Return the moment the office opens on ``day``; on a day off, when it usually does."""
        return datetime.combine(day, (self.hours_on(day) or self.hours)[0][0], VIETNAM)

    def closing_of(self, day: date) -> datetime:
        """Return the moment the office closes on ``day``; on a day off, when it usually does."""
        return datetime.combine(day, (self.hours_on(day) or self.hours)[-1][1], VIETNAM)

    def within_hours(self, clock: time, on: date | None = None) -> time:
        """Return a clock time moved into the working hours of a day, or the usual ones.

        Before opening it becomes the opening, in a break the end of the break, after
        closing the closing.
        """
        hours = (self.hours_on(on) if on else ()) or self.hours
        for opens, closes in hours:
            if clock < opens:
                return opens
            if clock <= closes:
                return clock
        return hours[-1][1]

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Return the moment ``days`` (1 or more) working days after ``start``.

        The same clock time within working hours. What comes in on a day off counts as
        come in after the closing before it, and so ends at closing; otherwise somebody
        who came later could be served earlier. Raises ``ValueError``.
        """
        local = _start(start, days, least=1)
        came_in = local.date()
        day = came_in
        for _ in range(days):
            day = self.next_working_day(day)
        if not self.is_working_day(came_in):
            return self.closing_of(day)
        return datetime.combine(day, self.within_hours(local.time(), day), VIETNAM)

    def add_calendar_days(self, start: datetime, days: int) -> datetime:
        """Return the close of the last of ``days`` (1 or more) days after ``start``.

        A last day off moves to the next working day. Raises ``ValueError``.
        """
        local = _start(start, days, least=1)
        return self._close_on_or_after(local.date() + timedelta(days=days))

    def add_months(self, start: datetime, months: int) -> datetime:
        """Return the close of the day ``months`` (1 or more) months after ``start``.

        A month without that day ends with its last day; a last day off moves to the
        next working day. Raises ``ValueError``.
        """
        local = _start(start, months, least=1)
        return self._close_on_or_after(months_after(local.date(), months))

    def add_working_hours(self, start: datetime, hours: float) -> datetime:
        """Return the moment by which ``hours`` (0 or more) of working time have passed.

        Only time within working hours counts. Raises ``ValueError``.
        """
        left = timedelta(hours=hours)
        local = _start(start, hours, least=0)
        stretches = self._stretches_from(local)
        while True:
            opens, closes = next(stretches)
            begin = max(opens, local)
            if begin <= closes:
                if begin + left <= closes:
                    return begin + left
                left -= closes - begin

    def working_hours_between(self, start: datetime, end: datetime) -> float:
        """Return the hours of working time from ``start`` to ``end``.

        Raises ``ValueError`` when ``end`` comes first.
        """
        begin, stop = in_vietnam(start), in_vietnam(end)
        if stop < begin:
            raise ValueError("the end comes before the start")
        passed = timedelta()
        for opens, closes in self._stretches_from(begin):
            if opens >= stop:
                break
            passed += max(min(closes, stop) - max(opens, begin), timedelta())
        return passed / timedelta(hours=1)

    def _close_on_or_after(self, day: date) -> datetime:
        return self.closing_of(day if self.is_working_day(day) else self.next_working_day(day))

    def _stretches_from(self, local: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = local.date()
        while True:
            for opens, closes in self.hours_on(day):
                yield (
                    datetime.combine(day, opens, VIETNAM),
                    datetime.combine(day, closes, VIETNAM),
                )
            day += _DAY


def months_after(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _start(start: datetime, amount: float, *, least: int) -> datetime:
    if amount < least:
        raise ValueError(f"a term must be at least {least}: {amount}")
    return in_vietnam(start)
