"""The charge for the permit, by channel, as the portal's configuration sets it."""

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
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí cấp giấy phép xây dựng"
NAME = Text("Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ", "Charge for the permit of a house")
REASON = Text(
    "Một giấy phép. Mức thu do nghị quyết của tỉnh quy định, theo cấu hình của cổng này.",
    "One permit. The province's resolution sets the amount, as configured in this portal.",
)

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


class PermitCharge:
    """One charge for the permit; the channel decides the amount."""

    def __init__(self, rates: Rates) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the charge in đồng. Raises ``LookupError`` when no rate is in force."""
        price = rate_on(self.rates[channel], on).unit_price
        return FeeAssessment(
            lines=(
                FeeLine(
                    code="LPGPXD",
                    name=NAME,
                    kind=FeeKind.STATE_CHARGE,
                    quantity=1,
                    unit_price=price,
                    amount=price,
                    # The resolution was not read, so it is not cited.
                    legal_basis="",
                    reason=REASON,
                ),
            )
        )
