"""The charge for one registration: by channel, free for those who are exempt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    Text,
    rate_on,
)
from plugins.procedures.permanent_residence.exemption import EXEMPTIONS, NOT_EXEMPT

NAME = Text("Lệ phí đăng ký cư trú (thường trú)", "Charge for registering permanent residence")


class ResidenceCharge:
    """One charge a registration, whatever the number of people."""

    def __init__(self, rates: Mapping[Channel, tuple[FeeRate, ...]]) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        rate = rate_on(self.rates[channel], on)
        exemption = _exemption(answers.get("exemption", NOT_EXEMPT))
        vi, en = channel.label.vi.lower(), channel.label.in_language("en").lower()
        line = FeeLine(
            code="LPCT",
            name=NAME,
            kind=FeeKind.STATE_CHARGE,
            quantity=1,
            unit_price=rate.unit_price,
            amount=0 if exemption else rate.unit_price,
            legal_basis=str(rate.legal_basis),
            reason=Text(f"Một lần đăng ký, nộp {vi}", f"One registration, sent {en}"),
            exemption=exemption,
        )
        return FeeAssessment(lines=(line,))


def _exemption(claimed: str) -> Text | None:
    if claimed == NOT_EXEMPT:
        return None
    ground = dict(EXEMPTIONS)[claimed]
    return Text(
        f"Miễn theo khai báo: {ground.vi}. Công an kiểm tra diện miễn khi tiếp nhận hồ sơ.",
        f"Exempt as declared: {ground.en}. The police check it when they accept the dossier.",
    )
