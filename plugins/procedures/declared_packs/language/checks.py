"""What is checked between answers: a closed list. An unanswered question is not checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from plugins.procedures.declared_packs.language.conditions import Rule
from plugins.procedures.declared_packs.language.words import Name, Part, Reference, Words


class Checked(Part):
    """What every check has: ``sentence`` replaces the portal's own."""

    sentence: Words | None = None


class DayCheck(Checked):
    """The day is not after, or not before, the day on which the check runs."""

    kind: Literal["not_after_today", "not_before_today"]
    question: Reference


class OrderCheck(Checked):
    """The first is at most the second: two days, or two numbers or amounts."""

    kind: Literal["in_order"]
    first: Name
    second: Name


class WithinCheck(Checked):
    """The second day comes at most so long after the first; ``today`` stands for the day.

    ``configured`` says that the length is this portal's setting, checked against no law.
    """

    kind: Literal["within"]
    first: Name
    second: Name
    months: int | None = Field(None, ge=1, le=1200)
    days: int | None = Field(None, ge=1, le=40_000)
    configured: bool = False

    @model_validator(mode="after")
    def _one(self) -> WithinCheck:
        if (self.months is None) is (self.days is None):
            raise ValueError("give either months or days")
        return self


class BetweenCheck(Checked):
    """The number lies between the two, both included."""

    kind: Literal["between"]
    question: Name
    least: int = Field(ge=0, le=10**15)
    most: int = Field(ge=0, le=10**15)


class PairCheck(Checked):
    """Two answers are the same, or are not."""

    kind: Literal["same", "different"]
    question: Name
    other: Name


class AmountCheck(Checked):
    """The words say the same amount as the figures."""

    kind: Literal["words_match"]
    question: Name
    amount: Name


class PeriodsCheck(Checked):
    """The rows are periods that follow each other day by day and end no later than today."""

    kind: Literal["periods"]
    group: Name
    start: Name
    end: Name


class UniqueCheck(Checked):
    """No two rows have the same answer; nor is it that of ``besides``."""

    kind: Literal["unique"]
    question: Reference
    besides: Name | None = None


class RefusedCheck(Part):
    """The rule does not hold; the sentence says what to do when it does."""

    kind: Literal["refused_when"]
    question: Name
    rule: Rule
    sentence: Words


_MODELS = {
    "not_after_today": "<day>",
    "not_before_today": "<day>",
    "in_order": "<order>",
    "within": "<within>",
    "between": "<between>",
    "same": "<pair>",
    "different": "<pair>",
    "words_match": "<amount>",
    "periods": "<periods>",
    "unique": "<unique>",
    "refused_when": "<refused>",
}


def _kind(value: Any) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else None
    return _MODELS.get(kind) if isinstance(kind, str) else None


Check: TypeAlias = Annotated[
    Annotated[DayCheck, Tag("<day>")]
    | Annotated[OrderCheck, Tag("<order>")]
    | Annotated[WithinCheck, Tag("<within>")]
    | Annotated[BetweenCheck, Tag("<between>")]
    | Annotated[PairCheck, Tag("<pair>")]
    | Annotated[AmountCheck, Tag("<amount>")]
    | Annotated[PeriodsCheck, Tag("<periods>")]
    | Annotated[UniqueCheck, Tag("<unique>")]
    | Annotated[RefusedCheck, Tag("<refused>")],
    Discriminator(
        _kind,
        custom_error_type="unknown_kind",
        custom_error_message=f"the kinds of checks are {', '.join(_MODELS)}",
    ),
]
