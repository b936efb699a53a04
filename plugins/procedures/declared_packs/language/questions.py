"""The questions of a step, of every kind that the portal knows."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, Tag

from plugins.procedures.declared_packs.language.conditions import Condition
from plugins.procedures.declared_packs.language.words import (
    ChoiceValue,
    Line,
    Name,
    Part,
    Words,
)
from plugins.procedures.declared_packs.shapes import check_shape

PREFILLS = {
    "identity.full_name": "name",
    "identity.personal_number": "",
    "identity.birth_date": "bday",
    "identity.gender": "",
    "identity.phone": "tel",
    "identity.email": "email",
    "identity.address": "street-address",
}
"""Where an answer may come from, with the browser's word for it."""

Prefill: TypeAlias = Literal[
    "identity.full_name",
    "identity.personal_number",
    "identity.birth_date",
    "identity.gender",
    "identity.phone",
    "identity.email",
    "identity.address",
]


class ChoiceItem(Part):
    """One of the choices: the value that is kept, and the words that are shown."""

    value: ChoiceValue
    label: Words


Choices: TypeAlias = Annotated[
    Annotated[Name, Tag("<name>")]
    | Annotated[list[ChoiceItem], Field(min_length=2, max_length=100), Tag("<list>")],
    Discriminator(
        lambda value: {str: "<name>", list: "<list>"}.get(type(value)),
        custom_error_type="not_choices",
        custom_error_message="write a list of choices, or the name of one in [choices]",
    ),
]
"""Choices given in place, or by the name of a list of the pack."""


class Asked(Part):
    """What every question has. ``personal`` is the purpose for which personal data is asked."""

    name: Name
    label: Words
    hint: Words | None = None
    required: bool = True
    missing: Words | None = None
    shown_when: Condition | None = None
    legal_basis: Name | None = None
    personal: Line | None = None
    prefill: Prefill | None = None
    section: Words | None = None


class TextQuestion(Asked):
    """A short text; ``shapes`` are the forms it may have, such as ``"AA999999"``."""

    kind: Literal["text"]
    max_length: int = Field(200, ge=1, le=500)
    shapes: list[Annotated[str, AfterValidator(check_shape)]] = Field([], max_length=5)


class LongTextQuestion(Asked):
    """A text of several lines."""

    kind: Literal["long_text"]
    max_length: int = Field(2000, ge=1, le=5000)


class PlainQuestion(Asked):
    """A name, a number or an address of a person, a yes or no, a box to tick."""

    kind: Literal["name", "personal_number", "phone", "email", "yes_no", "confirm"]


class NumberQuestion(Asked):
    """A whole number; of the kind ``money``, an amount in đồng."""

    kind: Literal["number", "money"]
    least: int = Field(0, ge=0, le=10**15)
    most: int = Field(10**9, ge=0, le=10**15)


class DateQuestion(Asked):
    """A day."""

    kind: Literal["date"]
    earliest: date | None = None
    latest: date | None = None


class ChoiceQuestion(Asked):
    """One of a few choices, one of many, or several of them."""

    kind: Literal["choice", "select", "several"]
    choices: Choices


def _kind(value: Any) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else None
    return _MODELS.get(kind) if isinstance(kind, str) else None


_MODELS = {
    "text": "<text>",
    "long_text": "<long_text>",
    "number": "<number>",
    "money": "<number>",
    "date": "<date>",
    "group": "<group>",
    **dict.fromkeys(("choice", "select", "several"), "<choice>"),
    **dict.fromkeys(("name", "personal_number", "phone", "email", "yes_no", "confirm"), "<plain>"),
}
_ROW_KINDS = sorted(_MODELS.keys() - {"group"})


def _row_kind(value: Any) -> str | None:
    found = _kind(value)
    return None if found == "<group>" else found


RowQuestion: TypeAlias = Annotated[
    Annotated[TextQuestion, Tag("<text>")]
    | Annotated[LongTextQuestion, Tag("<long_text>")]
    | Annotated[PlainQuestion, Tag("<plain>")]
    | Annotated[NumberQuestion, Tag("<number>")]
    | Annotated[DateQuestion, Tag("<date>")]
    | Annotated[ChoiceQuestion, Tag("<choice>")],
    Discriminator(
        _row_kind,
        custom_error_type="unknown_kind",
        custom_error_message=f"the kinds of questions here are {', '.join(_ROW_KINDS)}",
    ),
]


class GroupQuestion(Asked):
    """Rows of the same questions, such as the members of a household."""

    kind: Literal["group"]
    row_label: Words
    most: int = Field(20, ge=1, le=50)
    questions: list[RowQuestion] = Field(min_length=1, max_length=12)


Question: TypeAlias = Annotated[
    Annotated[TextQuestion, Tag("<text>")]
    | Annotated[LongTextQuestion, Tag("<long_text>")]
    | Annotated[PlainQuestion, Tag("<plain>")]
    | Annotated[NumberQuestion, Tag("<number>")]
    | Annotated[DateQuestion, Tag("<date>")]
    | Annotated[ChoiceQuestion, Tag("<choice>")]
    | Annotated[GroupQuestion, Tag("<group>")],
    Discriminator(
        _kind,
        custom_error_type="unknown_kind",
        custom_error_message=f"the kinds of questions are {', '.join(sorted(_MODELS))}",
    ),
]
