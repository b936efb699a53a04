"""The charge for the permit, by channel, as the portal's configuration sets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    ChannelRates,
    FeeAssessment,
    Text,
    configured_charge,
    set_by_province,
)

FEES_FILE = Path(__file__).parent / "data" / "fees.toml"
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí cấp giấy phép xây dựng"
NAME = Text("Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ", "Charge for the permit of a house")
REASON = set_by_province(Text("Một giấy phép.", "One permit."))


class PermitCharge:
    """One charge for the permit; the channel decides the amount."""

    def __init__(self, rates: ChannelRates) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        price = self.rates.rate(channel, on).unit_price
        line = configured_charge(code="LPGPXD", name=NAME, price=price, reason=REASON)
        return FeeAssessment(lines=(line,))
