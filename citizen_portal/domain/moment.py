"""Moments and days as Vietnamese law and people write them, always in +07:00."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from citizen_portal.domain.wording import Text

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = (
    Text("Thứ Hai", "Monday"),
    Text("Thứ Ba", "Tuesday"),
    Text("Thứ Tư", "Wednesday"),
    Text("Thứ Năm", "Thursday"),
    Text("Thứ Sáu", "Friday"),
    Text("Thứ Bảy", "Saturday"),
    Text("Chủ nhật", "Sunday"),
)


def in_vietnam(moment: datetime) -> datetime:
    """Return the same instant in Vietnam's time.

    Raises ``ValueError`` for a datetime without a time zone: its instant is unknown.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(VIETNAM)


def day_in_vietnam(moment: date | datetime) -> date:
    """Return the Vietnamese calendar day of an instant; a plain day stays as it is."""
    return in_vietnam(moment).date() if isinstance(moment, datetime) else moment


def weekday_name(day: date) -> Text:
    """Return the name of the weekday of ``day``."""
    return _WEEKDAYS[day.weekday()]


def format_day(moment: date | datetime) -> str:
    """Write a day as dd/mm/yyyy."""
    day = day_in_vietnam(moment)
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_moment(moment: datetime, language: str = "vi") -> str:
    """Write an instant in full: "10 giờ 05 phút, ngày 20/11/2026"."""
    local = in_vietnam(moment)
    if language == "en":
        return f"{local:%H:%M} on {format_day(local)}"
    return f"{local:%H} giờ {local:%M} phút, ngày {format_day(local)}"


def format_moment_short(moment: datetime, language: str = "vi") -> str:
    """Write an instant in short: "10:05 ngày 20/11/2026"."""
    local = in_vietnam(moment)
    return f"{local:%H:%M} {'on' if language == 'en' else 'ngày'} {format_day(local)}"


def format_legal_day(moment: date | datetime) -> str:
    """Write a day as on an official paper: "ngày 05 tháng 02 năm 2026".

    Days below 10 and the months 1 and 2 take a leading zero, other months do not
    (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    day = day_in_vietnam(moment)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def format_legal_moment(moment: datetime) -> str:
    """Write an instant as a slip prints it: "10 giờ 05 phút, ngày 20 tháng 11 năm 2026"."""
    local = in_vietnam(moment)
    return f"{local:%H} giờ {local:%M} phút, {format_legal_day(local)}"


def format_place_and_day(place: str, moment: date | datetime) -> str:
    """Write the place and day of an official paper: "Hạ Long, ngày 05 tháng 02 năm 2026"."""
    return f"{place}, {format_legal_day(moment)}"
