"""What a pack's procedure costs: each line with its reason and its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from citizen_portal.plugin_api import (
    NO_FEE,
    Answers,
    Channel,
    FeeAssessment,
    FeeKind,
    FeeLine,
    LegalBasis,
    NoFee,
    PayableWhen,
    Text,
    format_vnd,
)
from plugins.procedures.declared_packs.language.money import (
    Exemption,
    FeeLinePart,
    FeePart,
    Measure,
    Rate,
    Tier,
)
from plugins.procedures.declared_packs.making.conditions import holds
from plugins.procedures.declared_packs.making.questions import text_of
from plugins.procedures.declared_packs.making.shown import Shown

KINDS = {
    "fee": FeeKind.SERVICE_FEE,
    "charge": FeeKind.STATE_CHARGE,
    "other": FeeKind.OTHER,
}
MOMENTS = {
    "submission": PayableWhen.ON_SUBMISSION,
    "supplement": PayableWhen.ON_SUPPLEMENT,
    "result": PayableWhen.ON_RESULT,
}
CONFIGURED = Text(
    "Mức thu theo cấu hình của cổng này.", "The amount is as configured in this portal."
)


def fee_of(part: FeePart, law: Mapping[str, LegalBasis], shown: Shown) -> NoFee | DeclaredFee:
    """The rule that turns answers into a bill."""
    if part.free:
        return NoFee(law[part.legal_basis] if part.legal_basis else None)
    return DeclaredFee(part.lines, law, shown)


class DeclaredFee:
    """The lines of a pack's fee."""

    def __init__(
        self, lines: list[FeeLinePart], law: Mapping[str, LegalBasis], shown: Shown
    ) -> None:
        self.lines = lines
        self.law = law
        self.shown = shown

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee in đồng. Raises ``LookupError`` when no one rate is in force."""
        lines = tuple(
            self._line(line, answers, channel, on)
            for line in self.lines
            if line.when is None or holds(line.when, answers, on)
        )
        return FeeAssessment(lines=lines) if lines else NO_FEE

    def _line(self, line: FeeLinePart, answers: Answers, channel: Channel, on: date) -> FeeLine:
        rate = _rate(line, answers, channel, on)
        counted = _count(line.per, answers)
        times = _count(line.times, answers)
        quantity, price = (times, _tiered(rate, counted)) if rate.tiers else (
            counted * times, rate.amount or 0,
        )  # fmt: skip
        exemption = next((one for one in line.exemptions if holds(one.when, answers, on)), None)
        percent = 100 - exemption.percent if exemption else 100
        basis = self.law[rate.legal_basis]
        return FeeLine(
            code=line.code,
            name=text_of(line.name),
            kind=KINDS[line.kind],
            quantity=quantity,
            unit_price=price,
            amount=quantity * price * percent // 100,
            legal_basis=str(basis) if basis.verified else "",
            reason=_joined(
                _price_words(line, rate, counted, times),
                _channel_words(channel) if rate.channels else None,
                None if basis.verified else CONFIGURED,
            ),
            exemption=self._ground(exemption, answers) if exemption else None,
            payable_when=MOMENTS[line.payable],
        )

    def _ground(self, exemption: Exemption, answers: Answers) -> Text:
        ground = (
            self.shown.answer(exemption.ground, answers)
            if exemption.ground
            else text_of(exemption.reason)
        )
        vi, en = "Miễn", "Exempt"
        if exemption.percent < 100:
            vi, en = f"Giảm {exemption.percent}%", f"Reduced by {exemption.percent}%"
        return Text(
            f"{vi} theo khai báo: {ground.vi}. Cơ quan tiếp nhận kiểm tra khi nhận hồ sơ.",
            f"{en} as declared: {ground.in_language('en')}. It is checked on acceptance.",
        )


def _rate(line: FeeLinePart, answers: Answers, channel: Channel, on: date) -> Rate:
    found = [
        rate
        for rate in line.rates
        if rate.since <= on
        and (rate.until is None or on <= rate.until)
        and (not rate.channels or channel.name.lower() in rate.channels)
        and (rate.when is None or holds(rate.when, answers, on))
    ]
    if len(found) != 1:
        raise LookupError(
            f"{line.code}: {len(found)} rates in force on {on}; exactly one is needed"
        )
    return found[0]


def _count(measure: Measure | None, answers: Answers) -> int:
    if measure is None:
        return 1
    answer = answers.get(measure.question)
    if answer is None:
        raise LookupError(f"{measure.question} is not answered yet")
    return len(answer) if isinstance(answer, list | tuple) else int(answer)


def _tiered(rate: Rate, counted: int) -> int:
    """The price of one, by tiers: each tier counts from its own first number on."""
    ends = [tier.first - 1 for tier in rate.tiers[1:]] + [counted]
    price = sum(
        tier.amount * max(0, min(end, counted) - tier.first + 1)
        for tier, end in zip(rate.tiers, ends, strict=True)
    )
    return price if rate.cap is None else min(price, rate.cap)


def _price_words(line: FeeLinePart, rate: Rate, counted: int, times: int) -> Text:
    if rate.tiers and line.per:
        words = _tier_words(line.per, rate, counted)
    elif line.per:
        price, unit = format_vnd(rate.amount or 0), text_of(line.per.unit)
        words = Text(
            f"{counted} {unit.vi}, mỗi {unit.vi} {price}", f"{counted} × {price} for each {unit.en}"
        )
    else:
        price = format_vnd(rate.amount or 0)
        words = Text(f"Một lần: {price}", f"Once: {price}")
    if line.times:
        unit = text_of(line.times.unit)
        words = Text(f"{words.vi}; × {times} {unit.vi}", f"{words.en}; × {times} {unit.en}")
    return words


def _tier_words(per: Measure, rate: Rate, counted: int) -> Text:
    unit, price = text_of(per.unit), format_vnd(_tiered(rate, counted))
    vi = "; ".join(_tier(tier, f"từ {unit.vi} thứ {tier.first}") for tier in rate.tiers)
    en = "; ".join(_tier(tier, f"from {unit.en} {tier.first}") for tier in rate.tiers)
    if rate.cap is not None:
        vi += f"; không quá {format_vnd(rate.cap)}"
        en += f"; at most {format_vnd(rate.cap)}"
    return Text(f"{counted} {unit.vi} ({vi}) là {price}", f"{unit.en} × {counted} ({en}): {price}")


def _tier(tier: Tier, start: str) -> str:
    return f"{start}: {format_vnd(tier.amount)}"


def _channel_words(channel: Channel) -> Text:
    vi, en = channel.label.vi.lower(), channel.label.in_language("en").lower()
    return Text(f"nộp {vi}", f"sent {en}")


def _joined(first: Text, second: Text | None, third: Text | None) -> Text:
    vi, en = first.vi, first.en
    if second:
        vi, en = f"{vi}, {second.vi}", f"{en}, {second.en}"
    if third:
        vi, en = f"{vi}. {third.vi}", f"{en}. {third.en}"
    return Text(vi, en)
