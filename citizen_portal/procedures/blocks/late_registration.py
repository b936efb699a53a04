"""Registering a fact of civil status: free on time, charged when late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from citizen_portal.domain.deadline import Duration, DurationUnit
from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine
from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.fee_lines import (
    NOT_EXEMPT,
    CopiesFee,
    configured_charge,
    declared_exemption,
    set_by_province,
)
from citizen_portal.procedures.blocks.fee_rates import ChannelRates
from citizen_portal.procedures.conditions import Answers

CIVIL_STATUS_EXEMPTIONS = (
    (NOT_EXEMPT, Text("Không thuộc diện miễn", "Not exempt")),
    ("merit", Text("Gia đình có công với cách mạng", "Family of people of merit")),
    ("poor", Text("Hộ nghèo", "Poor household")),
    ("disabled", Text("Người khuyết tật", "Person with a disability")),
)
"""Who pays no charge of civil status though late: Luật Hộ tịch 60/2014/QH13, Điều 11."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRegistrationFee:
    """Nothing on time; late, what the configuration says, unless exempt; copies by number.

    ``happened_on`` is the question for the day of the fact and ``event`` its words after "since"
    ("ngày sinh", "the birth"). ``on_time`` are the days that the law gives after it, ``law`` the
    rule that says so, ``grounds`` who is exempt though late. It reads the questions ``exemption``
    and ``wants_copies`` too. Raises ``ValueError`` when ``on_time`` is not counted in days.
    """

    code: str
    name: Text
    happened_on: str
    event: Text
    on_time: Duration
    law: LegalBasis
    late_rates: ChannelRates
    copies: CopiesFee
    grounds: tuple[tuple[str, Text], ...] = CIVIL_STATUS_EXEMPTIONS

    def __post_init__(self) -> None:
        if self.on_time.unit is not DurationUnit.DAY:
            raise ValueError("the time for registering is counted in days")

    def is_late(self, answers: Answers, on: date) -> bool:
        """Tell whether the registration comes after the time that the law gives."""
        happened = answers.get(self.happened_on)
        return happened is not None and on > happened + timedelta(days=self.on_time.amount)

    def must_prove_exemption(self, answers: Answers, on: date) -> bool:
        """Tell whether an exemption is claimed that matters: on time nothing is charged."""
        return self.is_late(answers, on) and answers.get("exemption") not in (None, NOT_EXEMPT)

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the bill in đồng. Raises ``LookupError`` when no rate is in force."""
        late = self.is_late(answers, on)
        lines = [self._late(answers, channel, on) if late else self._free()]
        if answers.get("wants_copies"):
            lines.append(self.copies.line(answers, on))
        return FeeAssessment(lines=tuple(lines))

    def _late(self, answers: Answers, channel: Channel, on: date) -> FeeLine:
        time, event = self.on_time.label, self.event
        return configured_charge(
            code=self.code,
            name=self.name,
            price=self.late_rates.rate(channel, on).unit_price,
            reason=set_by_province(
                Text(
                    f"Đăng ký sau {time.vi} kể từ {event.vi}.",
                    f"Registered more than {time.en} after {event.en}.",
                )
            ),
            exemption=declared_exemption(answers.get("exemption"), self.grounds),
            exempt_by=self.law,
        )

    def _free(self) -> FeeLine:
        time, event = self.on_time.label, self.event
        return FeeLine(
            code=self.code,
            name=self.name,
            kind=FeeKind.STATE_CHARGE,
            quantity=1,
            unit_price=0,
            amount=0,
            legal_basis=str(self.law),
            reason=Text(
                f"Đăng ký đúng hạn, trong {time.vi} kể từ {event.vi}: miễn lệ phí",
                f"Registered on time, within {time.en} of {event.en}: nothing is charged",
            ),
        )
