"""Taking some answers anew while all others stay exactly as they are stored.

What is newly answered may show or hide other questions: the conditions are evaluated again,
what is shown for the first time is asked too, what is hidden is dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from citizen_portal.procedures.form import (
    Problem,
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    check_answers,
    read_step,
    step_is_shown,
    typed_answers,
    visible_questions,
)
from citizen_portal.procedures.procedure import Procedure

Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of it.

    ``stored`` are all answers that count, as JSON, those not asked bit for bit as before;
    ``answers`` the same with their types. ``opened`` are the questions that were not asked
    for but have to be answered too; ``problems`` are by step.
    """

    stored: Mapping[str, Any]
    answers: Mapping[str, Any]
    opened: frozenset[str]
    problems: Mapping[str, tuple[Problem, ...]]

    def changed(self, before: Mapping[str, Any]) -> tuple[str, ...]:
        """The questions whose stored answer differs, those dropped included."""
        names = dict.fromkeys((*before, *self.stored))
        return tuple(name for name in names if before.get(name) != self.stored.get(name))


def shown_questions(procedure: Procedure, answers: Mapping[str, Any]) -> dict[str, str]:
    """The questions that the answers call for, with the name of their step."""
    return {
        name: step.name
        for step in procedure.shown_steps(answers)
        for name, _ in visible_questions(step, answers)
    }


def merge_answers(
    procedure: Procedure,
    stored: Mapping[str, Any],
    asked: Collection[str],
    typed: Typed,
    on: date,
) -> Merged:
    """Read the asked questions from what was typed, on day ``on``; keep the others.

    Contradictions that were there before and are not touched block nobody. A question that
    contradicts a new answer is opened, with its old answer until another one is typed.
    """
    merging = _Merging(procedure, stored, typed, on)
    opened: frozenset[str] = frozenset()
    while True:
        merged = merging.once(frozenset(asked), opened)
        if merged.opened <= opened:
            return merged
        opened |= merged.opened


class _Merging:
    """What all rounds of one merge share."""

    __slots__ = ("before", "on", "procedure", "seen_before", "stored", "typed")

    def __init__(
        self, procedure: Procedure, stored: Mapping[str, Any], typed: Typed, on: date
    ) -> None:
        self.procedure = procedure
        self.stored = stored
        self.before = answers_from_json(procedure.form, stored)
        self.seen_before = shown_questions(procedure, self.before)
        self.typed = typed
        self.on = on

    def once(self, asked: frozenset[str], opened: frozenset[str]) -> Merged:
        answers: dict[str, Any] = {}
        problems: dict[str, tuple[Problem, ...]] = {}
        found = set(opened)
        for step in self.procedure.form:
            if step_is_shown(step, answers):
                fresh = {
                    name for name in step.questions()
                    if name in asked or name in opened or name not in self.seen_before
                }  # fmt: skip
                reading = read_step(step, self._typed_for(step, fresh, opened), answers, self.on)
                mine = self._kept(reading.answers, fresh)
                new = self._new_problems(step, reading.problems, fresh)
                found |= {name for name in mine if name in fresh} - asked
                found |= {_base(step, one.question) for one in new} - asked - {""}
                problems |= {step.name: new} if new else {}
                answers |= mine
        return Merged(
            stored=self._to_json(answers, asked | found),
            answers=answers,
            opened=frozenset(found),
            problems=problems,
        )

    def _typed_for(
        self, step: type[ProcedureForm], fresh: Collection[str], opened: Collection[str]
    ) -> dict[str, list[str]]:
        kept = typed_answers(step, self.before)
        values: dict[str, list[str]] = {}
        for name in step.questions():
            new = _of_question(self.typed, name)
            untouched = name in opened and name in self.seen_before and not new
            values |= new if name in fresh and not untouched else _of_question(kept, name)
        return values

    def _kept(self, read: Mapping[str, Any], fresh: Collection[str]) -> dict[str, Any]:
        return {
            name: value if name in fresh else self.before[name]
            for name, value in read.items()
            if name in fresh or name in self.before
        }

    def _new_problems(
        self, step: type[ProcedureForm], found: tuple[Problem, ...], fresh: Collection[str]
    ) -> tuple[Problem, ...]:
        """Those that were there before and that nothing new is typed for do not count."""
        old = set(check_answers(step, self.before, self.on)) if found else set()
        kept = typed_answers(step, self.before)

        def touched(problem: Problem) -> bool:
            name = _base(step, problem.question)
            return name in fresh and _of_question(self.typed, name) != _of_question(kept, name)

        return tuple(one for one in found if one not in old or touched(one))

    def _to_json(self, answers: Mapping[str, Any], fresh: Collection[str]) -> dict[str, Any]:
        new = answers_to_json(
            self.procedure.form, {name: answers[name] for name in answers if name in fresh}
        )
        # What no question of the form asked for before or asks for now is not ours to drop.
        aside = {name: self.stored[name] for name in self.stored if name not in self.seen_before}
        mine = {name: new[name] if name in new else self.stored[name] for name in answers}
        return {**aside, **mine}


def _base(step: type[ProcedureForm], question: str) -> str:
    """The question that a problem belongs to: of a row, its group."""
    if question in step.questions():
        return question
    return next((one for one in step.questions() if question.startswith(f"{one}-")), "")


def _of_question(typed: Typed, name: str) -> dict[str, list[str]]:
    start = f"{name}-"
    return {
        key: list(values) for key, values in typed.items() if key == name or key.startswith(start)
    }
