"""Lines that procedures share: charges, exemptions, copies."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.fees import FeeKind, FeeRate
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.fee_lines import (
    NOT_EXEMPT,
    CopiesFee,
    configured_charge,
    declared_exemption,
    set_by_province,
)

LAW = LegalBasis(document="Luật ví dụ (không có thật)", article="Điều 11")
CIRCULAR = LegalBasis(
    document="Thông tư ví dụ (không có thật)", in_force=InForce(since=date(2026, 1, 1))
)
NAME, REASON, POOR = Text("Lệ phí", "Charge"), Text("Một lần.", "Once."), Text("Hộ nghèo", "Poor")
GROUNDS = ((NOT_EXEMPT, Text("Không", "None")), ("poor", POOR))
COPIES = CopiesFee(
    code="SAO",
    name=Text("Phí bản sao", "Copies"),
    number="how_many",
    rates=(FeeRate(unit_price=8_000, legal_basis=CIRCULAR),),
)


def test_a_configured_charge_cites_nothing() -> None:
    line = configured_charge(code="LP", name=NAME, price=5_000, reason=REASON, exempt_by=LAW)
    assert (line.quantity, line.unit_price, line.amount) == (1, 5_000, 5_000)
    assert (line.kind, line.legal_basis, line.exemption) == (FeeKind.STATE_CHARGE, "", None)


@pytest.mark.parametrize(("law", "cited"), [(LAW, str(LAW)), (None, "")])
def test_an_exemption_is_cited_when_it_is_law(law: LegalBasis | None, cited: str) -> None:
    line = configured_charge(
        code="LP", name=NAME, price=5_000, reason=REASON, exemption=POOR, exempt_by=law
    )
    assert (line.unit_price, line.amount, line.legal_basis) == (5_000, 0, cited)
    assert line.exemption == POOR


@pytest.mark.parametrize("claimed", [None, "", NOT_EXEMPT])
def test_who_claims_nothing_is_not_exempt(claimed: str | None) -> None:
    assert declared_exemption(claimed, GROUNDS) is None


def test_a_claim_names_its_ground_and_who_checks_it() -> None:
    said = declared_exemption("poor", GROUNDS)
    assert said is not None
    assert said.vi.startswith("Miễn theo khai báo: Hộ nghèo. Cán bộ kiểm tra")
    assert said.en.startswith("Exempt as declared: Poor. It is checked")
    police = Text("Công an kiểm tra.", "The police check it.")
    assert declared_exemption("poor", GROUNDS, checked=police) == Text(
        "Miễn theo khai báo: Hộ nghèo. Công an kiểm tra.",
        "Exempt as declared: Poor. The police check it.",
    )


def test_an_unknown_claim_exempts_nobody() -> None:
    with pytest.raises(KeyError):
        declared_exemption("rich", GROUNDS)


def test_what_a_province_sets_is_called_configuration() -> None:
    said = set_by_province(REASON)
    assert said.vi.startswith("Một lần. Mức thu do nghị quyết của tỉnh")
    assert said.en == (
        "Once. The province's resolution sets the amount, as configured in this portal."
    )
    assert set_by_province(Text("Một lần.")).en.startswith("Một lần. The province")


@given(st.integers(1, 50))
def test_copies(copies: int) -> None:
    line = COPIES.line({"how_many": copies}, date(2026, 11, 20))
    assert (line.quantity, line.unit_price, line.amount) == (copies, 8_000, copies * 8_000)
    assert (line.kind, line.legal_basis) == (FeeKind.SERVICE_FEE, str(CIRCULAR))
    assert line.reason.vi == f"{copies} bản sao, mỗi bản 8.000 đồng"
    assert line.reason.en.startswith("1 copy at" if copies == 1 else f"{copies} copies at")
    bill = COPIES.assess({"how_many": copies}, Channel.POST, date(2026, 11, 20))
    assert bill.lines == (line,)


def test_no_rate_no_guess() -> None:
    with pytest.raises(LookupError):
        COPIES.line({"how_many": 1}, date(2025, 12, 31))
    with pytest.raises(LookupError):
        COPIES.line({"copies": 1}, date(2026, 11, 20))
