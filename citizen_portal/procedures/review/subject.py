"""The procedure under review, with what the rules ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from citizen_portal.procedures.conditions import Condition
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question
from citizen_portal.procedures.review.finding import RULES, Finding
from citizen_portal.procedures.review.places import Place, Places

Asked = tuple[type[ProcedureForm], str, Question, GroupField | None]


@dataclass
class Subject:
    """One version of a procedure on one day; ``versions`` are all of its code."""

    procedure: Procedure
    plugin: str
    on: date
    versions: tuple[Procedure, ...]

    @cached_property
    def places(self) -> Places:
        """Where its parts are declared."""
        return Places(self.procedure, self.plugin)

    @property
    def day(self) -> date:
        """The day of the review, or the nearest one on which the version is in force."""
        in_force = self.procedure.in_force
        if self.on < in_force.since:
            return in_force.since
        return min(self.on, in_force.until) if in_force.until else self.on

    def finding(self, rule: str, sentence: str, place: Place) -> Finding:
        """A finding about this procedure."""
        return Finding(
            severity=RULES[rule][0], rule=rule, code=self.procedure.code, sentence=sentence,
            file=place[0], line=place[1],
        )  # fmt: skip

    def questions(self) -> Iterator[Asked]:
        """Every question of the form, those of repeated rows with their group."""
        for step in self.procedure.form:
            yield from self.questions_of(step)

    def questions_of(self, step: type[ProcedureForm]) -> Iterator[Asked]:
        """The questions of one step, groups themselves left aside for their rows."""
        for name, question in step.questions().items():
            if isinstance(question, GroupField):
                for inner, repeated in row_questions(question).items():
                    yield step, inner, repeated, question
            else:
                yield step, name, question, None

    def asked_at(self, step: type[ProcedureForm], name: str, outer: GroupField | None) -> Place:
        """Where a question is asked; one of a repeated row, where its group is."""
        groups = (known for known, one in step.questions().items() if one is outer)
        return self.places.question(step, next(groups, name))

    def read_names(self) -> set[str]:
        """The names of the answers that conditions look at."""
        procedure = self.procedure
        conditions = [step.shown_when for step in procedure.form]
        for step in procedure.form:
            conditions += [one.shown_when for one in step.questions().values()]
        needs = [one.needed_when for one in procedure.documents]
        conditions += [one for one in needs if isinstance(one, Condition)]
        return set().union(*(one.questions() for one in conditions if one is not None))
