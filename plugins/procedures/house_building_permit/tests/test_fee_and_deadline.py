"""The charge comes from the configuration; seven working days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel
from plugins.procedures.house_building_permit import PROCEDURE

ON = date(2026, 11, 20)
CALENDAR = WorkingCalendar(
    days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
)


@pytest.mark.parametrize("channel", PROCEDURE.channels)
def test_fee(channel: Channel) -> None:
    bill = PROCEDURE.fee.assess({}, channel, ON)
    (line,) = bill.lines
    assert bill.total == 75_000
    assert line.legal_basis == ""
    assert "cấu hình của cổng" in line.reason.vi


def test_a_day_without_a_rate_is_never_guessed() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({}, Channel.ONLINE, date(2026, 6, 30))


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 2, 9, 0), date(2026, 11, 11)),
        (datetime(2026, 11, 19, 16, 30), date(2026, 12, 1)),
        (datetime(2026, 11, 20, 9, 0), date(2026, 12, 2)),
    ],
)
def test_deadline_counts_seven_working_days(
    channel: Channel, received: datetime, due: date
) -> None:
    deadline = PROCEDURE.deadline_for({}, channel)
    assert deadline.label.vi == "7 ngày làm việc"
    promised = due_date(deadline, received.replace(tzinfo=VIETNAM), CALENDAR)
    assert promised.at.date() == due
    assert not any("1077" in step.text.vi for step in promised.steps)


def test_the_desks_stay_within_the_time() -> None:
    assert sum(step.hours for step in PROCEDURE.steps) <= 7 * 8


def test_before_these_times_were_published_it_is_not_on_offer() -> None:
    assert not PROCEDURE.in_force.covers(date(2026, 6, 30))
    assert PROCEDURE.in_force.covers(date(2026, 7, 1))
