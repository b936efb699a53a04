"""A due date counted again: pauses move it, dates set by people stand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.clocks import ClockEvent
from citizen_portal.domain.deadline import Deadline as Term
from citizen_portal.domain.deadline import DueDate, Duration, DurationUnit, due_date
from citizen_portal.domain.due_again import due_again
from citizen_portal.domain.lifecycle import Action, ClockEffect

from .calendars import CALENDAR, DAYS_OFF, EXTRA_DAYS_OFF, LAW, MOMENTS, at, calendar

_A, _C = Action, ClockEffect
THREE = Term(Duration(DurationUnit.WORKING_DAY, 3))
START = at("2026-11-16 10:00")
LOCAL = calendar({**DAYS_OFF, date(2026, 11, 18): "Hội phường"})


def event(action: Action, when: str, effect: ClockEffect = _C.NONE, due: str = "") -> ClockEvent:
    detail: dict[str, Any] = {"due_at": at(due).isoformat()} if due else {}
    return ClockEvent(action=action, at=at(when), effect=effect, detail=detail)


ACCEPTED = event(_A.ACCEPT, "2026-11-16 10:00", _C.START, "2026-11-19 10:00")
SUSPENDED = event(_A.SUSPEND, "2026-11-16 14:00", _C.PAUSE)
RESUMED = event(_A.RESUME, "2026-11-17 14:00", _C.RUN, "2026-11-20 10:00")


def again(*events: ClockEvent) -> DueDate:
    return due_again(due_date(THREE, START, LOCAL), START, events, LOCAL)


def test_what_nothing_moved_is_counted_anew() -> None:
    assert again(ACCEPTED).at == at("2026-11-20 10:00"), "one day later, for the day off"
    earlier = event(_A.CHANGE_DUE, "2026-11-16 16:00", due="2026-11-25 10:00")
    assert again(ACCEPTED, earlier).at == at("2026-11-20 10:00"), "calendars leave no trace"


def test_a_pause_moves_it_by_its_working_time() -> None:
    due = again(ACCEPTED, SUSPENDED, RESUMED)
    assert due.at == at("2026-11-23 10:00")
    assert "Tạm dừng từ 14 giờ 00 phút, ngày 16/11/2026" in due.steps[-1].text.vi
    night = event(_A.SUSPEND, "2026-11-16 18:00", _C.PAUSE)
    morning = event(_A.RESUME, "2026-11-17 07:00", _C.RUN)
    assert again(ACCEPTED, night, morning).at == at("2026-11-20 10:00")


@pytest.mark.parametrize(
    ("promised", "due"),
    [("2026-11-25 17:00", "2026-11-25 17:00"), ("2026-11-18 17:00", "2026-11-19 17:00")],
)
def test_a_date_that_somebody_set_stands_unless_that_day_is_closed(promised: str, due: str) -> None:
    apology = event(_A.APOLOGISE, "2026-11-17 10:00", due=promised)
    assert again(ACCEPTED, apology).at == at(due)
    assert again(ACCEPTED, SUSPENDED, RESUMED, apology).at == at(due)


def test_after_an_apology_a_calendar_moves_on_from_it() -> None:
    apology = event(_A.APOLOGISE, "2026-11-17 10:00", due="2026-11-18 17:00")
    moved = event(_A.CHANGE_DUE, "2026-11-17 11:00", due="2026-11-19 17:00")
    assert again(ACCEPTED, apology, moved).at == at("2026-11-19 17:00")


@LAW
@given(
    off=st.sets(EXTRA_DAYS_OFF, max_size=8),
    start=MOMENTS,
    pause=st.tuples(MOMENTS, MOMENTS),
)
def test_another_day_off_never_makes_it_earlier_without_a_pause(
    off: set[date], start: datetime, pause: tuple[datetime, datetime]
) -> None:
    longer = calendar({**DAYS_OFF, **dict.fromkeys(off, "nghỉ")})
    fixed = ClockEvent(
        action=_A.APOLOGISE, at=max(start, pause[0]), detail={"due_at": pause[1].isoformat()}
    )
    for events in ((), (fixed,)):
        before = due_again(due_date(THREE, start, CALENDAR), start, events, CALENDAR)
        after = due_again(due_date(THREE, start, longer), start, events, longer)
        assert after.at >= before.at


@LAW
@given(
    off=st.sets(EXTRA_DAYS_OFF, max_size=8),
    start=MOMENTS,
    share=st.floats(0, 1),
    long=st.timedeltas(timedelta(minutes=1), timedelta(days=30)),
)
def test_nor_with_a_pause(off: set[date], start: datetime, share: float, long: timedelta) -> None:
    longer = calendar({**DAYS_OFF, **dict.fromkeys(off, "nghỉ")})
    counted = due_date(THREE, start, CALENDAR)
    paused = start + (counted.at - start) * share
    events = [
        ClockEvent(action=_A.SUSPEND, at=paused, effect=_C.PAUSE, detail={}),
        ClockEvent(action=_A.RESUME, at=paused + long, effect=_C.RUN, detail={}),
    ]
    before = due_again(counted, start, events, CALENDAR)
    assert due_again(due_date(THREE, start, longer), start, events, longer).at >= before.at
