"""Answers as people read them: on the review page, on officers' pages, on the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.form import visible_questions
from citizen_portal.procedures.procedure import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One question and its answer."""

    question: str
    label: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredStep:
    """One step with the answers that it calls for."""

    name: str
    title: Text
    lines: tuple[AnswerLine, ...]


def answered_steps(procedure: Procedure, answers: Answers) -> tuple[AnsweredStep, ...]:
    """The visible questions of the visible steps with their answers."""
    return tuple(
        AnsweredStep(
            name=step.name,
            title=as_text(step.title),
            lines=tuple(
                AnswerLine(
                    question=name,
                    label=question.wording,
                    value=question.shown(answers.get(name)),
                )
                for name, question in visible_questions(step, answers)
            ),
        )
        for step in procedure.shown_steps(answers)
    )
