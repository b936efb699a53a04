"""Every seeded regression is found by name, and nothing is found where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from citizen_portal.plugin_api import (
    Answers,
    Case,
    Channel,
    Deadline,
    Procedure,
    Requires,
    TextField,
)
from citizen_portal.procedures.containment.guard import Guard
from citizen_portal.procedures.containment.incident import IncidentBook
from citizen_portal.procedures.containment.rules import contained
from citizen_portal.services.replay.differences import Comparison
from citizen_portal.services.replay.sources import (
    Tally,
    bundled_calendar,
    made_up_answers,
    replay_cases,
    replay_made_up,
)
from tests.services.permit import ANSWERS, COPY, PERMIT, PermitFee, form_with, second
from tests.services.replay.regressions import HARMLESS, REGRESSIONS, Regression, WrongType

CALENDAR = bundled_calendar()


def _replayed(old: Procedure, new: Procedure) -> Tally:
    compared = Comparison((old, new), old.version, new.version, CALENDAR)
    whole = replay_cases(compared)
    whole.join(replay_made_up(compared, _made_up()))
    return whole


@cache
def _made_up() -> tuple[dict[str, Any], ...]:
    return tuple(made_up_answers(PERMIT, second()))


def test_there_are_enough_of_them() -> None:
    assert len(REGRESSIONS) >= 30
    assert len({one.name for one in REGRESSIONS}) == len(REGRESSIONS)


@pytest.mark.parametrize("regression", REGRESSIONS, ids=str)
def test_a_regression_is_found_by_name(regression: Regression) -> None:
    found = _replayed(PERMIT, regression.version)
    assert {(one.kind.value, one.what) for one in found.differences} == regression.finds
    told = [f"{one.what}: {one.how}" for one in found.differences]
    assert any(regression.how in one for one in told), told
    assert found.touched


@pytest.mark.parametrize("harmless", HARMLESS, ids=str)
def test_what_touches_nobody_reports_nothing(harmless: Regression) -> None:
    found = _replayed(PERMIT, harmless.version)
    assert dict(found.differences) == {}
    assert (found.touched, found.seen > 150) == (0, True)


def test_the_new_authors_cases_are_replayed_too() -> None:
    """One that its own version refuses, and one that only the new fee reaches."""
    wrong = Case(name="sai", answers={**COPY, "size": 450})
    dear = Case(name="đắt", answers={**ANSWERS, "size": 199})
    new = second(cases=(wrong, dear), fee=PermitFee(cap=198_000))
    found = replay_cases(Comparison((PERMIT, new), "1", "2", CALENDAR))
    assert {(one.kind.value, one.what): n for one, n in found.differences.items()} == {
        ("refused", "size"): 1, ("fee", "PDT"): 2,
    }  # fmt: skip


def test_a_rule_behind_a_guard_does_not_silence_the_others() -> None:
    """On the pages a wrong type puts the plugin out of order; a replay goes on and counts."""
    form = form_with(asker={"remark": TextField("Ghi chú", required=False)})
    guard = Guard("permits", Requires(), IncidentBook())
    old = contained(replace(PERMIT, form=form), guard)
    new = contained(second(form=form, fee=WrongType(), deadline=_fails), guard)
    found = _replayed(old, new)
    assert {(one.kind.value, one.what) for one in found.differences} == {
        ("fails", "fee"), ("fails", "deadline"),
    }  # fmt: skip
    assert set(found.differences.values()) == {found.seen}
    assert not guard.out_of_order


def _fails(answers: Answers, channel: Channel) -> Deadline:
    raise SystemExit(1)
