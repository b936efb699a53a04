"""8,000 đồng a copy; the same day, or the next working day after 15:00."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel
from plugins.procedures.civil_status_extract import PROCEDURE

ON = date(2026, 11, 20)
CALENDAR = WorkingCalendar(
    days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(("copies", "total"), [(1, 8_000), (2, 16_000), (50, 400_000)])
def test_fee(channel: Channel, copies: int, total: int) -> None:
    bill = PROCEDURE.fee.assess({"copies": copies}, channel, ON)
    (line,) = bill.lines
    assert (bill.total, line.quantity, line.unit_price) == (total, copies, 8_000)
    assert line.legal_basis == "Thông tư số 281/2016/TT-BTC"
    assert line.reason.vi == f"{copies} bản sao, mỗi bản 8.000 đồng"


def test_no_rate_before_the_circular() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({"copies": 1}, Channel.ONLINE, date(2016, 12, 31))


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
def test_deadline(received: datetime, due: date) -> None:
    deadline = PROCEDURE.deadline_for({}, Channel.ONLINE)
    promised = due_date(deadline, received.replace(tzinfo=VIETNAM), CALENDAR)
    assert promised.at.date() == due
    assert any("60/2014/QH13" in step.text.vi for step in promised.steps)


def test_this_version_ends_when_the_new_law_begins() -> None:
    assert PROCEDURE.in_force.covers(date(2027, 2, 28))
    assert not PROCEDURE.in_force.covers(date(2027, 3, 1))
