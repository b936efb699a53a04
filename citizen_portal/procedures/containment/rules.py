"""A procedure as its plugin declares it, with every rule of it behind the plugin's guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from functools import update_wrapper
from typing import Any, TypeVar, cast

from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.conditions import Answers, Condition
from citizen_portal.procedures.containment import answers as accept
from citizen_portal.procedures.containment.guard import Door, Guard
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import FeeSchedule, Need, NoFee, Procedure, ResultPaper

T = TypeVar("T")


class GuardedFee:
    """A fee schedule behind its plugin's guard; what else it has can be looked at."""

    def __init__(self, schedule: FeeSchedule, guard: Guard, door: Door) -> None:
        self._schedule = schedule
        self._guard = guard
        self._door = door
        self._assess = schedule.assess

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee. Raises ``PluginFailed``, and what the schedule raises."""
        return self._guard.call(self._door, accept.bill, self._assess, answers, channel, on)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._schedule, name)


def contained(procedure: Procedure, guard: Guard) -> Procedure:
    """The same procedure; its rules raise ``PluginFailed`` for what no plugin may do.

    Its forms are marked as the plugin's: whoever reads them goes through the guard too.
    """
    values = {one.name: getattr(procedure, one.name) for one in fields(Procedure)}
    rules = _Rules(guard, procedure.code)
    if type(procedure.fee) is not NoFee:
        values["fee"] = GuardedFee(procedure.fee, guard, Door(procedure.code, "fee", tolerant=True))
    if not isinstance(procedure.deadline, Deadline | None):
        values["deadline"] = rules.behind("deadline", accept.deadline, procedure.deadline, True)
    values["documents"] = tuple(
        replace(one, needed_when=rules.need(f"paper {one.name}", one.needed_when))
        if callable(one.needed_when)
        else one
        for one in procedure.documents
    )
    values["interlinked"] = tuple(
        replace(
            one,
            answers=rules.always(f"part {one.name}", accept.values, one.answers),
            needed_when=rules.need(f"part {one.name}", one.needed_when),
        )
        for one in procedure.interlinked
    )
    values["subject_of"] = rules.behind("subject_of", accept.words, procedure.subject_of)
    values["upgrade_answers"] = rules.behind(
        "upgrade_answers", accept.values, procedure.upgrade_answers
    )
    values["result"] = _result(procedure.result, rules)
    for step in forms_of(procedure):
        _mark(step, guard, procedure.code)
    return Procedure(**values)


def forms_of(procedure: Procedure) -> Iterator[type[ProcedureForm]]:
    """The steps, and the questions that the officer answers for the result."""
    yield from procedure.form
    if procedure.result.form is not None:
        yield procedure.result.form


class _Rules:
    """Puts the rules of one procedure behind the guard."""

    def __init__(self, guard: Guard, code: str) -> None:
        self._guard = guard
        self._code = code

    def behind(
        self,
        what: str,
        accepted: Callable[[Any], T],
        rule: Callable[..., Any] | None,
        tolerant: bool = False,
    ) -> Callable[..., T] | None:
        return self.always(what, accepted, rule, tolerant) if rule is not None else None

    def always(
        self,
        what: str,
        accepted: Callable[[Any], T],
        rule: Callable[..., Any],
        tolerant: bool = False,
    ) -> Callable[..., T]:
        guard, door = self._guard, Door(self._code, what, tolerant)

        def guarded(*args: Any) -> T:
            return guard.call(door, accepted, rule, *args)

        update_wrapper(guarded, rule)
        return guarded

    def need(self, what: str, need: Need) -> Need:
        if need is None or isinstance(need, Condition):
            return need
        return cast("Need", self.behind(what, accept.yes_or_no, need, True))


def _result(result: ResultPaper, rules: _Rules) -> ResultPaper:
    return replace(
        result,
        content=rules.always("result.content", accept.values, result.content),
        suggest=rules.behind("result.suggest", accept.values, result.suggest),
    )


def _mark(step: type[ProcedureForm], guard: Guard, code: str) -> None:
    """A plugin's own forms are its; one that it borrowed stays with who had it first."""
    before = step.__dict__.get("_guard")
    own = step.__module__.startswith(f"{guard.plugin}.") or step.__module__ == guard.plugin
    if before is None or own or before.book is not guard.book:
        step._guard = guard
        step._code = code
