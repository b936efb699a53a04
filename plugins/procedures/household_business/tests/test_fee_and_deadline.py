"""The charge comes from the configuration; three working days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel
from plugins.procedures.household_business import PROCEDURE
from plugins.procedures.household_business.fee import RegistrationCharge, read_rates

ON = date(2026, 11, 20)
TWO_PERIODS = """
[[rates]]
since = 2025-07-01
until = 2026-12-31
online = 0
counter = 100_000
post = 90_000

[[rates]]
since = 2027-01-01
online = 50_000
counter = 120_000
post = 120_000
"""


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


@pytest.mark.parametrize(
    ("on", "totals"),
    [
        (date(2026, 12, 31), (0, 100_000, 90_000)),
        (date(2027, 1, 1), (50_000, 120_000, 120_000)),
    ],
)
def test_a_new_resolution_is_a_new_block(
    tmp_path: Path, on: date, totals: tuple[int, int, int]
) -> None:
    file = tmp_path / "fees.toml"
    file.write_text(TWO_PERIODS, encoding="utf-8")
    charge = RegistrationCharge(read_rates(file))
    channels = (Channel.ONLINE, Channel.COUNTER, Channel.POST)
    assert tuple(charge.assess({}, channel, on).total for channel in channels) == totals


def test_a_missing_amount_and_a_day_without_a_rate_are_never_guessed(tmp_path: Path) -> None:
    file = tmp_path / "fees.toml"
    file.write_text(TWO_PERIODS.replace("post = 90_000\n", ""), encoding="utf-8")
    with pytest.raises(KeyError, match="post"):
        read_rates(file)
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
