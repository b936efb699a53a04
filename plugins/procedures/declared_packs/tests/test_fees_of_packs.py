"""Fees: fixed, by number, by tiers, by day and channel, reduced, free."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import Channel, Condition, FeeLine, NoFee, PayableWhen, Procedure
from plugins.procedures.declared_packs.language.money import Rate
from plugins.procedures.declared_packs.making.fees import _tiered
from plugins.procedures.declared_packs.tests.small_pack import SMALL, refused, sound

START = SMALL.index("[[fee.lines]]")
END = SMALL.index("[deadline]")
LINE = """
[[fee.lines]]
code = "X"
name = { vi = "Phí", en = "Fee" }
kind = "fee"
"""


def with_fee(fee: str) -> str:
    return SMALL[:START] + fee + "\n" + SMALL[END:]


def line_of(procedure: Procedure, on: date = date(2026, 6, 1), **answers: Any) -> FeeLine:
    (line,) = procedure.fee.assess(answers, Channel.ONLINE, on).lines
    return line


def test_free(tmp_path: Path) -> None:
    text = with_fee('[fee]\nfree = true\nlegal_basis = "rules"')
    text = text.replace("fee = 60_000", "fee = 0")
    assert isinstance(sound(tmp_path, text).fee, NoFee)


def test_a_rate_for_each_day_and_channel(tmp_path: Path) -> None:
    rates = """
[[fee.lines.rates]]
since = 2026-01-01
until = 2026-12-31
channels = ["online"]
amount = 1_000
legal_basis = "rules"
[[fee.lines.rates]]
since = 2026-01-01
until = 2026-12-31
channels = ["counter"]
amount = 2_000
legal_basis = "habit"
[[fee.lines.rates]]
since = 2027-01-01
amount = 3_000
legal_basis = "rules"
"""
    procedure = sound(tmp_path, with_fee(LINE + rates))
    prices = {
        (channel, day): procedure.fee.assess({}, channel, day).total
        for channel in (Channel.ONLINE, Channel.COUNTER)
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    }
    assert list(prices.values()) == [1_000, 3_000, 2_000, 3_000]
    with pytest.raises(LookupError):
        procedure.fee.assess({}, Channel.ONLINE, date(2025, 12, 31))
    (line,) = procedure.fee.assess({}, Channel.COUNTER, date(2026, 12, 31)).lines
    assert line.legal_basis == ""
    assert "cấu hình của cổng" in line.reason.vi
    assert "configured in this portal" in line.reason.en
    assert "trực tiếp" in line.reason.vi
    gap = with_fee(LINE + rates).replace("since = 2027-01-01", "since = 2027-01-02")
    assert "on 2027-01-01 the channel online has 0 rates" in refused(tmp_path, gap).sentences[0]
    overlap = with_fee(LINE + rates).replace("until = 2026-12-31", "until = 2027-01-01")
    assert "has 2 rates" in refused(tmp_path, overlap).sentences[0]


def test_exemptions_full_and_in_part_with_their_proof(tmp_path: Path) -> None:
    rest = """
payable = "result"
[[fee.lines.rates]]
since = 2026-01-01
amount = 999
legal_basis = "rules"
[[fee.lines.exemptions]]
when = { question = "occasion", is = ["meeting"] }
ground = "occasion"
[[fee.lines.exemptions]]
when = { question = "hours", at_least = 6 }
percent = 50
reason = { vi = "Mượn lâu", en = "A long time" }
proof = "y-kien-hang-xom"
"""
    text = with_fee(LINE + rest)
    needed = 'needed_when = { question = "music", is = [true] }\n'
    assert "take this condition away" in refused(tmp_path, text).sentences[0]
    procedure = sound(tmp_path, text.replace(needed, ""))
    free = line_of(procedure, occasion="meeting", hours=9)
    assert free.amount == 0
    assert free.exemption is not None
    assert free.exemption.vi.startswith("Miễn theo khai báo: Họp.")
    assert free.payable_when is PayableWhen.ON_RESULT
    half = line_of(procedure, occasion="feast", hours=6)
    assert half.amount == 499
    assert half.exemption is not None
    assert half.exemption.en.startswith("Reduced by 50% as declared: A long time.")
    assert line_of(procedure, occasion="feast", hours=5).exemption is None
    on = date(2026, 6, 1)
    assert [one.name for one in procedure.needed_documents({"hours": 6}, on)] == ["y-kien-hang-xom"]
    assert procedure.needed_documents({"hours": 5}, on) == ()
    assert not isinstance(procedure.documents[0].needed_when, Condition)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("tiers = [{ from = 2, amount = 1 }]", "tiers begin with from = 1"),
        ("tiers = [{ from = 1, amount = 1 }, { from = 1, amount = 2 }]", "and go up"),
        ("amount = 1\ntiers = [{ from = 1, amount = 1 }]", "either amount or tiers"),
        ("amount = 1\ncap = 2", "a cap is for tiers"),
        ("tiers = [{ from = 1, amount = 1 }]", "tiers need per"),
        ("amount = 1\nuntil = 2025-01-01", "until comes before since"),
        ("amount = 1.5", "write a whole number"),
        ("", "either amount or tiers"),
    ],
)
def test_rates_that_say_nothing_clear(tmp_path: Path, wrong: str, said: str) -> None:
    rate = f'[[fee.lines.rates]]\nsince = 2026-01-01\nlegal_basis = "rules"\n{wrong}\n'
    assert any(said in one for one in refused(tmp_path, with_fee(LINE + rate)).sentences)


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 10_000)), min_size=1, max_size=5),
    st.integers(0, 300),
)
def test_tiers_add_up_one_by_one(steps: list[tuple[int, int]], counted: int) -> None:
    first, tiers = 1, []
    for length, amount in steps:
        tiers.append({"from": first, "amount": amount})
        first += length
    rate = Rate.model_validate(
        {"since": date(2026, 1, 1), "legal_basis": "rules", "tiers": tiers, "cap": 10**12}
    )
    priced = sum(
        next(tier["amount"] for tier in reversed(tiers) if tier["from"] <= number)
        for number in range(1, counted + 1)
    )
    assert _tiered(rate, counted) == priced
