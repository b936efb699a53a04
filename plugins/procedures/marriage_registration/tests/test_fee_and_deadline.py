"""The registration is free, copies cost 8,000 đồng each; one working day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel, ServiceLevel
from plugins.procedures.marriage_registration import PROCEDURE

ON = date(2026, 11, 20)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
def test_the_registration_is_free(channel: Channel) -> None:
    (line,) = PROCEDURE.fee.assess({"wants_copies": False}, channel, ON).lines
    assert line.amount == 0
    assert line.legal_basis == "Điều 11 Luật Hộ tịch số 60/2014/QH13"


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(("copies", "total"), [(1, 8_000), (2, 16_000), (50, 400_000)])
def test_copies(channel: Channel, copies: int, total: int) -> None:
    bill = PROCEDURE.fee.assess({"wants_copies": True, "copies": copies}, channel, ON)
    assert bill.total == total
    assert bill.lines[1].legal_basis == "Thông tư số 281/2016/TT-BTC"


def test_no_rate_before_the_circular() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess(
            {"wants_copies": True, "copies": 1}, Channel.ONLINE, date(2016, 12, 31)
        )


def test_deadline_counts_a_working_day_and_cites_nothing_unchecked() -> None:
    calendar = WorkingCalendar(
        days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
    )
    received = datetime(2026, 11, 23, 10, 0, tzinfo=VIETNAM)
    promised = due_date(PROCEDURE.deadline_for({}, Channel.ONLINE), received, calendar)
    assert promised.at == datetime(2026, 11, 25, 10, 0, tzinfo=VIETNAM)
    assert not any("60/2014" in step.text.vi for step in promised.steps)


def test_it_is_partly_online_and_says_why() -> None:
    assert PROCEDURE.service_level is ServiceLevel.PARTIAL
    assert PROCEDURE.partial_reason is not None
    assert "có mặt" in PROCEDURE.partial_reason.vi


def test_this_version_ends_when_the_new_law_begins() -> None:
    assert PROCEDURE.in_force.covers(date(2027, 2, 28))
    assert not PROCEDURE.in_force.covers(date(2027, 3, 1))
