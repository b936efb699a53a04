"""The charge for the registration, free online, and the fee for its publication."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    Text,
    configured_charge,
    rate_on,
    read_amounts,
)
from plugins.procedures.private_enterprise.law import FEE, PUBLICATION_RATES

FEES_FILE = Path(__file__).parent / "data" / "fees.toml"
REGISTRATION = Text("Lệ phí đăng ký doanh nghiệp", "Charge for registering an enterprise")
PUBLICATION = Text(
    "Phí công bố nội dung đăng ký doanh nghiệp", "Fee for publishing what is registered"
)
CONFIGURED = Text(
    "Một lần đăng ký. Mức thu theo cấu hình của cổng này.",
    "One registration. The amount is as configured in this portal.",
)
FREE_ONLINE = Text("Nộp hồ sơ trực tuyến: miễn lệ phí", "Filed online: nothing is charged")
REFUNDED = Text(
    "Một lần công bố; được hoàn trả nếu doanh nghiệp không được cấp đăng ký.",
    "One publication; paid back if the enterprise is not registered.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The configured charge: its rates in đồng, and through which channels it is free."""

    rates: tuple[FeeRate, ...]
    free: frozenset[Channel]


def read_charge(file: Path = FEES_FILE) -> Charge:
    """Read the configuration. Raises ``KeyError`` for what is missing or unknown in it."""
    free = tomllib.loads(file.read_text(encoding="utf-8"))["free"]
    return Charge(
        rates=read_amounts(file, FEE.document, table="charge"),
        free=frozenset(Channel[name.upper()] for name in free),
    )


class EnterpriseFee:
    """The charge by channel, then the fee for the publication, the same for all."""

    def __init__(self, charge: Charge) -> None:
        self.charge = charge

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the bill in đồng. Raises ``LookupError`` when no rate is in force."""
        return FeeAssessment(lines=(self._registration(channel, on), _publication(on)))

    def _registration(self, channel: Channel, on: date) -> FeeLine:
        price = rate_on(self.charge.rates, on).unit_price
        # Nobody has read amount and exemption in the circular, so it is not cited.
        return configured_charge(
            code="LPDKDN",
            name=REGISTRATION,
            price=price,
            reason=CONFIGURED,
            exemption=FREE_ONLINE if channel in self.charge.free else None,
        )


def _publication(on: date) -> FeeLine:
    rate = rate_on(PUBLICATION_RATES, on)
    return FeeLine(
        code="PCBDN",
        name=PUBLICATION,
        kind=FeeKind.SERVICE_FEE,
        quantity=1,
        unit_price=rate.unit_price,
        amount=rate.unit_price,
        legal_basis=str(rate.legal_basis),
        reason=REFUNDED,
    )
