"""Configured amounts: what is missing is an error, never a guess."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.blocks.fee_rates import read_amounts, read_rates

RESOLUTION = "Nghị quyết về lệ phí (không có thật)"
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
post = 110_000
"""
CHANNELS = (Channel.ONLINE, Channel.COUNTER, Channel.POST)


def written(folder: Path, text: str) -> Path:
    file = folder / "fees.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("on", "prices"),
    [
        (date(2025, 7, 1), [0, 100_000, 90_000]),
        (date(2026, 12, 31), [0, 100_000, 90_000]),
        (date(2027, 1, 1), [50_000, 120_000, 110_000]),
    ],
)
def test_a_new_resolution_is_a_new_block(tmp_path: Path, on: date, prices: list[int]) -> None:
    rates = read_rates(written(tmp_path, TWO_PERIODS), RESOLUTION)
    assert [rates.rate(channel, on).unit_price for channel in CHANNELS] == prices


def test_what_is_configured_is_not_verified(tmp_path: Path) -> None:
    rate = read_rates(written(tmp_path, TWO_PERIODS), RESOLUTION).rate(
        Channel.POST, date(2026, 1, 1)
    )
    assert rate.legal_basis.document == RESOLUTION
    assert not rate.legal_basis.verified


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("post = 90_000\n", "post"),
        ("since = 2027-01-01\n", "since"),
        ("counter = 120_000\n", "counter"),
    ],
)
def test_what_is_left_out_is_named(tmp_path: Path, left_out: str, named: str) -> None:
    with pytest.raises(KeyError, match=named):
        read_rates(written(tmp_path, TWO_PERIODS.replace(left_out, "")), RESOLUTION)


def test_a_table_of_another_name(tmp_path: Path) -> None:
    file = written(tmp_path, TWO_PERIODS.replace("[[rates]]", "[[late]]"))
    assert read_rates(file, RESOLUTION, table="late").rate(Channel.POST, date(2027, 1, 1))
    with pytest.raises(KeyError, match="rates"):
        read_rates(file, RESOLUTION)


def test_what_is_no_toml_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        read_rates(written(tmp_path, "[[rates]"), RESOLUTION)


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2027, 1, 1)])
def test_a_day_with_no_rate_or_two_is_never_guessed(tmp_path: Path, on: date) -> None:
    text = TWO_PERIODS.replace("until = 2026-12-31\n", "")
    rates = read_rates(written(tmp_path, text), RESOLUTION)
    with pytest.raises(LookupError):
        rates.rate(Channel.ONLINE, on)


def test_one_amount_for_all_channels(tmp_path: Path) -> None:
    text = "[[charge]]\nsince = 2025-07-01\namount = 50_000\n"
    (rate,) = read_amounts(written(tmp_path, text), RESOLUTION, table="charge")
    assert (rate.unit_price, rate.legal_basis.verified) == (50_000, False)
    assert rate.applies(date(2025, 7, 1))
    assert not rate.applies(date(2025, 6, 30))
    with pytest.raises(KeyError, match="amount"):
        read_amounts(written(tmp_path, text.replace("amount", "price")), RESOLUTION, table="charge")
