"""Free on time, charged when late unless exempt; and the questions that go with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.deadline import Duration, DurationUnit
from citizen_portal.domain.fees import FeeAssessment, FeeRate
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.copies import (
    MOST_COPIES,
    copies_wanted,
    late_exemption,
    number_of_copies,
    true_statement,
)
from citizen_portal.procedures.blocks.fee_lines import NOT_EXEMPT, CopiesFee
from citizen_portal.procedures.blocks.fee_rates import ChannelRates
from citizen_portal.procedures.blocks.late_registration import LateRegistrationFee
from citizen_portal.procedures.form import ProcedureForm, read_step

ON = date(2026, 11, 20)
LAW = LegalBasis(document="Luật ví dụ (không có thật)", article="Điều 11")
IN_2026 = LegalBasis(
    document="Nghị quyết ví dụ (không có thật)",
    in_force=InForce(since=date(2026, 1, 1), until=date(2026, 12, 31)),
    verified=False,
)
FEE = LateRegistrationFee(
    code="LP",
    name=Text("Lệ phí", "Charge"),
    happened_on="born_on",
    event=Text("ngày sinh", "the birth"),
    on_time=Duration(DurationUnit.DAY, 60),
    law=LAW,
    late_rates=ChannelRates(
        by_channel={
            Channel.ONLINE: (FeeRate(unit_price=5_000, legal_basis=IN_2026),),
            Channel.COUNTER: (FeeRate(unit_price=8_000, legal_basis=IN_2026),),
        }
    ),
    copies=CopiesFee(
        code="SAO",
        name=Text("Bản sao", "Copies"),
        number="copies",
        rates=(FeeRate(unit_price=2_000, legal_basis=LAW),),
    ),
)
LAST_DAY = ON - timedelta(days=60)
LATE = ON - timedelta(days=61)


class Copies(ProcedureForm):
    name = "ban-sao"
    title = Text("Bản sao", "Copies")
    wants_copies = copies_wanted("Giấy khai sinh", hint=Text("Bản chính miễn phí.", "Free."))
    copies = number_of_copies()
    exemption = late_exemption(FEE)
    statement_true = true_statement()


def bill(born: date | None, channel: Channel = Channel.ONLINE, **answers: Any) -> FeeAssessment:
    return FEE.assess({"born_on": born, **answers}, channel, ON)


@pytest.mark.parametrize("born", [None, ON, LAST_DAY])
def test_on_time_it_is_free_by_law(born: date | None) -> None:
    (line,) = bill(born).lines
    assert (line.unit_price, line.amount, line.legal_basis) == (0, 0, str(LAW))
    assert line.reason.en == "Registered on time, within 60 days of the birth: nothing is charged"


@pytest.mark.parametrize(("channel", "price"), [(Channel.ONLINE, 5_000), (Channel.COUNTER, 8_000)])
def test_late_it_costs_what_is_configured(channel: Channel, price: int) -> None:
    (line,) = bill(LATE, channel).lines
    assert (line.amount, line.legal_basis) == (price, "")
    assert line.reason.vi.startswith("Đăng ký sau 60 ngày kể từ ngày sinh. Mức thu do nghị quyết")


@pytest.mark.parametrize("ground", [value for value, _ in FEE.grounds if value != NOT_EXEMPT])
def test_exempt_though_late(ground: str) -> None:
    (line,) = bill(LATE, exemption=ground).lines
    assert (line.unit_price, line.amount, line.legal_basis) == (5_000, 0, str(LAW))
    assert bill(LAST_DAY, exemption=ground) == bill(LAST_DAY)


@pytest.mark.parametrize(
    ("born", "claimed", "proof"),
    [
        (LATE, "poor", True),
        (LATE, NOT_EXEMPT, False),
        (LATE, None, False),
        (LAST_DAY, "poor", False),
        (None, "poor", False),
    ],
)
def test_only_an_exemption_that_matters_is_proved(
    born: date | None, claimed: str | None, proof: bool
) -> None:
    assert FEE.must_prove_exemption({"born_on": born, "exemption": claimed}, ON) is proof
    assert FEE.must_prove_exemption({"born_on": born}, ON) is False


def test_copies_are_a_line_of_their_own() -> None:
    assert bill(LATE, wants_copies=True, copies=3).total == 5_000 + 6_000
    assert len(bill(LATE, wants_copies=False).lines) == 1


def test_a_day_without_a_rate_is_never_guessed() -> None:
    with pytest.raises(LookupError):
        FEE.assess({"born_on": date(2020, 1, 1)}, Channel.ONLINE, date(2027, 1, 1))


def test_the_time_is_counted_in_days() -> None:
    with pytest.raises(ValueError, match="in days"):
        replace(FEE, on_time=Duration(DurationUnit.WORKING_DAY, 60))


@given(st.dates(), st.integers(0, 30))
def test_who_is_late_stays_late(born: date, later: int) -> None:
    on = min(date.max - timedelta(days=90), born) + timedelta(days=61)
    assert FEE.is_late({"born_on": on - timedelta(days=61)}, on + timedelta(days=later))


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        ({"wants_copies": ["yes"]}, ["copies"]),
        ({"wants_copies": ["yes"], "copies": ["0"]}, ["copies"]),
        ({"wants_copies": ["yes"], "copies": [str(MOST_COPIES + 1)]}, ["copies"]),
        ({"wants_copies": ["yes"], "copies": [str(MOST_COPIES)]}, []),
        ({"wants_copies": ["no"], "copies": ["x"]}, []),
        ({"wants_copies": ["no"], "exemption": ["rich"]}, ["exemption"]),
        ({"wants_copies": ["no"], "statement_true": []}, ["statement_true"]),
    ],
)
def test_the_questions(typed: dict[str, list[str]], questions: list[str]) -> None:
    page = {"exemption": ["none"], "statement_true": ["yes"], **typed}
    reading = read_step(Copies, page, {}, ON)
    assert [problem.question for problem in reading.problems] == questions


def test_questions_keep_their_order_and_say_what_the_fee_says() -> None:
    asked = Copies.questions()
    assert list(asked) == ["wants_copies", "copies", "exemption", "statement_true"]
    assert asked["wants_copies"].wording.vi == "Bạn có đề nghị cấp bản sao Giấy khai sinh không?"
    assert "sau 60 ngày kể từ ngày sinh" in asked["exemption"].hint.vi
    assert asked["exemption"].legal_basis == LAW
    assert asked["exemption"].choices == FEE.grounds
    assert number_of_copies(shown_when=None) is not number_of_copies()
