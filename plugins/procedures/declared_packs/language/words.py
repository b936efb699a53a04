"""The small parts that everything in a pack is made of: texts, names, references."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

_HYPHENED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_UNDERSCORED = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_VALUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*", re.ASCII)
_DOTTED = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?", re.ASCII)


class Part(BaseModel):
    """A table of a pack: nothing is converted, nothing unknown is let through."""

    # Built once, with the whole pack: each part by itself would be built for nothing.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def _hyphened(name: str) -> str:
    if not _HYPHENED.fullmatch(name):
        raise ValueError("write lower-case letters and digits joined by hyphens")
    return name


def _underscored(name: str) -> str:
    if not _UNDERSCORED.fullmatch(name):
        raise ValueError("write lower-case letters, digits and _, a letter first")
    return name


def _value(value: str) -> str:
    if not _VALUE.fullmatch(value):
        raise ValueError("write letters, digits, _ and -")
    return value


def _answer(value: Any) -> str | bool | int:
    if not isinstance(value, str | bool | int):
        raise ValueError("compare with a text, true, false or a whole number")
    return value


def _dotted(name: str) -> str:
    if not _DOTTED.fullmatch(name):
        raise ValueError("name a question, or a group and a question of its rows: group.question")
    return name


def _written(pattern: re.Pattern[str], longest: int) -> Any:
    """For the published schema; the validator's own sentence says it better."""
    return Field(max_length=longest, json_schema_extra={"pattern": f"^{pattern.pattern}$"})


def _plain(text: str) -> str:
    if not text.strip():
        raise ValueError("write a text that says something")
    if "{" in text or "}" in text:
        raise ValueError("this text has no places to fill in; take the braces away")
    return text


Word = Annotated[str, _written(_HYPHENED, 60), AfterValidator(_hyphened)]
"""A word in addresses, such as ``"nguoi-nop"``."""

Name = Annotated[str, _written(_UNDERSCORED, 60), AfterValidator(_underscored)]
"""The name of a question or of a document of the law."""

Reference = Annotated[str, _written(_DOTTED, 121), AfterValidator(_dotted)]
"""A question, or a question of a group's rows: ``"members.member_number"``."""

Line = Annotated[str, Field(max_length=300), AfterValidator(_plain)]
"""A text in one language, without places to fill in."""

Pattern = Annotated[str, Field(min_length=1, max_length=1000)]
"""A Vietnamese text with places such as ``{requester_name}``."""


ChoiceValue = Annotated[str, _written(_VALUE, 60), AfterValidator(_value)]
"""The value of a choice, as it is kept."""

AnswerValue = Annotated[
    Any, AfterValidator(_answer), WithJsonSchema({"type": ["string", "boolean", "integer"]})
]
"""An answer to compare with."""


class Words(Part):
    """A text in both languages."""

    vi: Annotated[str, Field(max_length=1000), AfterValidator(_plain)]
    en: Annotated[str, Field(max_length=1000), AfterValidator(_plain)]
