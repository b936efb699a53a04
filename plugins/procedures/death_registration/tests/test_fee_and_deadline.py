"""Nothing on time, the configured charge when late, copies; the same day or five."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import NOT_EXEMPT, Channel, FeeAssessment
from plugins.procedures.death_registration import PROCEDURE
from plugins.procedures.death_registration.fee import FEE

ON = date(2026, 11, 20)
LAST_DAY_ON_TIME = date(2026, 11, 5)  # fifteen days before ON
LATE = date(2026, 11, 4)
CALENDAR = WorkingCalendar(
    days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
)


def bill(died: date, channel: Channel = Channel.ONLINE, **answers: Any) -> FeeAssessment:
    return PROCEDURE.fee.assess({"death_date": died, **answers}, channel, ON)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(
    ("died", "total"), [(ON, 0), (LAST_DAY_ON_TIME, 0), (LATE, 5_000), (date(1972, 12, 26), 5_000)]
)
def test_late_means_after_sixty_days(channel: Channel, died: date, total: int) -> None:
    (line,) = bill(died, channel).lines
    assert line.amount == total
    assert ("đúng hạn" in line.reason.vi) is (total == 0)


def test_what_is_law_is_cited_and_what_is_configured_is_not() -> None:
    (free,), (charged,) = bill(ON).lines, bill(LATE).lines
    assert free.legal_basis == "Điều 11 Luật Hộ tịch số 60/2014/QH13"
    assert charged.legal_basis == ""
    assert "cấu hình của cổng" in charged.reason.vi


@pytest.mark.parametrize("ground", [value for value, _ in FEE.grounds if value != NOT_EXEMPT])
def test_exempt_though_late(ground: str) -> None:
    (line,) = bill(LATE, exemption=ground).lines
    assert (line.unit_price, line.amount) == (5_000, 0)
    assert line.exemption is not None
    assert dict(FEE.grounds)[ground].vi in line.exemption.vi
    assert line.legal_basis == "Điều 11 Luật Hộ tịch số 60/2014/QH13"


def test_an_exemption_says_nothing_on_time() -> None:
    assert bill(ON, exemption="poor") == bill(ON)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(("copies", "total"), [(1, 8_000), (2, 16_000), (50, 400_000)])
def test_copies(channel: Channel, copies: int, total: int) -> None:
    _, line = bill(ON, channel, wants_copies=True, copies=copies).lines
    assert (line.quantity, line.unit_price, line.amount) == (copies, 8_000, total)
    assert line.legal_basis == "Thông tư số 281/2016/TT-BTC"
    assert bill(LATE, channel, wants_copies=True, copies=copies).total == total + 5_000


def test_no_copies_no_line() -> None:
    assert len(bill(ON, wants_copies=False).lines) == 1


def test_a_day_without_a_rate_is_never_guessed() -> None:
    answers = {"death_date": date(2024, 1, 1)}
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess(answers, Channel.ONLINE, date(2025, 6, 30))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 20, 9, 0), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, 0, 0), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, 0, 1), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 0), date(2026, 11, 25)),
        (datetime(2026, 11, 22, 9, 0), date(2026, 11, 23)),
    ],
)
@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize("proof", ["notice", "substitute"])
def test_the_same_day(proof: str, channel: Channel, received: datetime, due: date) -> None:
    deadline = PROCEDURE.deadline_for({"death_proof": proof}, channel)
    promised = due_date(deadline, received.replace(tzinfo=VIETNAM), CALENDAR)
    assert promised.at.date() == due
    assert any("60/2014/QH13" in step.text.vi for step in promised.steps)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
def test_other_evidence_is_verified_first(channel: Channel) -> None:
    deadline = PROCEDURE.deadline_for({"death_proof": "evidence"}, channel)
    received = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    promised = due_date(deadline, received, CALENDAR)
    assert promised.at.date() == date(2026, 11, 30)
    assert not any("60/2014/QH13" in step.text.vi for step in promised.steps)


def test_this_version_ends_when_the_new_law_begins() -> None:
    assert PROCEDURE.in_force.covers(date(2027, 2, 28))
    assert not PROCEDURE.in_force.covers(date(2027, 3, 1))
