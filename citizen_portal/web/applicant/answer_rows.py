"""Answers as rows of a summary list."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.wording import Text
from citizen_portal.services.answer_lines import AnsweredStep
from citizen_portal.web.language import language


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A question with its answer; ``href`` is where to change it, or empty."""

    label: Text
    value: str | tuple[str, ...]
    href: str


def answer_rows(step: AnsweredStep, address: str = "") -> tuple[AnswerRow, ...]:
    """The answers of a step in the language of the page; ``address`` is the step's page."""
    return tuple(
        AnswerRow(
            label=line.label,
            value=_value(line.value),
            href=f"{address}#{line.question}" if address else "",
        )
        for line in step.lines
    )


def _value(value: Text) -> str | tuple[str, ...]:
    """A repeated group is several lines."""
    lines = tuple(value.in_language(language()).splitlines())
    return lines if len(lines) > 1 else "".join(lines)
