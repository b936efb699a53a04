"""The rules of one version, asked one by one: each answers, or says how it fails."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Generic, TypeVar

from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.fees import FeeAssessment, FeeLine
from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.conditions import Answers, Condition
from citizen_portal.procedures.containment.incident import place_of
from citizen_portal.procedures.form import Problem, ProcedureForm, check_answers
from citizen_portal.procedures.procedure import DocumentRequirement, Procedure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """What a rule answered; ``failure`` is how it failed instead, without any message."""

    value: T | None = None
    failure: str = ""


def ask(rule: Callable[..., T], *args: Any) -> Said[T]:
    """What a rule says; whatever it raises becomes its failure."""
    try:
        return Said(rule(*args))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a rule may raise SystemExit too
        place = place_of(error)
        return Said(None, f"{type(error).__name__} ({place})" if place else type(error).__name__)


def bare(procedure: Procedure) -> Procedure:
    """The procedure's own rules, without the guard that puts a failing plugin out of order.

    A replay goes on after a failure and counts it: one bad rule must not silence the others.
    """
    own = {one.name: getattr(procedure, one.name) for one in fields(Procedure)}
    own["form"] = tuple(_bare_step(step) for step in procedure.form)
    own["fee"] = getattr(procedure.fee, "_schedule", procedure.fee)
    own["upgrade_answers"] = _bare_rule(procedure.upgrade_answers)
    if not isinstance(procedure.deadline, Deadline | None):
        own["deadline"] = _bare_rule(procedure.deadline)
    own["documents"] = tuple(
        replace(one, needed_when=_bare_rule(one.needed_when))
        if callable(one.needed_when) and not isinstance(one.needed_when, Condition)
        else one
        for one in procedure.documents
    )
    return Procedure(**own)


def _bare_rule(rule: Any) -> Any:
    return inspect.unwrap(rule) if rule is not None else None


def _bare_step(step: type[ProcedureForm]) -> type[ProcedureForm]:
    """One for each step: a step that two versions share stays shared."""
    if step._guard is None:
        return step
    if step not in _BARE:
        own = {"_guard": None, "__module__": step.__module__}
        _BARE[step] = type(step.__name__, (step,), own)
    return _BARE[step]


_BARE: dict[type[ProcedureForm], type[ProcedureForm]] = {}


def fee_lines(
    procedure: Procedure, answers: Answers, channel: Channel, on: date
) -> Said[Mapping[str, FeeLine]]:
    """The lines of the bill by their code, a number added to a code that comes again."""
    return ask(lambda: _by_code(procedure.fee.assess(answers, channel, on)))


def _by_code(bill: FeeAssessment) -> Mapping[str, FeeLine]:
    lines: dict[str, FeeLine] = {}
    for line in bill.lines:
        times = sum(1 for one in lines if one.split("#")[0] == line.code)
        lines[f"{line.code}#{times + 1}" if times else line.code] = line
    return lines


def papers(
    procedure: Procedure, answers: Answers, on: date
) -> Said[Mapping[str, DocumentRequirement]]:
    """The papers that are asked for, by name."""
    return ask(lambda: {one.name: one for one in procedure.needed_documents(answers, on)})


def deadline(procedure: Procedure, answers: Answers, channel: Channel) -> Said[Deadline]:
    """How long the law gives."""
    return ask(procedure.deadline_for, answers, channel)


def problems(procedure: Procedure, asked: Answers, on: date) -> Said[list[Problem]]:
    """Everything for which the form refuses the answers on a day."""
    return ask(lambda: [one for step in procedure.shown_steps(asked)
                        for one in check_answers(step, asked, on)])  # fmt: skip


def later_problems(procedure: Procedure, asked: Answers, on: date) -> Said[list[Problem]]:
    """The same on another day, of answers that each by itself was right: only rules that
    compare answers know the day.
    """
    return ask(lambda: [one for step in procedure.shown_steps(asked)
                        if _compares(step) for one in step.check(asked, on)])  # fmt: skip


def _compares(step: type[ProcedureForm]) -> bool:
    return getattr(step.check, "__func__", None) is not _NOTHING


_NOTHING = getattr(ProcedureForm.check, "__func__", None)
