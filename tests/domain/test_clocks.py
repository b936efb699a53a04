"""The clocks of a dossier, from raw events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from citizen_portal.domain.clocks import (
    ClockEvent,
    acceptance_clock,
    accepted_at,
    handed_over_at,
    if_supplemented,
    index_clock,
    legal_start,
    step_budget,
    supplement_limit,
)
from citizen_portal.domain.deadline import Deadline, Duration, DurationUnit
from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ClockEffect
from citizen_portal.domain.urgency import Urgency, how_urgent

from .calendars import CALENDAR, at

_A, _C = Action, ClockEffect


def event(action: Action, when: str, effect: ClockEffect = _C.NONE, **detail: Any) -> ClockEvent:
    """By the first row of the table for that action and effect."""
    row = next(one for one in TRANSITIONS if one.action is action and one.clock is effect)
    before = row.from_statuses[0]
    return ClockEvent(
        action=action, at=at(when), effect=effect, detail=detail,
        before=before, after=row.target(before),
    )  # fmt: skip


SUBMITTED = event(_A.SUBMIT, "2026-11-16 08:00")
ACCEPTED = event(
    _A.ACCEPT, "2026-11-16 15:00:01", _C.START, due_at=at("2026-11-27 15:00:01").isoformat()
)
ASKED = event(_A.REQUEST_SUPPLEMENT, "2026-11-18 10:00", _C.PAUSE)
ADDED = event(_A.SUPPLEMENT, "2026-11-26 10:00", _C.RESTART)
ISSUED = event(_A.ISSUE, "2026-12-02 10:00", _C.STOP)


@pytest.mark.parametrize(
    ("hours", "due"), [(8, "2026-11-17 08:30"), (1, "2026-11-16 09:00"), (0.5, "2026-11-16 08:30")]
)
def test_acceptance_has_its_working_hours(hours: float, due: str) -> None:
    seen = acceptance_clock([SUBMITTED], hours, at("2026-11-16 08:10"), CALENDAR)
    assert seen is not None
    assert seen.due == at(due)
    assert seen.ended is None
    late = acceptance_clock([SUBMITTED], hours, at("2026-11-18 08:00"), CALENDAR)
    assert late is not None
    assert late.urgency is Urgency.OVERDUE


def test_acceptance_ends_with_the_answer() -> None:
    seen = acceptance_clock([SUBMITTED, ACCEPTED, ASKED, ADDED], 8, ISSUED.at, CALENDAR)
    assert seen is not None
    assert seen.ended == ACCEPTED.at
    assert seen.start == SUBMITTED.at, "a supplement in processing does not begin it again"
    assert seen.urgency is Urgency.EARLY
    assert acceptance_clock([], 8, SUBMITTED.at, CALENDAR) is None


def test_a_supplement_before_acceptance_begins_it_again() -> None:
    asked = event(_A.REQUEST_SUPPLEMENT, "2026-11-16 10:00")
    added = event(_A.SUPPLEMENT, "2026-11-19 10:00")
    seen = acceptance_clock([SUBMITTED, asked, added], 8, at("2026-11-19 11:00"), CALENDAR)
    assert seen is not None
    assert (seen.start, seen.due) == (added.at, at("2026-11-20 10:30"))
    assert seen.ended is None


TRAVELS = event(_A.SUBMIT, "2026-11-16 08:00", waits_for="papers")
ARRIVED = event(
    _A.ARRIVE, "2026-11-19 15:00", arrived_at=at("2026-11-19 09:00").isoformat(), waybill="BC1"
)


def test_papers_that_travel_begin_it_when_they_are_there() -> None:
    assert acceptance_clock([TRAVELS], 8, ARRIVED.at, CALENDAR) is None
    again = event(_A.ARRIVE, "2026-11-20 08:00", arrived_at=at("2026-11-20 08:00").isoformat())
    seen = acceptance_clock([TRAVELS, ARRIVED, again], 8, again.at, CALENDAR)
    assert seen is not None
    assert (seen.start, seen.due) == (at("2026-11-19 09:00"), at("2026-11-20 09:30"))
    assert (seen.began, seen.ended) == (_A.ARRIVE, None)
    accepted = event(_A.ACCEPT, "2026-11-19 16:00", _C.START)
    late = replace(ARRIVED, before=accepted.after, after=accepted.after)
    early = acceptance_clock([TRAVELS, accepted, late], 8, again.at, CALENDAR)
    assert early is None, "accepted without them: they begin nothing any more"


def test_money_asked_for_before_acceptance_stops_it_and_begins_it_again() -> None:
    asked = event(_A.REQUEST_PAYMENT, "2026-11-16 10:00")
    paid = event(_A.CONFIRM_PAYMENT, "2026-11-17 08:00")
    waits = acceptance_clock([SUBMITTED, asked], 8, paid.at, CALENDAR)
    assert waits is not None
    assert waits.ended == asked.at
    seen = acceptance_clock([SUBMITTED, asked, paid], 8, paid.at, CALENDAR)
    assert seen is not None
    assert (seen.start, seen.due, seen.ended) == (paid.at, at("2026-11-18 08:30"), None)
    travels = acceptance_clock([TRAVELS, asked, paid], 8, paid.at, CALENDAR)
    assert travels is None, "the papers are still to come"


def test_a_part_waits_for_its_group() -> None:
    opened = event(_A.OPEN_PART, "2026-11-16 08:00", waits_for="group")
    accepted = event(_A.GROUP_ACCEPTED, "2026-11-17 08:00")
    assert acceptance_clock([opened], 8, accepted.at, CALENDAR) is None
    seen = acceptance_clock([opened, accepted], 8, accepted.at, CALENDAR)
    assert seen is not None
    assert (seen.start, seen.began) == (accepted.at, _A.GROUP_ACCEPTED)


def test_hand_over_and_the_last_day_to_ask() -> None:
    events = [SUBMITTED, ACCEPTED]
    assert handed_over_at(events, CALENDAR) == at("2026-11-17 07:30"), "a second after 15:00"
    assert supplement_limit(events, CALENDAR) == at("2026-11-20 07:30")
    on_time = [SUBMITTED, event(_A.ACCEPT, "2026-11-16 15:00", _C.START)]
    assert handed_over_at(on_time, CALENDAR) == at("2026-11-16 15:00")
    told = [*events, event(_A.TRANSFER, "2026-11-16 15:00:01", _C.RUN,
                           handed_over_at=at("2026-11-18 07:30").isoformat())]  # fmt: skip
    assert handed_over_at(told, CALENDAR) == at("2026-11-18 07:30"), "as written down then"
    assert handed_over_at([SUBMITTED], CALENDAR) is None
    assert supplement_limit([SUBMITTED], CALENDAR) is None


def test_the_legal_time_begins_again_and_the_index_lets_it_run() -> None:
    events = [SUBMITTED, ACCEPTED, ASKED, ADDED, ISSUED]
    assert legal_start(events[:2]) == ACCEPTED.at
    assert legal_start(events) == ADDED.at
    assert legal_start([SUBMITTED]) is None
    index = index_clock(events, at("2026-12-31 10:00"))
    assert index is not None
    assert index.start == accepted_at(events) == ACCEPTED.at
    assert index.end == ISSUED.at
    assert index.waited == timedelta(days=8)
    assert index.spent == ISSUED.at - ACCEPTED.at - timedelta(days=8)
    assert index.on_time, "2/12 less eight days is before the promised 27/11"


def test_without_the_waiting_time_it_would_be_late() -> None:
    index = index_clock([SUBMITTED, ACCEPTED, ISSUED], ISSUED.at)
    assert index is not None
    assert index.on_time is False


def test_while_the_first_supplement_is_waited_for_time_stands_still() -> None:
    index = index_clock([SUBMITTED, ACCEPTED, ASKED], at("2027-03-01 10:00"))
    assert index is not None
    assert index.end == ASKED.at
    assert index.waited == timedelta()
    assert index.on_time is True


def test_a_second_request_counts_as_overdue() -> None:
    again = event(_A.REQUEST_SUPPLEMENT, "2026-11-27 10:00", _C.PAUSE)
    index = index_clock([SUBMITTED, ACCEPTED, ASKED, ADDED, again], at("2026-11-27 11:00"))
    assert index is not None
    assert index.requests == 2
    assert index.on_time is False


def test_the_promise_moves_with_an_apology_but_not_with_a_supplement() -> None:
    moved = event(_A.APOLOGISE, "2026-11-18 09:00", due_at=at("2026-12-01 17:00").isoformat())
    later = event(_A.CHANGE_DUE, "2026-11-30 09:00", due_at=at("2026-12-30 17:00").isoformat())
    index = index_clock([SUBMITTED, ACCEPTED, moved, ASKED, ADDED, later], ADDED.at)
    assert index is not None
    assert index.promised == at("2026-12-01 17:00")


def test_what_was_never_accepted_has_no_index() -> None:
    refused = event(_A.REFUSE, "2026-11-16 09:00", _C.STOP)
    assert index_clock([SUBMITTED, refused], refused.at) is None
    bare = event(_A.ACCEPT, "2026-11-16 09:00", _C.START)
    index = index_clock([SUBMITTED, bare], bare.at)
    assert index is not None
    assert index.on_time is None, "no promise, no verdict"


def test_a_reopened_dossier_is_at_work_again() -> None:
    reopened = event(_A.REOPEN, "2026-12-03 10:00", _C.RUN)
    now = at("2026-12-04 10:00")
    index = index_clock([SUBMITTED, ACCEPTED, ISSUED, reopened], now)
    assert index is not None
    assert index.end == now


@pytest.mark.parametrize(
    ("now", "spent", "urgency"),
    [
        ("2026-11-16 08:00", 0.0, Urgency.EARLY),
        ("2026-11-16 10:00", 2.0, Urgency.ON_TIME),
        ("2026-11-16 11:00", 3.0, Urgency.SOON),
        ("2026-11-16 13:00", 3.5, Urgency.SOON),
        ("2026-11-16 14:30", 4.5, Urgency.OVERDUE),
        ("2026-11-15 14:30", 0.0, Urgency.EARLY),
    ],
)
def test_a_step_spends_working_hours(now: str, spent: float, urgency: Urgency) -> None:
    start, due = at("2026-11-16 08:00"), at("2026-11-16 14:00")
    budget = step_budget(start, due, 4, at(now), CALENDAR)
    assert budget.due == at("2026-11-16 14:00")
    assert budget.spent == spent
    assert budget.left == 4 - spent
    assert budget.urgency is urgency


@pytest.mark.parametrize(
    ("now", "urgency"),
    [
        ("2026-11-16 10:00", Urgency.EARLY),
        ("2026-11-19 11:00", Urgency.ON_TIME),
        ("2026-11-20 10:01", Urgency.SOON),  # the last quarter begins on Friday
        ("2026-11-23 10:00", Urgency.SOON),
        ("2026-11-23 10:00:01", Urgency.OVERDUE),
    ],
)
def test_a_term_of_five_days_runs_out_in_its_last_quarter(now: str, urgency: Urgency) -> None:
    start, due = at("2026-11-16 10:00"), at("2026-11-23 10:00")
    assert how_urgent(start, due, at(now), CALENDAR) is urgency


def test_what_ended_is_early_until_its_last_day() -> None:
    start, due = at("2026-11-16 10:00"), at("2026-11-23 10:00")
    over = {
        moment: how_urgent(start, due, at(moment), CALENDAR, over=True)
        for moment in ("2026-11-20 16:59", "2026-11-23 08:00", "2026-11-23 10:01")
    }
    assert list(over.values()) == [Urgency.EARLY, Urgency.ON_TIME, Urgency.OVERDUE]
    assert Urgency.SOON.label.vi == "Sắp đến hạn"
    assert Urgency.SOON.tone == "yellow"


@pytest.mark.parametrize(
    ("answered", "due"),
    [
        ("2026-11-23 17:00", "2026-11-27 17:00"),  # past 24/11
        ("2026-12-31 17:00", "2027-01-06 17:00"),  # past the new year
        ("2027-02-03 17:00", "2027-02-15 17:00"),  # past Tết 2027
    ],
)
def test_what_if_a_supplement_comes(answered: str, due: str) -> None:
    three = Deadline(Duration(DurationUnit.WORKING_DAY, 3))
    found = if_supplemented(three, at(answered), CALENDAR)
    assert found.at == at(due)
    assert found.steps
