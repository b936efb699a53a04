"""The working calendar of 2026 and 2027, and laws' common settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar, WorkingWeek

LAW = settings(deadline=None, derandomize=True, database=None)


def _days(first: date, last: date, name: str) -> dict[date, str]:
    return {first + timedelta(days=n): name for n in range((last - first).days + 1)}


DAYS_OFF: dict[date, str] = {
    date(2026, 1, 1): "Tết Dương lịch",
    date(2026, 1, 2): "nghỉ hoán đổi",
    **_days(date(2026, 2, 16), date(2026, 2, 20), "Tết Nguyên đán"),
    date(2026, 4, 26): "Giỗ Tổ Hùng Vương",
    date(2026, 4, 27): "nghỉ bù Giỗ Tổ Hùng Vương",
    date(2026, 4, 30): "Ngày Chiến thắng",
    date(2026, 5, 1): "Ngày Quốc tế Lao động",
    date(2026, 8, 31): "nghỉ hoán đổi",
    **_days(date(2026, 9, 1), date(2026, 9, 2), "Quốc khánh"),
    date(2026, 11, 24): "Ngày Văn hóa Việt Nam",
    date(2027, 1, 1): "Tết Dương lịch",
    **_days(date(2027, 2, 4), date(2027, 2, 10), "Tết Nguyên đán"),
    date(2027, 4, 16): "Giỗ Tổ Hùng Vương",
    date(2027, 4, 30): "Ngày Chiến thắng",
    date(2027, 5, 1): "Ngày Quốc tế Lao động",
    date(2027, 5, 3): "nghỉ bù Ngày Quốc tế Lao động",
    **_days(date(2027, 9, 2), date(2027, 9, 3), "Quốc khánh"),
    date(2027, 11, 24): "Ngày Văn hóa Việt Nam",
}
WORKING_SWAPS = {
    date(2026, 1, 10): "làm bù cho ngày 02/01/2026",
    date(2026, 8, 22): "làm bù cho ngày 31/08/2026",
}


def calendar(days_off: Mapping[date, str] = DAYS_OFF) -> WorkingCalendar:
    return WorkingCalendar(days_off=days_off, working_swaps=WORKING_SWAPS, version="2026-2")


CALENDAR = calendar()


def at(text: str) -> datetime:
    """A moment in Vietnam: "2026-11-20 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


MOMENTS = st.datetimes(
    min_value=datetime(2025, 12, 1),
    max_value=datetime(2027, 11, 30),
    timezones=st.just(VIETNAM),
)
DAYS = st.dates(min_value=date(2025, 12, 1), max_value=date(2027, 12, 31))
EXTRA_DAYS_OFF = DAYS.filter(lambda day: day not in WORKING_SWAPS)
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))
FULL_DAY = (MORNING, AFTERNOON)
SATURDAYS_FROM = date(2026, 11, 1)
WITH_SATURDAY_MORNINGS = WorkingWeek(
    SATURDAYS_FROM, {**dict.fromkeys(range(5), FULL_DAY), 5: (MORNING,)}
)
"""A commune's desk that opens on Saturday mornings from November 2026 on."""


def saturday_calendar(days_off: Mapping[date, str] = DAYS_OFF) -> WorkingCalendar:
    return WorkingCalendar(
        days_off=days_off, working_swaps=WORKING_SWAPS, weeks=(WITH_SATURDAY_MORNINGS,),
        version="2026-2+3",
    )  # fmt: skip


SATURDAYS = saturday_calendar()
