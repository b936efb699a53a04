"""Answers as rows of a summary list."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.wording import Text
from citizen_portal.services.answer_lines import AnsweredStep
from citizen_portal.web.language import language


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A question with its answer. A whole step is changed at once, so rows lead nowhere."""

    label: Text
    value: str | tuple[str, ...]
    href: str = ""


def answer_rows(step: AnsweredStep) -> tuple[AnswerRow, ...]:
    """The answers of a step in the language of the page, without the questions left out."""
    return tuple(
        AnswerRow(label=line.label, value=_value(line.value))
        for line in step.lines
        if line.value.vi
    )


def _value(value: Text) -> str | tuple[str, ...]:
    """A repeated group is several lines."""
    lines = tuple(value.in_language(language()).splitlines())
    return lines if len(lines) > 1 else "".join(lines)
