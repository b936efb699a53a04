"""What the copies cost: one rate for each copy, whatever the channel."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    Text,
    format_vnd,
    rate_on,
)

NAME = Text("Phí cấp bản sao trích lục hộ tịch", "Fee for copies of an extract of civil status")


class CopiesFee:
    """A price for each copy."""

    def __init__(self, rates: tuple[FeeRate, ...]) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee in đồng. Raises ``LookupError`` when no rate is in force."""
        rate = rate_on(self.rates, on)
        copies, price = answers["copies"], format_vnd(rate.unit_price)
        return FeeAssessment(
            lines=(
                FeeLine(
                    code="BSTL",
                    name=NAME,
                    kind=FeeKind.SERVICE_FEE,
                    quantity=copies,
                    unit_price=rate.unit_price,
                    amount=copies * rate.unit_price,
                    legal_basis=str(rate.legal_basis),
                    reason=Text(
                        f"{copies} bản sao, mỗi bản {price}",
                        f"{copies} {'copy' if copies == 1 else 'copies'} at {price} each",
                    ),
                ),
            )
        )
