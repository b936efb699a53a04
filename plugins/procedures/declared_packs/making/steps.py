"""Steps of packs, as forms of the plugin API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    Problem,
    ProcedureForm,
    RequesterQuestions,
)
from plugins.procedures.declared_packs.language.checks import Check
from plugins.procedures.declared_packs.language.pack import ResultPart, Step
from plugins.procedures.declared_packs.language.questions import Question
from plugins.procedures.declared_packs.making.checks import problems_of
from plugins.procedures.declared_packs.making.conditions import condition_of
from plugins.procedures.declared_packs.making.questions import QuestionMaker, text_of

BLOCKS: Mapping[str, type[ProcedureForm]] = {"requester": RequesterQuestions}
"""The blocks of questions that a step may take up with ``use``."""


def step_form(step: Step, maker: QuestionMaker) -> type[ProcedureForm]:
    """The form of a step: made once, when its pack is read."""
    parent = BLOCKS[step.use] if step.use else ProcedureForm
    body: dict[str, Any] = {
        "__doc__": step.title.en,
        "name": step.name,
        "title": text_of(step.title),
        "explanation": text_of(step.explanation),
        "shown_when": condition_of(step.shown_when) if step.shown_when else None,
        "sections": _sections(step.questions),
        **{question.name: maker.field(question) for question in step.questions},
    }
    if step.checks:
        body["check"] = classmethod(_check_of(parent, step.checks))
    return type("DeclaredStep", (parent,), body)


def officer_form(result: ResultPart, maker: QuestionMaker) -> type[ProcedureForm]:
    """The form in which the officer enters what the result says."""
    body = {
        "__doc__": result.name.en,
        "name": "ket-qua",
        "title": text_of(result.name),
        "sections": _sections(result.questions),
        **{question.name: maker.field(question) for question in result.questions},
    }
    return type("DeclaredResult", (ProcedureForm,), body)


def _sections(questions: Iterable[Question]) -> Mapping[str, Any]:
    return {one.name: text_of(one.section) for one in questions if one.section}


def _check_of(parent: type[ProcedureForm], checks: list[Check]) -> Any:
    def check(cls: type[ProcedureForm], answers: Answers, on: date) -> Iterable[Problem]:
        """What the pack's checks find, after those of the block it takes up."""
        yield from parent.check(answers, on)
        yield from problems_of(checks, answers, on)

    return check
