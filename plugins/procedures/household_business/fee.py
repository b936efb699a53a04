"""The charge for the registration, by channel, as the portal's configuration sets it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    InForce,
    LegalBasis,
    Text,
    rate_on,
)

FEES_FILE = Path(__file__).parent / "data" / "fees.toml"
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí đăng ký kinh doanh"
NAME = Text("Lệ phí đăng ký hộ kinh doanh", "Charge for registering a household business")

Rates = Mapping[Channel, tuple[FeeRate, ...]]


def read_rates(file: Path = FEES_FILE) -> Rates:
    """Read the amounts in đồng by channel. Raises ``KeyError`` when one is missing."""
    blocks = tomllib.loads(file.read_text(encoding="utf-8"))["rates"]
    return {
        channel: tuple(
            FeeRate(
                unit_price=block[channel.name.lower()],
                legal_basis=LegalBasis(
                    document=RESOLUTION,
                    in_force=InForce(since=block["since"], until=block.get("until")),
                    verified=False,
                ),
            )
            for block in blocks
        )
        for channel in Channel
    }


class RegistrationCharge:
    """One charge for the registration; the channel decides the amount."""

    def __init__(self, rates: Rates) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        price = rate_on(self.rates[channel], on).unit_price
        return FeeAssessment(
            lines=(
                FeeLine(
                    code="LPHKD",
                    name=NAME,
                    kind=FeeKind.STATE_CHARGE,
                    quantity=1,
                    unit_price=price,
                    amount=price,
                    legal_basis="",
                    reason=_reason(price, channel),
                ),
            )
        )


def _reason(price: int, channel: Channel) -> Text:
    """Says where the amount comes from: the resolution was not read, so it is not cited."""
    vi, en = channel.label.vi.lower(), channel.label.in_language("en").lower()
    free = Text("không thu", "nothing is charged") if price == 0 else Text("một lần", "once")
    return Text(
        f"Nộp {vi}: {free.vi}. Mức thu do nghị quyết của tỉnh quy định, "
        "theo cấu hình của cổng này.",
        f"Sent {en}: {free.en}. The province's resolution sets the amount, "
        "as configured in this portal.",
    )
