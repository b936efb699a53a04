"""The registration costs nothing; copies of the extract have their rate."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    CopiesFee,
    FeeAssessment,
    FeeKind,
    FeeLine,
    Text,
)
from plugins.procedures.marriage_registration.law import COPY_RATES, EXEMPTION

REGISTRATION = FeeLine(
    code="LPKH",
    name=Text("Lệ phí đăng ký kết hôn", "Charge for registering a marriage"),
    kind=FeeKind.STATE_CHARGE,
    quantity=1,
    unit_price=0,
    amount=0,
    legal_basis=str(EXEMPTION),
    reason=Text(
        "Miễn lệ phí cho công dân Việt Nam cư trú trong nước",
        "Nothing is charged to citizens who live in Vietnam",
    ),
)
COPIES = CopiesFee(
    code="BSKH",
    name=Text("Phí cấp bản sao Trích lục kết hôn", "Fee for copies of the extract of marriage"),
    number="copies",
    rates=COPY_RATES,
)


class MarriageFee:
    """Free; copies by number."""

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the bill in đồng. Raises ``LookupError`` when no rate is in force."""
        copies = (COPIES.line(answers, on),) if answers.get("wants_copies") else ()
        return FeeAssessment(lines=(REGISTRATION, *copies))
