"""What a browser sends: the page of a step as it shows its answers, sent back unchanged."""

from __future__ import annotations

from typing import Any

from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.description import FieldView
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.questions import Question


def posted(step: type[ProcedureForm], answers: Answers) -> dict[str, list[str]]:
    """What the page of the step sends when nobody changes anything on it."""
    typed: dict[str, list[str]] = {}
    for section in describe_step(step, answers, "vi"):
        for view in section.fields:
            _post(view, typed)
    return typed


def post_answer(
    name: str, question: Question | GroupField, value: Any, typed: dict[str, list[str]]
) -> None:
    """Add an answer to what is sent, as typing it would."""
    if isinstance(question, GroupField):
        for index, row in enumerate(value if isinstance(value, list) else ()):
            for inner, field in row_questions(question).items():
                post_answer(f"{name}-{index}-{inner}", field, row.get(inner), typed)
    elif isinstance(value, list | tuple):
        typed[name] = [question.typed(one) for one in value]
    else:
        typed[name] = [value if isinstance(value, str) else question.typed(value)]


def _post(view: FieldView, typed: dict[str, list[str]]) -> None:
    for row in view.rows:
        for inner in row:
            _post(inner, typed)
    if view.kind != "group":
        values = [view.value] if isinstance(view.value, str) else list(view.value)
        typed[view.name] = [one for one in values if one]
