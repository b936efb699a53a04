"""The fee: a price for each square metre and day; poor households and funerals pay nothing."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    LegalBasis,
    Text,
    format_vnd,
)

PRICE = 5_000
"""đồng for a square metre and a day"""


class PavementFee:
    """Area by days by price, unless there is a ground for exemption."""

    def __init__(self, basis: LegalBasis) -> None:
        self.basis = basis

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee in đồng."""
        area, days = answers["square_metres"], answers["days"]
        exemption = _exemption(answers)
        return FeeAssessment(
            lines=(
                FeeLine(
                    code="PSDVH",
                    name=Text("Phí sử dụng vỉa hè", "Fee for the pavement"),
                    kind=FeeKind.SERVICE_FEE,
                    quantity=area * days,
                    unit_price=PRICE,
                    amount=0 if exemption else area * days * PRICE,
                    legal_basis=str(self.basis),
                    reason=Text(
                        f"{area} m² trong {days} ngày, mỗi m² một ngày {format_vnd(PRICE)}",
                        f"{area} m² for {days} days at {format_vnd(PRICE)} a m² and day",
                    ),
                    exemption=exemption,
                ),
            )
        )


def _exemption(answers: Answers) -> Text | None:
    if answers["poor_household"]:
        return Text("Miễn phí cho hộ nghèo", "Free for poor households")
    if answers["purpose"] == "funeral":
        return Text("Miễn phí cho đám tang", "Free for funerals")
    return None
