"""Charge by channel from the configuration, 100,000 đồng for the publication; three days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel, FeeKind
from plugins.procedures.private_enterprise import PROCEDURE
from plugins.procedures.private_enterprise.fee import EnterpriseFee, read_charge

ON = date(2026, 11, 20)
CALENDAR = WorkingCalendar(
    days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
)
TWO_PERIODS = """
free = ["online", "post"]

[[charge]]
since = 2025-07-01
until = 2026-12-31
amount = 50_000

[[charge]]
since = 2027-01-01
amount = 60_000
"""


@pytest.mark.parametrize(
    ("channel", "charge", "total"),
    [
        (Channel.ONLINE, 0, 100_000),
        (Channel.COUNTER, 50_000, 150_000),
        (Channel.POST, 50_000, 150_000),
    ],
)
def test_fee(channel: Channel, charge: int, total: int) -> None:
    bill = PROCEDURE.fee.assess({}, channel, ON)
    registration, publication = bill.lines
    assert bill.total == total
    assert (registration.kind, registration.amount) == (FeeKind.STATE_CHARGE, charge)
    assert registration.legal_basis == ""
    assert "cấu hình của cổng" in registration.reason.vi
    assert (registration.exemption is not None) is (charge == 0)
    assert (publication.kind, publication.amount) == (FeeKind.SERVICE_FEE, 100_000)
    assert publication.legal_basis == "Thông tư số 47/2019/TT-BTC"
    assert "hoàn trả" in publication.reason.vi


def test_the_publication_never_costs_what_the_national_list_prints_by_mistake() -> None:
    for channel in PROCEDURE.channels:
        lines = PROCEDURE.fee.assess({}, channel, ON).lines
        assert all(line.amount == 0 or line.amount >= 50_000 for line in lines)


@pytest.mark.parametrize(
    ("on", "totals"),
    [
        (date(2026, 12, 31), (100_000, 150_000, 100_000)),
        (date(2027, 1, 1), (100_000, 160_000, 100_000)),
    ],
)
def test_amounts_and_free_channels_are_configuration(
    tmp_path: Path, on: date, totals: tuple[int, int, int]
) -> None:
    file = tmp_path / "fees.toml"
    file.write_text(TWO_PERIODS, encoding="utf-8")
    fee = EnterpriseFee(read_charge(file))
    channels = (Channel.ONLINE, Channel.COUNTER, Channel.POST)
    assert tuple(fee.assess({}, channel, on).total for channel in channels) == totals


@pytest.mark.parametrize(
    ("wrong", "named"), [(('"post"', '"pigeon"'), "PIGEON"), (("amount", "price"), "amount")]
)
def test_a_configuration_with_a_mistake_is_not_read(
    tmp_path: Path, wrong: tuple[str, str], named: str
) -> None:
    file = tmp_path / "fees.toml"
    file.write_text(TWO_PERIODS.replace(*wrong), encoding="utf-8")
    with pytest.raises(KeyError, match=named):
        read_charge(file)


def test_a_day_without_a_rate_is_never_guessed() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({}, Channel.COUNTER, date(2025, 6, 30))


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 16, 9, 0), date(2026, 11, 19)),
        (datetime(2026, 11, 20, 10, 0), date(2026, 11, 26)),
        (datetime(2026, 11, 21, 10, 0), date(2026, 11, 26)),
    ],
)
def test_deadline(channel: Channel, received: datetime, due: date) -> None:
    deadline = PROCEDURE.deadline_for({}, channel)
    assert deadline.label.vi == "3 ngày làm việc"
    promised = due_date(deadline, received.replace(tzinfo=VIETNAM), CALENDAR)
    assert promised.at.date() == due
    assert not any("92/QĐ" in step.text.vi for step in promised.steps)


def test_the_desks_stay_within_the_time() -> None:
    assert sum(step.hours for step in PROCEDURE.steps) <= 3 * 8
