"""The charge for the registration, nothing when on time, and the fee for copies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
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
    format_vnd,
    rate_on,
)
from plugins.procedures.death_registration.copies import EXEMPTIONS, NOT_EXEMPT
from plugins.procedures.death_registration.law import COPY_RATES, EXEMPTION, ON_TIME

FEES_FILE = Path(__file__).parent / "data" / "fees.toml"
RESOLUTION = "Nghị quyết của Hội đồng nhân dân cấp tỉnh về lệ phí hộ tịch"
REGISTRATION = Text("Lệ phí đăng ký khai tử", "Charge for registering a death")
COPY = Text("Phí cấp bản sao Trích lục khai tử", "Fee for copies of the extract")

Rates = Mapping[Channel, tuple[FeeRate, ...]]


def is_late(answers: Answers, on: date) -> bool:
    """Tell whether the registration comes after the time that the law gives."""
    died = answers.get("death_date")
    return died is not None and on > died + timedelta(days=ON_TIME.amount)


def read_late_rates(file: Path = FEES_FILE) -> Rates:
    """Read the amounts in đồng by channel. Raises ``KeyError`` when one is missing."""
    blocks = tomllib.loads(file.read_text(encoding="utf-8"))["late"]
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


class DeathCharge:
    """Free on time; late, what the configuration says, unless exempt. Copies by number."""

    def __init__(self, late_rates: Rates) -> None:
        self.late_rates = late_rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the bill in đồng. Raises ``LookupError`` when no rate is in force."""
        late = is_late(answers, on)
        lines = [self._late(answers, channel, on) if late else _on_time()]
        if answers.get("wants_copies"):
            lines.append(_copies(answers["copies"], on))
        return FeeAssessment(lines=tuple(lines))

    def _late(self, answers: Answers, channel: Channel, on: date) -> FeeLine:
        price = rate_on(self.late_rates[channel], on).unit_price
        claimed = answers.get("exemption") or NOT_EXEMPT
        exempt = claimed != NOT_EXEMPT
        return FeeLine(
            code="LPKT",
            name=REGISTRATION,
            kind=FeeKind.STATE_CHARGE,
            quantity=1,
            unit_price=price,
            amount=0 if exempt else price,
            # The exemption is law; the amount is not, nobody has read the resolution.
            legal_basis=str(EXEMPTION) if exempt else "",
            reason=Text(
                f"Đăng ký sau {ON_TIME.label.vi} kể từ ngày chết. Mức thu do nghị quyết của "
                "tỉnh quy định, theo cấu hình của cổng này.",
                f"Registered more than {ON_TIME.label.en} after the death. The province's "
                "resolution sets the amount, as configured in this portal.",
            ),
            exemption=_exemption(claimed) if exempt else None,
        )


def _exemption(claimed: str) -> Text:
    ground = dict(EXEMPTIONS)[claimed]
    return Text(
        f"Miễn theo khai báo: {ground.vi}. Cán bộ kiểm tra diện miễn khi tiếp nhận hồ sơ.",
        f"Exempt as declared: {ground.en}. It is checked when the dossier is accepted.",
    )


def _on_time() -> FeeLine:
    return FeeLine(
        code="LPKT",
        name=REGISTRATION,
        kind=FeeKind.STATE_CHARGE,
        quantity=1,
        unit_price=0,
        amount=0,
        legal_basis=str(EXEMPTION),
        reason=Text(
            f"Đăng ký đúng hạn, trong {ON_TIME.label.vi} kể từ ngày chết: miễn lệ phí",
            f"Registered on time, within {ON_TIME.label.en} of the death: nothing is charged",
        ),
    )


def _copies(copies: int, on: date) -> FeeLine:
    rate = rate_on(COPY_RATES, on)
    price = format_vnd(rate.unit_price)
    return FeeLine(
        code="BSKT",
        name=COPY,
        kind=FeeKind.SERVICE_FEE,
        quantity=copies,
        unit_price=rate.unit_price,
        amount=copies * rate.unit_price,
        legal_basis=str(rate.legal_basis),
        reason=Text(
            f"{copies} bản sao, mỗi bản {price}",
            f"{copies} {'copy' if copies == 1 else 'copies'} at {price} each",
        ),
    )
