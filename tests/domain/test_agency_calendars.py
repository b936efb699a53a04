"""Calendars of agencies: Saturday mornings, hours that change, local days off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.deadline import (
    Deadline,
    Duration,
    DurationUnit,
    due_date,
    hand_over_at,
)
from citizen_portal.domain.working_time import WorkingCalendar, WorkingWeek

from .calendars import (
    DAYS_OFF,
    EXTRA_DAYS_OFF,
    FULL_DAY,
    LAW,
    MOMENTS,
    MORNING,
    SATURDAYS,
    SATURDAYS_FROM,
    at,
    saturday_calendar,
)

SAME_DAY = Deadline(Duration(DurationUnit.WORKING_DAY, 0), None, time(15, 0))
DEADLINES = st.one_of(
    st.builds(
        Deadline,
        st.one_of(
            st.builds(Duration, st.just(DurationUnit.WORKING_DAY), st.integers(0, 40)),
            st.builds(
                Duration,
                st.sampled_from([DurationUnit.DAY, DurationUnit.HOUR, DurationUnit.MONTH]),
                st.integers(1, 30),
            ),
        ),
    ),
    st.just(SAME_DAY),
)


def days(amount: int) -> Deadline:
    return Deadline(Duration(DurationUnit.WORKING_DAY, amount))


def hours(amount: int) -> Deadline:
    return Deadline(Duration(DurationUnit.HOUR, amount))


@pytest.mark.parametrize(
    ("received", "deadline", "due"),
    [
        ("2026-11-20 10:00", days(1), "2026-11-21 10:00"),
        ("2026-11-20 16:00", days(1), "2026-11-21 11:30"),
        ("2026-11-20 16:00", days(2), "2026-11-23 16:00"),
        ("2026-11-21 09:00", days(1), "2026-11-23 09:00"),
        ("2026-11-21 15:00", days(1), "2026-11-23 15:00"),
        ("2026-11-22 09:00", days(1), "2026-11-23 17:00"),
        ("2026-11-20 16:00", hours(3), "2026-11-21 09:30"),
        ("2026-11-21 11:00", hours(1), "2026-11-23 08:00"),
        ("2026-11-21 11:30", SAME_DAY, "2026-11-21 11:30"),
        ("2026-11-21 11:30:01", SAME_DAY, "2026-11-23 17:00"),
        ("2026-11-21 13:00", days(0), "2026-11-23 17:00"),
        ("2026-11-23 10:00", days(4), "2026-11-28 10:00"),  # 24/11 is a holiday
        # Before the mornings were introduced.
        ("2026-10-30 10:00", days(1), "2026-11-02 10:00"),
    ],
)
def test_saturday_mornings(received: str, deadline: Deadline, due: str) -> None:
    assert due_date(deadline, at(received), SATURDAYS).at == at(due)


def test_a_worked_saturday_is_told_with_its_hours() -> None:
    told = [step.text.vi for step in due_date(days(2), at("2026-11-20 16:00"), SATURDAYS).steps]
    assert "Thứ Bảy 21/11/2026: cơ quan làm việc (07:30–11:30), có tính." in told
    assert "Chủ nhật 22/11/2026: nghỉ cuối tuần, không tính." in told


def test_a_closed_weekday_is_told_as_such() -> None:
    week = WorkingWeek(date(2026, 1, 1), dict.fromkeys(range(4), FULL_DAY))
    calendar = WorkingCalendar(days_off={}, working_swaps={}, weeks=(week,), version="1")
    told = [step.text.vi for step in due_date(days(1), at("2026-11-19 10:00"), calendar).steps]
    assert "Thứ Sáu 20/11/2026: cơ quan không làm việc, không tính." in told


def test_a_saturday_worked_instead_has_the_hours_of_a_full_day() -> None:
    swap = date(2026, 11, 28)
    calendar = WorkingCalendar(
        days_off={}, working_swaps={swap: "Làm bù"}, weeks=SATURDAYS.weeks, version="1"
    )
    assert calendar.hours_on(swap) == FULL_DAY
    assert calendar.hours_on(swap - timedelta(days=7)) == (MORNING,)


def test_hand_over_on_a_saturday_afternoon_waits_for_monday() -> None:
    assert hand_over_at(at("2026-11-21 11:00"), SATURDAYS) == at("2026-11-21 11:00")
    assert hand_over_at(at("2026-11-21 13:00"), SATURDAYS) == at("2026-11-23 07:30")
    assert hand_over_at(at("2026-11-20 15:00"), SATURDAYS) == at("2026-11-20 15:00")
    assert hand_over_at(at("2026-11-20 15:00:01"), SATURDAYS) == at("2026-11-21 07:30")


def test_hours_change_from_a_day_on() -> None:
    before, after = SATURDAYS_FROM - timedelta(days=1), SATURDAYS_FROM
    assert SATURDAYS.usual_hours(before)[5] == ()
    assert SATURDAYS.usual_hours(after)[5] == (MORNING,)
    assert SATURDAYS.usual_hours(after)[6] == ()
    assert SATURDAYS.hours_on(date(2026, 11, 24)) == (), "a holiday has no hours"


@LAW
@given(first=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=12)), deadline=DEADLINES)
def test_who_comes_first_is_due_first(
    first: datetime, later: timedelta, deadline: Deadline
) -> None:
    due = due_date(deadline, first, SATURDAYS).at
    assert due <= due_date(deadline, first + later, SATURDAYS).at


@LAW
@given(received=MOMENTS, deadline=DEADLINES, off=st.sets(EXTRA_DAYS_OFF, max_size=8))
def test_another_day_off_never_makes_it_earlier(
    received: datetime, deadline: Deadline, off: set[date]
) -> None:
    longer = saturday_calendar({**DAYS_OFF, **dict.fromkeys(off, "nghỉ địa phương")})
    assert due_date(deadline, received, longer).at >= due_date(deadline, received, SATURDAYS).at


@LAW
@given(received=MOMENTS, deadline=DEADLINES)
def test_a_due_date_lies_in_working_time_after_receipt(
    received: datetime, deadline: Deadline
) -> None:
    due = due_date(deadline, received, SATURDAYS).at
    assert due >= received
    assert SATURDAYS.is_working_day(due.date())
    assert SATURDAYS.within_hours(due.time(), due.date()) == due.time()


@LAW
@given(moments=st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_working_hours_add_up(moments: tuple[datetime, datetime, datetime]) -> None:
    first, middle, last = sorted(moments)
    between = SATURDAYS.working_hours_between
    assert between(first, middle) + between(middle, last) == pytest.approx(between(first, last))


def test_impossible_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        WorkingWeek(date(2026, 1, 1), {0: (MORNING, MORNING)})
    with pytest.raises(ValueError, match="Monday to Friday"):
        WorkingWeek(date(2026, 1, 1), {5: (MORNING,)})
    week = SATURDAYS.weeks[0]
    with pytest.raises(ValueError, match="one after the other"):
        WorkingCalendar(days_off={}, working_swaps={}, weeks=(week, week), version="1")
