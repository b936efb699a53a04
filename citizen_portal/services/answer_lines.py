"""Answers as people read them: on the review page, on officers' pages, on the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.containment.guard import within
from citizen_portal.procedures.form import (
    ProcedureForm,
    answers_from_json,
    visible_questions,
)
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
    return tuple(_answered(step, answers) for step in procedure.shown_steps(answers))


def answered_result(procedure: Procedure, stored: Mapping[str, Any]) -> AnsweredStep | None:
    """The officer's answers for the result as stored; None where there are none."""
    form = procedure.result.form
    if form is None or not stored:
        return None
    return _answered(form, answers_from_json((form,), stored))


def _answered(step: type[ProcedureForm], answers: Answers) -> AnsweredStep:
    lines = within(step, "shown answers", _lines, step, answers)
    return AnsweredStep(name=step.name, title=as_text(step.title), lines=lines)


def _lines(step: type[ProcedureForm], answers: Answers) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(question=name, label=question.wording, value=question.shown(answers.get(name)))
        for name, question in visible_questions(step, answers)
    )


def shown_answer(procedure: Procedure, question: str, stored: Any) -> Text:
    """One stored answer as a person reads it; empty when there is none.

    Of a question that the procedure has no longer: nothing.
    """
    for step in procedure.form:
        if question in step.questions() and stored is not None:
            answers = answers_from_json((step,), {question: stored})
            return within(step, "shown answers", _shown, step, question, answers)
    return Text("")


def _shown(step: type[ProcedureForm], question: str, answers: Answers) -> Text:
    return step.questions()[question].shown(answers[question])
