"""The charge for one registration: by channel, free for those who are exempt."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    ChannelRates,
    FeeAssessment,
    FeeKind,
    FeeLine,
    Text,
    declared_exemption,
)
from plugins.procedures.permanent_residence.exemption import EXEMPTIONS

NAME = Text("Lệ phí đăng ký cư trú (thường trú)", "Charge for registering permanent residence")
CHECKED = Text(
    "Công an kiểm tra diện miễn khi tiếp nhận hồ sơ.",
    "The police check it when they accept the dossier.",
)


class ResidenceCharge:
    """One charge a registration, whatever the number of people."""

    def __init__(self, rates: ChannelRates) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        rate = self.rates.rate(channel, on)
        exemption = declared_exemption(answers.get("exemption"), EXEMPTIONS, checked=CHECKED)
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
