"""Conditions: the closed language that pages decide, and the rules that look further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from plugins.procedures.declared_packs.language.words import (
    AnswerValue,
    Name,
    Part,
    Reference,
)

DEEPEST = 5
"""How many conditions may stand within each other."""


class Answered(Part):
    """Holds when the question has one of these answers; of several choices, when one is among."""

    question: Name
    one_of: list[AnswerValue] = Field(alias="is", min_length=1, max_length=50)


class AllHold(Part):
    """Holds when each of them does."""

    parts: list[Condition] = Field(alias="all", min_length=1, max_length=20)


class AnyHolds(Part):
    """Holds when one of them does."""

    parts: list[Condition] = Field(alias="any", min_length=1, max_length=20)


class NotHolds(Part):
    """Holds when that one does not."""

    part: Condition = Field(alias="not")


class Compared(Part):
    """Holds when an answer compares as said; an unanswered question never does.

    A group counts as the number of its rows; ``group.question`` holds when one row does.
    Ages are full years on the day of the decision.
    """

    question: Reference
    at_least: int | None = Field(None, ge=0, le=10**15)
    at_most: int | None = Field(None, ge=0, le=10**15)
    older_than_days: int | None = Field(None, ge=0, le=40_000)
    under_years: int | None = Field(None, ge=1, le=150)
    from_years: int | None = Field(None, ge=1, le=150)
    same_as: Name | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _one(self) -> Compared:
        if len(self.model_fields_set) != 2:
            raise ValueError(
                "compare in one way: is, at_least, at_most, older_than_days, under_years, "
                "from_years, same_as or answered"
            )
        return self


class AllRules(Part):
    """Holds when each of them does."""

    parts: list[Rule] = Field(alias="all", min_length=1, max_length=20)


class AnyRule(Part):
    """Holds when one of them does."""

    parts: list[Rule] = Field(alias="any", min_length=1, max_length=20)


class NotRule(Part):
    """Holds when that one does not."""

    part: Rule = Field(alias="not")


def _form(value: Any) -> str | None:
    keys = value.keys() if isinstance(value, dict) else set()
    for word in ("all", "any", "not"):
        if word in keys:
            return f"<{word}>"
    if "question" not in keys:
        return None
    return "<is>" if "is" in keys else "<compared>"


def _closed(value: Any) -> str | None:
    form = _form(value)
    return "<is>" if form == "<compared>" else form


_NONE = "write {question = …, is = […]}, {all = […]}, {any = […]} or {not = {…}}"

Condition: TypeAlias = Annotated[
    Annotated[Answered, Tag("<is>")]
    | Annotated[AllHold, Tag("<all>")]
    | Annotated[AnyHolds, Tag("<any>")]
    | Annotated[NotHolds, Tag("<not>")],
    Discriminator(_closed, custom_error_type="not_a_condition", custom_error_message=_NONE),
]
"""What decides whether a question or a step is shown."""

Rule: TypeAlias = Annotated[
    Annotated[Answered, Tag("<is>")]
    | Annotated[Compared, Tag("<compared>")]
    | Annotated[AllRules, Tag("<all>")]
    | Annotated[AnyRule, Tag("<any>")]
    | Annotated[NotRule, Tag("<not>")],
    Discriminator(_form, custom_error_type="not_a_condition", custom_error_message=_NONE),
]
"""What decides about papers, fees, deadlines and refusals."""


def leaves(rule: Rule | Condition) -> Iterator[Answered | Compared]:
    """The comparisons that a condition or rule is made of."""
    match rule:
        case Answered() | Compared():
            yield rule
        case NotHolds() | NotRule():
            yield from leaves(rule.part)
        case _:
            for part in rule.parts:
                yield from leaves(part)


def depth(rule: Rule | Condition) -> int:
    """How deep conditions stand within each other; a single one is 1."""
    match rule:
        case Answered() | Compared():
            return 1
        case NotHolds() | NotRule():
            return 1 + depth(rule.part)
        case _:
            return 1 + max(depth(part) for part in rule.parts)
