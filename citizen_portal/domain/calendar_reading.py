"""Reading a proposed calendar as it is typed, with every contradiction in it at once.

One line a day or a stretch of days: ``31/08/2026 Nghỉ hoán đổi`` or
``05/02/2027 - 09/02/2027 Tết Nguyên đán``. Hours of a weekday: ``07:30-11:30, 13:30-17:00``;
nothing for a day that is not worked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from citizen_portal.domain.calendar_edition import CalendarChange
from citizen_portal.domain.moment import format_day, weekday_name
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import Hours, WorkingCalendar, WorkingWeek, are_in_order

YEAR, OFF, WORKED, SINCE, SOURCE = "nam", "ngay_nghi", "lam_bu", "gio_tu", "nguon"
WEEKDAYS = ("thu_2", "thu_3", "thu_4", "thu_5", "thu_6", "thu_7", "chu_nhat")
"""Names of the fields, Monday first."""

FIRST_YEAR, LAST_YEAR, LONGEST_STRETCH = 2025, 2100, 60
_DAY = r"(\d{1,2}/\d{1,2}/\d{4})"
_LINE = re.compile(rf"{_DAY}(?:\s*[-–]\s*{_DAY})?(?:\s+(.+))?")
_STRETCH = re.compile(r"(\d{1,2})[:gh](\d{2})\s*[-–]\s*(\d{1,2})[:gh](\d{2})")

Reason = tuple[str, Text]
"""The field, and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEdition:
    """A proposal as it was typed; ``hours`` by the names of ``WEEKDAYS``."""

    year: str = ""
    days_off: str = ""
    worked: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    source: str = ""


def read_edition(
    typed: TypedEdition, below: WorkingCalendar, *, present: Mapping[str, str], national: bool
) -> tuple[CalendarChange | None, tuple[Reason, ...]]:
    """Return the change that lies on ``below``, or None with all reasons why it is none.

    ``present`` are the hours of the week that the form offered: left as they are, and
    without a first day, they change nothing.
    """
    reasons: list[Reason] = []
    year = _year(typed.year, reasons)
    days_off = _days(OFF, typed.days_off, year, reasons)
    worked = _days(WORKED, typed.worked, year, reasons)
    reasons += _contradictions(days_off, worked, below, national=national)
    week = _week(typed, present, year, reasons)
    if not typed.source.strip():
        reasons.append((SOURCE, _SOURCE_MISSING))
    change = CalendarChange(year=year or 0, days_off=days_off, worked=worked, week=week)
    if not reasons and change.is_empty:
        reasons.append((OFF, _EMPTY))
    return (None if reasons else change), tuple(reasons)


_SOURCE_MISSING = Text(
    "Hãy ghi thông báo hoặc quyết định làm căn cứ.", "Name the notice that this follows."
)
_EMPTY = Text(
    "Lịch đề xuất không đổi gì. Hãy ghi ngày nghỉ, ngày làm bù hoặc giờ làm việc.",
    "The proposal changes nothing. Enter days off, worked days, or hours of the week.",
)
_WRONG_YEAR = Text(
    f"Nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}.", f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}."
)


def _year(typed: str, reasons: list[Reason]) -> int | None:
    text = typed.strip()
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        return int(text)
    reasons.append((YEAR, _WRONG_YEAR))
    return None


def _days(name: str, typed: str, year: int | None, reasons: list[Reason]) -> dict[date, str]:
    days: dict[date, str] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        stretch, wrong = _line(line.strip(), year)
        for day, title in stretch:
            if day in days:
                wrong = Text(
                    f"ngày {format_day(day)} đã có ở dòng trên.",
                    f"{format_day(day)} is in a line above.",
                )
            days[day] = title
        if wrong is not None:
            reasons.append((name, Text(f"Dòng {number}: {wrong.vi}", f"Line {number}: {wrong.en}")))
    return days


def _line(line: str, year: int | None) -> tuple[list[tuple[date, str]], Text | None]:
    found = _LINE.fullmatch(line)
    first = _day(found[1]) if found else None
    last = _day(found[2]) if found and found[2] else first
    if found is None or first is None or last is None:
        return [], Text(
            "ghi ngày/tháng/năm rồi tên ngày, ví dụ 31/08/2026 Nghỉ hoán đổi.",
            "enter day/month/year and a name, such as 31/08/2026 Nghỉ hoán đổi.",
        )
    if not found[3]:
        return [], Text("thiếu tên ngày.", "the day needs a name.")
    if not 0 <= (last - first).days < LONGEST_STRETCH:
        return [], Text(
            f"ngày cuối phải sau ngày đầu, nhiều nhất {LONGEST_STRETCH} ngày.",
            f"the last day must follow the first, at most {LONGEST_STRETCH} days.",
        )
    if year is not None and {first.year, last.year} != {year}:
        return [], Text(f"không thuộc năm {year}.", f"is not in the year {year}.")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [(day, found[3].strip()[:200]) for day in days], None


def _day(typed: str) -> date | None:
    try:
        return datetime.strptime(typed.strip(), "%d/%m/%Y").date()
    except ValueError:
        return None


def _contradictions(
    days_off: Mapping[date, str], worked: Mapping[date, str], below: WorkingCalendar, *,
    national: bool,
) -> Iterator[Reason]:  # fmt: skip
    for day in sorted(worked):
        said = format_day(day)
        if day in days_off:
            yield (
                WORKED,
                Text(
                    f"{said} vừa là ngày nghỉ vừa là ngày làm bù.",
                    f"{said} is both a day off and a worked day.",
                ),
            )
        elif not national and day in below.days_off:
            yield (
                WORKED,
                Text(
                    f"{said} là ngày nghỉ chung ({below.days_off[day]}); chỉ lịch toàn quốc đổi "
                    "được.",
                    f"{said} is a holiday of the nation ({below.days_off[day]}); only the national "
                    "calendar can change it.",
                ),
            )
        elif below.is_working_day(day):
            weekday = weekday_name(day)
            yield (
                WORKED,
                Text(
                    f"{said} là {weekday.vi}, vốn là ngày làm việc.",
                    f"{said} is a {weekday.en}, a working day anyway.",
                ),
            )


def _week(
    typed: TypedEdition, present: Mapping[str, str], year: int | None, reasons: list[Reason]
) -> WorkingWeek | None:
    texts = {name: typed.hours.get(name, "").strip() for name in WEEKDAYS}
    untouched = texts == dict(present) or not any(texts.values())
    if untouched and not typed.since.strip():
        return None
    hours: dict[int, Hours] = {}
    before = len(reasons)
    for number, name in enumerate(WEEKDAYS):
        read = _hours(texts[name])
        if isinstance(read, Text):
            reasons.append((name, read))
        else:
            hours[number] = read
    since = _day(typed.since)
    if since is None or (year is not None and since.year != year):
        reasons.append((SINCE, _SINCE))
    if since is None or len(reasons) > before:
        return None
    if not any(hours[day] for day in range(5)):
        reasons.append((WEEKDAYS[0], _NO_WORK))
        return None
    return WorkingWeek(since, {day: one for day, one in hours.items() if one})


_SINCE = Text(
    "Nhập ngày bắt đầu áp dụng giờ làm việc, trong năm của lịch, ví dụ 01/03/2027.",
    "Enter from which day the hours apply, within the calendar's year, such as 01/03/2027.",
)
_NO_WORK = Text(
    "Phải có giờ làm việc ít nhất một ngày từ thứ Hai đến thứ Sáu.",
    "At least one day from Monday to Friday must be worked.",
)
_WRONG_HOURS = Text(
    "Ghi giờ như 07:30-11:30, 13:30-17:00; bỏ trống nếu không làm việc.",
    "Enter hours such as 07:30-11:30, 13:30-17:00; leave empty when closed.",
)
_NOT_IN_ORDER = Text(
    "Các khoảng giờ phải nối tiếp nhau, không chồng lên nhau.",
    "The stretches must follow each other without overlapping.",
)


def _hours(typed: str) -> Hours | Text:
    if not typed.strip():
        return ()
    stretches = []
    for part in re.split(r"[,;]", typed):
        found = _STRETCH.fullmatch(part.strip())
        if found is None:
            return _WRONG_HOURS
        try:
            opens, closes = (time(int(found[n]), int(found[n + 1])) for n in (1, 3))
        except ValueError:
            return _WRONG_HOURS
        stretches.append((opens, closes))
    return tuple(stretches) if are_in_order(tuple(stretches)) else _NOT_IN_ORDER


def write_days(days: Mapping[date, str]) -> str:
    """Write days as ``read_edition`` reads them, a line each."""
    return "\n".join(f"{format_day(day)} {name}" for day, name in sorted(days.items()))


def write_week(hours: Mapping[int, Hours]) -> dict[str, str]:
    """Write the hours of a week as ``read_edition`` reads them, by the names of the fields."""
    return {name: _write_hours(hours.get(day, ())) for day, name in enumerate(WEEKDAYS)}


def _write_hours(hours: Hours) -> str:
    return ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours)
