"""What a new version does to one set of answers that the old one does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from citizen_portal.domain.deadline import Deadline, due_date
from citizen_portal.domain.fees import FeeLine
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.form import Problem, asked_answers, visible_questions
from citizen_portal.procedures.procedure import Case, DocumentRequirement, Procedure
from citizen_portal.procedures.upgrading import NOTHING, Upgrade, carry_over, upgrade
from citizen_portal.services.replay import rules
from citizen_portal.services.replay.words import blanked


class Kind(StrEnum):
    """What happens to a dossier."""

    FAILS = "fails"
    REFUSED = "refused"
    ANSWERS = "answers"
    FEE = "fee"
    DUE = "due"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the question, rule, fee line or paper that makes it, and how."""

    kind: Kind
    what: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Answers under the old version, and when and how they came.

    ``days`` are those on which both versions are asked, the day of receipt first; each of
    ``channels`` is looked at.
    """

    answers: Mapping[str, Any]
    channels: Sequence[Channel]
    days: Sequence[date]
    received: Sequence[datetime]


class Comparison:
    """Two versions of a procedure side by side; ``calendar`` counts the due dates."""

    def __init__(
        self, versions: Sequence[Procedure], old: str, new: str, calendar: WorkingCalendar
    ) -> None:
        by_name = {one.version: rules.bare(one) for one in versions}
        self.versions = tuple(by_name.values())
        self.old, self.new = by_name[old], by_name[new]
        self.calendar = calendar
        self._same_form = self.old.form == self.new.form

    def of(self, item: Item) -> frozenset[Difference]:
        """Every difference of one set of answers, each once."""
        said = rules.ask(self._upgraded, item.answers)
        if said.value is None:
            return frozenset({Difference(Kind.FAILS, "upgrade_answers", said.failure)})
        before, after, lost = said.value
        refused = list(self._refused(item, before, after))
        ruled = [*self._papers(item, before, after)]
        for channel in item.channels:
            ruled += self._fee(item, channel, before, after)
            ruled += self._due(item, channel, before, after)
        if refused:  # rules never see what the form refuses
            ruled = [one for one in ruled if one.kind is not Kind.FAILS]
        return frozenset((*lost, *refused, *ruled))

    def of_new_case(self, case: Case, on: date) -> frozenset[Difference]:
        """What the new version does to a case of its own author that the author does not say."""
        asked = asked_answers(self.new.form, case.answers)
        found = rules.problems(self.new, asked, on)
        failed = [Difference(Kind.FAILS, "form", found.failure)] if found.failure else []
        for what, said in (
            ("fee", rules.fee_lines(self.new, asked, self.new.channels[0], on)),
            ("deadline", rules.deadline(self.new, asked, self.new.channels[0])),
            ("papers", rules.papers(self.new, asked, on)),
        ):
            failed += [Difference(Kind.FAILS, what, said.failure)] if said.failure else []
        return frozenset((*failed, *self._as_refusals(found.value or [], asked, set())))

    def fits_old(self, answers: Answers, on: date) -> bool:
        """Tell whether the old version, too, could have been given these answers."""
        if carry_over(self.old, answers).dropped:
            return False
        asked = rules.ask(asked_answers, self.old.form, answers)
        return asked.value is not None and rules.problems(self.old, asked.value, on).value == []

    def _upgraded(self, answers: Answers) -> tuple[Answers, Answers, list[Difference]]:
        """The answers that count before and after, and what the way from one to other lost."""
        before = asked_answers(self.old.form, answers)
        try:
            made = upgrade(self.versions, before, self.old.version, self.new.version)
        except LookupError:  # it names no predecessor: as a draft would move
            made = carry_over(self.new, before)
        after = asked_answers(self.new.form, made.answers)
        return before, after, list(self._lost(before, after, made))

    def _lost(self, before: Answers, after: Answers, made: Upgrade) -> Iterator[Difference]:
        yield from (Difference(Kind.FAILS, "upgrade_answers", how) for how in made.failures)
        yield from (Difference(Kind.ANSWERS, name, "cannot be kept") for name in made.dropped)
        for name, value in made.answers.items():
            if value not in NOTHING and name in before and name not in after:
                yield Difference(Kind.ANSWERS, name, "no longer asked for")
        old_names = {name for step in self.old.form for name in step.questions()}
        for name in sorted(_visible(self.new, after) - _visible(self.old, before)):
            if name in old_names:
                yield Difference(Kind.ANSWERS, name, "now asked for")

    def _refused(self, item: Item, before: Answers, after: Answers) -> Iterator[Difference]:
        for channel in item.channels:
            if channel not in self.new.channels and channel in self.old.channels:
                yield Difference(Kind.REFUSED, "channel", f"{channel.name} is not offered")
        if self._same_form and before == after:
            return  # the same questions and answers are refused, or not, by both
        first, *later = item.days[:2]
        said = rules.problems(self.new, after, first)
        if said.value is None:
            if rules.problems(self.old, before, first).value is not None:
                yield Difference(Kind.FAILS, "form", said.failure)
            return
        if said.value:
            known = self._keys(rules.problems(self.old, before, first).value or [], before)
            yield from self._as_refusals(said.value, after, known)
            return
        for day in later:
            now = rules.later_problems(self.new, after, day)
            then = rules.later_problems(self.old, before, day)
            if now.value is None and then.value is not None:
                yield Difference(Kind.FAILS, "form", now.failure)
            known = {(one.question, "") for one in then.value or ()}
            news = [one for one in now.value or () if (one.question, "") not in known]
            yield from self._as_refusals(news, after, set())

    def _as_refusals(
        self, found: Sequence[Problem], answers: Answers, known: set[tuple[str, str]]
    ) -> Iterator[Difference]:
        for one in found:
            what, how = self._key(one, answers)
            if (what, how) not in known:
                yield Difference(Kind.REFUSED, what, how)

    def _keys(self, found: Sequence[Problem], answers: Answers) -> set[tuple[str, str]]:
        return {self._key(one, answers) for one in found}

    def _key(self, problem: Problem, answers: Answers) -> tuple[str, str]:
        """The question, known by name and without the number of its row, and the sentence."""
        group, *row = problem.question.split("-")
        name = ".".join((group, *row[1:]))
        known = any(group in step.questions() for one in self.versions for step in one.form)
        return name if known else "(page)", blanked(problem.sentence.vi, answers)

    def _fee(
        self, item: Item, channel: Channel, before: Answers, after: Answers
    ) -> Iterator[Difference]:
        then = rules.fee_lines(self.old, before, channel, item.days[0])
        for day in item.days:
            now = rules.fee_lines(self.new, after, channel, day)
            also = rules.fee_lines(self.old, before, channel, day)
            old = also.value if also.value is not None else then.value
            if old is None or (now.value is None and day < self.new.in_force.since):
                continue
            if now.value is None:
                yield Difference(Kind.FAILS, "fee", now.failure)
            else:
                yield from self._lines(old, now.value, after)

    @staticmethod
    def _lines(
        old: Mapping[str, FeeLine], new: Mapping[str, FeeLine], answers: Answers
    ) -> Iterator[Difference]:
        for code in dict.fromkeys((*old, *new)):
            if code not in new:
                yield Difference(Kind.FEE, code, "no longer charged")
            elif code not in old:
                price = format_vnd(new[code].unit_price)
                yield Difference(Kind.FEE, code, f"now charged, at {price}")
            else:
                for how in _line_changes(old[code], new[code], answers):
                    yield Difference(Kind.FEE, code, how)

    def _due(
        self, item: Item, channel: Channel, before: Answers, after: Answers
    ) -> Iterator[Difference]:
        then = rules.deadline(self.old, before, channel)
        now = rules.deadline(self.new, after, channel)
        if then.value is None:
            return
        if now.value is None:
            yield Difference(Kind.FAILS, "deadline", now.failure)
        elif self._ends_otherwise(then.value, now.value, item.received):
            how = f"{then.value.label.en} → {now.value.label.en}"
            yield Difference(Kind.DUE, "deadline", how)
        before_hours = self.old.acceptance_hours_for(channel)
        hours = self.new.acceptance_hours_for(channel)
        if before_hours != hours:
            how = f"{before_hours:g} → {hours:g} working hours"
            yield Difference(Kind.DUE, "acceptance", how)

    def _ends_otherwise(self, old: Deadline, new: Deadline, received: Sequence[datetime]) -> bool:
        if (old.duration, old.same_day_before) == (new.duration, new.same_day_before):
            return False
        return any(
            due_date(old, moment, self.calendar).at != due_date(new, moment, self.calendar).at
            for moment in received
        )

    def _papers(self, item: Item, before: Answers, after: Answers) -> Iterator[Difference]:
        then = rules.papers(self.old, before, item.days[0])
        for day in item.days:
            now, also = rules.papers(self.new, after, day), rules.papers(self.old, before, day)
            old = also.value if also.value is not None else then.value
            if old is None or (now.value is None and day < self.new.in_force.since):
                continue
            if now.value is None:
                yield Difference(Kind.FAILS, "papers", now.failure)
            else:
                yield from _paper_changes(old, now.value)


def _visible(procedure: Procedure, asked: Answers) -> set[str]:
    return {
        name for step in procedure.shown_steps(asked) for name, _ in visible_questions(step, asked)
    }


def _line_changes(old: FeeLine, new: FeeLine, answers: Answers) -> Iterator[str]:
    """Why a line asks another amount; the amount itself only when nothing else explains it."""
    if old.amount != new.amount:
        dearer = old.unit_price != new.unit_price
        if dearer:
            yield f"{format_vnd(old.unit_price)} → {format_vnd(new.unit_price)}"
        if (old.exemption is None) != (new.exemption is None):
            ground = blanked(str(old.exemption or new.exemption), answers)
            yield f"{'no longer' if new.exemption is None else 'now'} reduced: {ground}"
        elif not dearer:
            what = "counted otherwise" if old.quantity == new.quantity else "another quantity"
            yield f"{what}, {'more' if new.amount > old.amount else 'less'} is owed"
    if old.payable_when is not new.payable_when:
        yield f"payable {old.payable_when.value} → {new.payable_when.value}"


def _paper_changes(
    old: Mapping[str, DocumentRequirement], new: Mapping[str, DocumentRequirement]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Difference(Kind.PAPERS, name, "no longer asked for")
        elif name not in old:
            how = "now asked for" + (" (optional)" if new[name].optional else "")
            yield Difference(Kind.PAPERS, name, how)
        elif old[name].optional != new[name].optional:
            how = "optional → required" if old[name].optional else "required → optional"
            yield Difference(Kind.PAPERS, name, how)
        elif old[name].most_files > new[name].most_files:
            how = f"at most {old[name].most_files} → {new[name].most_files} files"
            yield Difference(Kind.PAPERS, name, how)
