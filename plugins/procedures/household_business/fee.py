"""The charge for the registration, by channel, as the portal's configuration sets it."""

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
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí đăng ký kinh doanh"
NAME = Text("Lệ phí đăng ký hộ kinh doanh", "Charge for registering a household business")


class RegistrationCharge:
    """One charge for the registration; the channel decides the amount."""

    def __init__(self, rates: ChannelRates) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        price = self.rates.rate(channel, on).unit_price
        line = configured_charge(
            code="LPHKD", name=NAME, price=price, reason=_reason(price, channel)
        )
        return FeeAssessment(lines=(line,))


def _reason(price: int, channel: Channel) -> Text:
    vi, en = channel.label.vi.lower(), channel.label.in_language("en").lower()
    free = Text("không thu", "nothing is charged") if price == 0 else Text("một lần", "once")
    return set_by_province(Text(f"Nộp {vi}: {free.vi}.", f"Sent {en}: {free.en}."))
