"""The charge comes from the configuration; three working days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel
from plugins.procedures.household_business import PROCEDURE

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("channel", "total"), [(Channel.ONLINE, 0), (Channel.COUNTER, 100_000), (Channel.POST, 100_000)]
)
def test_fee(channel: Channel, total: int) -> None:
    bill = PROCEDURE.fee.assess({}, channel, ON)
    (line,) = bill.lines
    assert bill.total == total
    assert line.legal_basis == ""
    assert "cấu hình của cổng" in line.reason.vi
    assert ("không thu" in line.reason.vi) is (total == 0)


def test_a_day_without_a_rate_is_never_guessed() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({}, Channel.ONLINE, date(2025, 6, 30))


def test_deadline_counts_working_days_and_cites_nothing_unchecked() -> None:
    calendar = WorkingCalendar(
        days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
    )
    received = datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
    promised = due_date(PROCEDURE.deadline_for({}, Channel.ONLINE), received, calendar)
    assert promised.at.date() == date(2026, 11, 26)
    assert not any("168/2025" in step.text.vi for step in promised.steps)
