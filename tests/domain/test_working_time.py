from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar, months_after

from .calendars import CALENDAR, DAYS, LAW, MOMENTS, at


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 24), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 4, 27), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works
    assert (CALENDAR.why_off(day) is None) is works


def test_a_day_off_tells_its_name() -> None:
    assert str(CALENDAR.why_off(date(2026, 11, 24))) == "Ngày Văn hóa Việt Nam"
    assert str(CALENDAR.why_off(date(2026, 4, 26))) == "Giỗ Tổ Hùng Vương"
    saturday = CALENDAR.why_off(date(2026, 11, 21))
    assert saturday is not None
    assert (saturday.vi, saturday.en) == ("Thứ Bảy", "Saturday")


def test_the_next_working_day_jumps_over_tet() -> None:
    assert CALENDAR.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)
    assert CALENDAR.next_working_day(date(2027, 2, 3)) == date(2027, 2, 11)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20 10:00", 3, "2026-11-26 10:00"),
        ("2026-11-20 10:00", 1, "2026-11-23 10:00"),
        ("2026-02-13 10:00", 3, "2026-02-25 10:00"),
        ("2026-08-21 10:00", 1, "2026-08-22 10:00"),
        ("2026-08-22 10:00", 1, "2026-08-24 10:00"),
        ("2026-08-28 09:00", 1, "2026-09-03 09:00"),
        ("2026-01-09 09:00", 1, "2026-01-10 09:00"),
        ("2025-12-31 09:00", 1, "2026-01-05 09:00"),
        ("2026-04-29 16:00", 1, "2026-05-04 16:00"),
        ("2026-04-24 16:00", 1, "2026-04-28 16:00"),
        ("2027-02-03 08:00", 2, "2027-02-12 08:00"),
        ("2027-04-29 08:00", 1, "2027-05-04 08:00"),
        ("2026-11-16 06:00", 1, "2026-11-17 07:30"),
        ("2026-11-16 12:00", 1, "2026-11-17 13:30"),
        ("2026-11-16 11:30", 1, "2026-11-17 11:30"),
        ("2026-11-16 17:00", 1, "2026-11-17 17:00"),
        ("2026-11-16 23:59", 1, "2026-11-17 17:00"),
        ("2026-11-17 00:01", 1, "2026-11-18 07:30"),
        ("2026-11-21 08:00", 1, "2026-11-23 17:00"),
    ],
)
def test_adding_working_days(start: str, days: int, end: str) -> None:
    assert CALENDAR.add_working_days(at(start), days) == at(end)


def test_sixty_working_days_agree_with_a_count_on_the_calendar() -> None:
    end = CALENDAR.add_working_days(at("2026-11-20 10:00"), 60)
    first, last = date(2026, 11, 21).toordinal(), end.date().toordinal()
    counted = [d for d in range(first, last + 1) if CALENDAR.is_working_day(date.fromordinal(d))]
    assert len(counted) == 60


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-16 10:00", 3, "2026-11-19 17:00"),
        ("2026-11-20 10:00", 1, "2026-11-23 17:00"),
        ("2026-11-20 10:00", 4, "2026-11-25 17:00"),
        ("2026-08-20 10:00", 2, "2026-08-22 17:00"),
    ],
)
def test_adding_calendar_days(start: str, days: int, end: str) -> None:
    assert CALENDAR.add_calendar_days(at(start), days) == at(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-10-20 10:00", 1, "2026-11-20 17:00"),
        ("2026-10-24 10:00", 1, "2026-11-25 17:00"),
        ("2026-12-31 10:00", 2, "2027-03-01 17:00"),
        ("2026-01-31 10:00", 12, "2027-02-01 17:00"),
    ],
)
def test_adding_months(start: str, months: int, end: str) -> None:
    assert CALENDAR.add_months(at(start), months) == at(end)


def test_a_month_without_that_day_ends_with_its_last_day() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-16 07:30", 8, "2026-11-17 08:00"),
        ("2026-11-16 10:00", 8, "2026-11-17 10:30"),
        ("2026-11-16 10:30", 1, "2026-11-16 11:30"),
        ("2026-11-16 11:00", 1, "2026-11-16 14:00"),
        ("2026-11-16 12:00", 1, "2026-11-16 14:30"),
        ("2026-11-16 16:00", 1, "2026-11-16 17:00"),
        ("2026-11-23 16:30", 1, "2026-11-25 08:00"),
        # Saturday; Monday has 7.5 hours, Tuesday is a holiday.
        ("2026-11-21 08:00", 8, "2026-11-25 08:00"),
        ("2026-11-16 08:00", 0, "2026-11-16 08:00"),
        ("2026-11-16 17:00", 0, "2026-11-16 17:00"),
        ("2026-11-16 18:00", 0, "2026-11-17 07:30"),
        ("2026-11-16 08:00", 0.5, "2026-11-16 08:30"),
    ],
)
def test_adding_working_hours(start: str, hours: float, end: str) -> None:
    assert CALENDAR.add_working_hours(at(start), hours) == at(end)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-16 07:30", "2026-11-16 17:00", 7.5),
        ("2026-11-16 11:00", "2026-11-16 14:00", 1.0),
        ("2026-11-16 11:00", "2026-11-16 11:00", 0.0),
        ("2026-11-20 16:00", "2026-11-23 08:30", 2.0),
        ("2026-11-21 08:00", "2026-11-22 20:00", 0.0),
        ("2026-02-13 16:00", "2026-02-23 08:30", 2.0),
    ],
)
def test_working_hours_between(start: str, end: str, hours: float) -> None:
    assert CALENDAR.working_hours_between(at(start), at(end)) == hours


@LAW
@given(start=MOMENTS, quarters=st.integers(0, 400))
def test_hours_added_are_the_hours_between(start: datetime, quarters: int) -> None:
    end = CALENDAR.add_working_hours(start, quarters / 4)
    assert end >= start
    assert CALENDAR.working_hours_between(start, end) == pytest.approx(quarters / 4)


@LAW
@given(day=DAYS)
def test_the_next_working_day_is_the_first_after(day: date) -> None:
    following = CALENDAR.next_working_day(day)
    between = range(day.toordinal() + 1, following.toordinal())
    assert CALENDAR.is_working_day(following)
    assert not any(CALENDAR.is_working_day(date.fromordinal(d)) for d in between)


@LAW
@given(moment=MOMENTS, days=st.integers(1, 30))
def test_the_same_instant_in_another_zone_gives_the_same_term(moment: datetime, days: int) -> None:
    expected = CALENDAR.add_working_days(moment, days)
    assert CALENDAR.add_working_days(moment.astimezone(UTC), days) == expected
    assert expected.tzinfo is VIETNAM


def test_an_agency_may_have_other_hours() -> None:
    short = WorkingCalendar(
        days_off={}, working_swaps={}, hours=((time(8), time(12)),), version="mornings"
    )
    assert short.add_working_hours(at("2026-11-16 10:00"), 4) == at("2026-11-17 10:00")
    assert short.add_working_days(at("2026-11-16 15:00"), 1) == at("2026-11-17 12:00")


def test_moments_without_a_zone_are_refused() -> None:
    naive = datetime(2026, 11, 20, 10)
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.add_working_days(naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.working_hours_between(naive, at("2026-11-20 11:00"))


def test_nonsense_is_refused() -> None:
    start = at("2026-11-20 10:00")
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.add_working_days(start, 0)
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.add_calendar_days(start, 0)
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.add_months(start, 0)
    with pytest.raises(ValueError, match="at least 0"):
        CALENDAR.add_working_hours(start, -1)
    with pytest.raises(ValueError, match="before the start"):
        CALENDAR.working_hours_between(start, at("2026-11-19 10:00"))


def test_a_calendar_that_contradicts_itself_is_refused() -> None:
    day = date(2026, 8, 22)
    with pytest.raises(ValueError, match="2026-08-22"):
        WorkingCalendar(days_off={day: "nghỉ"}, working_swaps={day: "làm bù"}, version="1")
    with pytest.raises(ValueError, match="in order"):
        WorkingCalendar(days_off={}, working_swaps={}, hours=(), version="1")
    backwards = ((time(13), time(17)), (time(8), time(12)))
    with pytest.raises(ValueError, match="in order"):
        WorkingCalendar(days_off={}, working_swaps={}, hours=backwards, version="1")
