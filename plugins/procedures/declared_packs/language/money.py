"""What a procedure costs, and how long it takes."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from plugins.procedures.declared_packs.language.conditions import Rule
from plugins.procedures.declared_packs.language.words import Name, Part, Word, Words

Amount: TypeAlias = Annotated[int, Field(ge=0, le=10**12)]
ChannelName: TypeAlias = Literal["online", "counter", "post"]


class Measure(Part):
    """What is counted: the answer to a number, or the rows of a group."""

    question: Name
    unit: Words


class Tier(Part):
    """The price of one from that number on."""

    first: int = Field(alias="from", ge=1, le=10**6)
    amount: Amount


class Rate(Part):
    """A price in đồng with the days it applies and the document that sets it.

    Either ``amount``, or ``tiers`` by what the line counts in ``per``, at most ``cap``.
    """

    since: date
    until: date | None = None
    channels: list[ChannelName] = Field([], max_length=3)
    when: Rule | None = None
    amount: Amount | None = None
    tiers: list[Tier] = Field([], max_length=20)
    cap: Amount | None = None
    legal_basis: Name

    @model_validator(mode="after")
    def _priced(self) -> Rate:
        if (self.amount is None) is not bool(self.tiers):
            raise ValueError("give either amount or tiers")
        starts = [tier.first for tier in self.tiers]
        if starts and (starts[0] != 1 or starts != sorted(set(starts))):
            raise ValueError("tiers begin with from = 1 and go up")
        if self.cap is not None and not self.tiers:
            raise ValueError("a cap is for tiers")
        if self.until is not None and self.until < self.since:
            raise ValueError("until comes before since")
        return self


class Exemption(Part):
    """Whom the line is reduced for, and by how much; the first that holds counts.

    ``ground`` names the question whose chosen words are the ground; ``proof`` the paper that
    is asked for when the exemption holds.
    """

    when: Rule
    percent: int = Field(100, ge=1, le=100)
    reason: Words | None = None
    ground: Name | None = None
    proof: Word | None = None

    @model_validator(mode="after")
    def _one(self) -> Exemption:
        if (self.reason is None) is (self.ground is None):
            raise ValueError("give either reason or ground")
        return self


class FeeLinePart(Part):
    """One line of the bill. ``per`` is what is priced, ``times`` how often that is."""

    code: str = Field(min_length=1, max_length=20)
    name: Words
    kind: Literal["fee", "charge", "other"]
    payable: Literal["submission", "supplement", "result"] = "submission"
    when: Rule | None = None
    per: Measure | None = None
    times: Measure | None = None
    rates: list[Rate] = Field(min_length=1, max_length=50)
    exemptions: list[Exemption] = Field([], max_length=20)

    @model_validator(mode="after")
    def _measured(self) -> FeeLinePart:
        if self.per is None and any(rate.tiers for rate in self.rates):
            raise ValueError("tiers need per: what is counted")
        return self


class FeePart(Part):
    """The bill's lines, or nothing to pay."""

    free: bool = False
    legal_basis: Name | None = None
    lines: list[FeeLinePart] = Field([], max_length=20)

    @model_validator(mode="after")
    def _one(self) -> FeePart:
        if self.free is bool(self.lines):
            raise ValueError("write free = true, or give lines")
        if self.lines and self.legal_basis:
            raise ValueError("each rate names its own legal basis; take this one away")
        return self


class Term(Part):
    """A time that the law gives. ``same_day_before`` hands back at once what came by then."""

    unit: Literal["working_day", "day", "hour", "month"]
    amount: int = Field(ge=0, le=1000)
    same_day_before: time | None = None
    legal_basis: Name

    @model_validator(mode="after")
    def _possible(self) -> Term:
        if self.amount == 0 and self.unit != "working_day":
            raise ValueError("only a result on the day of receipt takes 0 working days")
        if self.same_day_before and (self.unit != "working_day" or self.amount > 1):
            raise ValueError("a result of the same day takes no longer than a working day")
        return self


class TermCase(Term):
    """Another time, for dossiers for which the rule holds."""

    when: Rule


class DeadlinePart(Term):
    """The time for ordinary dossiers; the first case that holds counts instead."""

    cases: list[TermCase] = Field([], max_length=20)
