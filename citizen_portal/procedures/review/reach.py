"""Can a condition ever hold? Tries the answers that the form allows, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from citizen_portal.procedures.conditions import Condition, comparisons
from citizen_portal.procedures.fields import ChoiceField, ConfirmField, SeveralField
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question

MOST_TRIES = 20_000

Verdict = tuple[bool, bool]
"""Whether it can hold, and whether it can fail."""


def reach_of(procedure: Procedure, condition: Condition, before: str = "") -> Verdict | None:
    """Tell whether a condition can hold and can fail; None when there is too much to try.

    Only answers to questions asked before the question or step ``before`` count.
    """
    asked = _asked(procedure, condition, before)
    values = _values_named(procedure, condition)
    can_hold = can_fail = False
    tries = 0
    for answers in islice(_ways(asked, values, {}), MOST_TRIES):
        tries += 1
        holds = condition.holds(answers)
        can_hold, can_fail = can_hold or holds, can_fail or not holds
        if can_hold and can_fail:
            return (True, True)
    return (can_hold, can_fail) if tries < MOST_TRIES else None


Asked = tuple[str, Question | GroupField, tuple[Condition, ...]]


def _asked(procedure: Procedure, condition: Condition, before: str) -> list[Asked]:
    """The questions that have a say, in the order of the form, each with its conditions."""
    everything: list[Asked] = []
    for step in procedure.form:
        if step.name == before:
            break
        for name, question in step.questions().items():
            if name == before:
                break
            everything.append((name, question, _conditions(step, question)))
        else:
            continue
        break
    wanted = set(condition.questions())
    for name, _, conditions in reversed(everything):
        if name in wanted:
            wanted.update(*(one.questions() for one in conditions))
    return [one for one in everything if one[0] in wanted]


def _conditions(
    step: type[ProcedureForm], question: Question | GroupField
) -> tuple[Condition, ...]:
    return tuple(one for one in (step.shown_when, question.shown_when) if one is not None)


def _ways(
    asked: list[Asked], values: Mapping[str, set[Any]], answers: dict[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Every way of answering, hidden questions unanswered."""
    if not asked:
        yield answers
        return
    (name, question, conditions), *rest = asked
    if not all(one.holds(answers) for one in conditions):
        yield from _ways(rest, values, answers)
        return
    for value in _possible(question, values.get(name, set())):
        yield from _ways(rest, values, {**answers, name: value})


def _possible(question: Question | GroupField, named: set[Any]) -> list[Any]:
    """The answers worth trying: all choices, or what conditions name and something else."""
    nothing = [] if question.required else [None]
    if isinstance(question, SeveralField):
        every = [value for value, _ in question.choices]
        return [*([value] for value in every), every, *nothing]
    if isinstance(question, ChoiceField):
        return [*(value for value, _ in question.choices), *nothing]
    if isinstance(question, ConfirmField):
        return [True, *([] if question.required else [False])]
    return [*named, _SOMETHING_ELSE, *nothing]


_SOMETHING_ELSE = object()


def _values_named(procedure: Procedure, condition: Condition) -> dict[str, set[Any]]:
    """The values with which conditions compare answers that are not choices."""
    named: dict[str, set[Any]] = {}
    every = [condition]
    for step in procedure.form:
        every += [step.shown_when] if step.shown_when else []
        every += [one.shown_when for one in step.questions().values() if one.shown_when]
    for one in every:
        for name, values in comparisons(one):
            named.setdefault(name, set()).update(values)
    return named
