"""Where generated answers aim: at every condition of a form, so that nothing stays hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from citizen_portal.procedures.conditions import Condition, typed_choice
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question

Aim: TypeAlias = Mapping[str, frozenset[str]]
"""Question names, and the choices (as typed) that a condition looks for."""


def aims_of(procedure: Procedure) -> list[Aim]:
    """One aim for each condition of a step, a question or a paper."""
    behind = _conditions_by_question(procedure)
    found: list[Aim] = []
    for condition in _conditions(procedure):
        aim: dict[str, frozenset[str]] = {}
        _add(condition, aim)
        for name in list(aim):
            for other in behind.get(name, ()):
                _add(other, aim)
        if aim not in found:
            found.append(aim)
    return found


def aimed_at(question: Any, wanted: frozenset[str]) -> list[Any]:
    """The question's choices that are wanted; none when it has no choices."""
    if not isinstance(question, Question):
        return []
    choices = [value for value, _ in getattr(question, "choices", ())]
    return [value for value in choices if typed_choice(value) in wanted]


def _conditions(procedure: Procedure) -> Iterator[Condition]:
    for conditions in _conditions_by_question(procedure).values():
        yield from conditions
    for paper in procedure.documents:
        if isinstance(paper.needed_when, Condition):
            yield paper.needed_when
    for part in procedure.interlinked:
        if isinstance(part.needed_when, Condition):
            yield part.needed_when


def _conditions_by_question(procedure: Procedure) -> dict[str, list[Condition]]:
    return {
        name: [one for one in (step.shown_when, question.shown_when) if one is not None]
        for step in procedure.form
        for name, question in step.questions().items()
    }


def _add(condition: Condition, aim: dict[str, frozenset[str]]) -> None:
    """Take what the condition compares with; what was wanted before stays."""
    for name, values in _leaves(condition.to_json()):
        aim.setdefault(name, frozenset(values))


def _leaves(said: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    if "field" in said:
        yield said["field"], said["in"]
    parts = [*said.get("all", ()), *said.get("any", ())]
    for part in [*parts, said["not"]] if "not" in said else parts:
        yield from _leaves(part)
