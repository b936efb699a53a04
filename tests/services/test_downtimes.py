"""Planned interruptions are announced in time and seen by everybody."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.wording import Text
from citizen_portal.models import Downtime
from citizen_portal.services.catalogue.downtimes import (
    announce_downtime,
    cancel_downtime,
    list_downtimes,
)
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from tests.services.town import AN, KHOA, Town

REASON = Text("Nâng cấp máy chủ", "Servers are renewed")
# Friday 20 November 2026; Tuesday 24 is a day off: the seventh working day is Wednesday 2 December.
IN_TIME = datetime(2026, 12, 2, 22, 0, tzinfo=VIETNAM)


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def announce(town: Town, starts_at: datetime = IN_TIME, hours: int = 7, reason: Text = REASON,
             who: str = KHOA) -> None:  # fmt: skip
    announce_downtime(
        town.session, town.parts, town.person(who), starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours), reason=reason,
    )  # fmt: skip


def test_only_administrators_announce(town: Town) -> None:
    with pytest.raises(Forbidden):
        announce(town, who=AN)


def test_what_is_announced_is_seen_until_it_is_over(town: Town) -> None:
    announce(town)
    now = town.parts.clock()
    (seen,) = town.parts.reference.downtimes(now)
    assert (seen.starts_at, seen.reason) == (IN_TIME, REASON)
    assert town.parts.reference.downtimes(IN_TIME + timedelta(hours=7)) == ()


@pytest.mark.parametrize("days", [1, 2])
def test_seven_working_days_ahead_and_not_one_less(town: Town, days: int) -> None:
    with pytest.raises(WrongInput) as refused:
        announce(town, IN_TIME - timedelta(days=days))
    assert "02/12/2026" in refused.value.problems["bat_dau"].vi
    announce(town, IN_TIME.replace(hour=0, minute=0))


def test_every_problem_at_once(town: Town) -> None:
    with pytest.raises(WrongInput) as refused:
        announce(town, town.parts.clock(), hours=0, reason=Text(" "))
    assert set(refused.value.problems) == {"bat_dau", "ket_thuc", "ly_do"}
    assert town.session.scalar(select(func.count()).select_from(Downtime)) == 0


def test_a_cancelled_one_is_seen_no_more(town: Town) -> None:
    announce(town)
    (one,) = list_downtimes(town.session, town.parts, town.person(KHOA))
    for _ in range(2):
        cancel_downtime(town.session, town.parts, town.person(KHOA), one.id)
    assert town.parts.reference.downtimes(town.parts.clock()) == ()
    (kept,) = list_downtimes(town.session, town.parts, town.person(KHOA))
    assert kept.cancelled_at is not None
    with pytest.raises(NotFound):
        cancel_downtime(town.session, town.parts, town.person(KHOA), 10**6)
