"""Generated answers: what a form lets people answer, made from the form itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    MoneyField,
    NumberField,
    SeveralField,
)
from citizen_portal.procedures.form import ProcedureForm, step_is_shown
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Case, Procedure
from citizen_portal.procedures.questions import Question
from citizen_portal.testing.aims import Aim, aimed_at, aims_of
from citizen_portal.testing.edges import NOTHING, edges_of, readable
from citizen_portal.testing.typed_texts import texts_for

Known = Mapping[str, Sequence[Any]]
"""Answers that cases give, by the question's name."""

_FEW_ROWS = 3


def answers_for(
    procedure: Procedure, on: date | None = None, cases: Sequence[Case] | None = None
) -> SearchStrategy[dict[str, Any]]:
    """Answers to the questions that they themselves call for, step by step.

    Each answer is one that its question can read: boundary values, Vietnamese names, edge
    dates (those around day ``on``, by default the procedure's first), texts of the greatest
    length. Some sets are near one of the ``cases`` (by default the procedure's own), others
    are free; a rule that compares answers may refuse either.
    """
    day = on or procedure.in_force.since
    given = tuple(procedure.cases if cases is None else cases)
    known = _known(given)
    questions = {
        name: question for step in procedure.form for name, question in step.questions().items()
    }
    form = _Form(
        steps=procedure.form,
        strategies={name: answers_to(one, day, known) for name, one in questions.items()},
        starts=[{}, *(case.answers for case in given)],
        varied=st.sets(st.sampled_from(sorted(questions) or [""]), max_size=3),
        aims=[{}, *(_choices(questions, aim) for aim in aims_of(procedure))],
    )
    return _filled(form)


def answers_to(
    question: Question | GroupField, on: date, known: Known | None = None
) -> SearchStrategy[Any]:
    """Answers to one question: its edges, what it can read, and what cases answer."""
    kinds = [st.sampled_from(edges)] if (edges := edges_of(question, on)) else []
    free = next((made for kind, made in _FREE if isinstance(question, kind)), _read_texts)
    kinds.append(free(question, on, known or {}))
    answered = [one for one in (known or {}).get(question.name, ()) if one not in NOTHING]
    if answered:
        kinds.append(st.sampled_from(answered))
    return st.one_of(kinds)


def answers_at_the_edges(
    procedure: Procedure, on: date, starts: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """For each question each of its edges, all else as in the first set that answers it."""
    donors: dict[str, Any] = {}
    for start in starts:
        for name, value in start.items():
            if donors.get(name) in NOTHING:
                donors[name] = value
    for step in procedure.form:
        for name, question in step.questions().items():
            start = next((one for one in starts if name in one), {})
            rows = donors.get(name) if isinstance(question, GroupField) else None
            for edge in edges_of(question, on, rows[0] if rows else None) if start else ():
                yield _walked(procedure.form, {**donors, **start, name: edge})


def _walked(steps: Sequence[type[ProcedureForm]], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the answers that are asked for; None where one is missing."""
    asked: dict[str, Any] = {}
    for step in steps:
        if step_is_shown(step, asked):
            for name, question in step.questions().items():
                if question.shown_when is None or question.shown_when.holds(asked):
                    asked[name] = answers.get(name)
    return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What sets of answers are made of."""

    steps: Sequence[type[ProcedureForm]]
    strategies: Mapping[str, SearchStrategy[Any]]
    starts: Sequence[Mapping[str, Any]]
    varied: SearchStrategy[set[str]]
    aims: Sequence[Mapping[str, SearchStrategy[Any]]]


def _choices(questions: Mapping[str, Any], aim: Aim) -> dict[str, SearchStrategy[Any]]:
    """Strategies that answer what an aim looks for."""
    found = {name: aimed_at(questions.get(name), wanted) for name, wanted in aim.items()}
    return {
        name: st.sampled_from([[one] for one in some])
        if isinstance(questions[name], SeveralField)
        else st.sampled_from(some)
        for name, some in found.items()
        if some
    }


def _known(cases: Sequence[Case]) -> dict[str, list[Any]]:
    known: dict[str, list[Any]] = {}
    for case in cases:
        for name, value in _all_answers(case.answers):
            if value not in known.setdefault(name, []):
                known[name].append(value)
    return known


def _all_answers(answers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in answers.items():
        yield name, value
        for row in value if isinstance(value, list) else ():
            if isinstance(row, Mapping):
                yield from row.items()


@st.composite
def _filled(draw: st.DrawFn, form: _Form) -> dict[str, Any]:
    start, aim = draw(st.sampled_from(form.starts)), draw(st.sampled_from(form.aims))
    varied = draw(form.varied) if start else set()
    answers: dict[str, Any] = {}
    for step in form.steps:
        if not step_is_shown(step, answers):
            continue
        for name, question in step.questions().items():
            if question.shown_when is None or question.shown_when.holds(answers):
                kept = name in start and name not in varied and name not in aim
                made = aim.get(name, form.strategies[name])
                answers[name] = start[name] if kept else draw(made)
    return answers


def _rows(group: GroupField, on: date, known: Known) -> SearchStrategy[Any]:
    row = st.fixed_dictionaries(
        {name: answers_to(question, on, known) for name, question in row_questions(group).items()}
    ).filter(lambda answers: any(one not in NOTHING for one in answers.values()))
    least = 1 if group.required else 0
    few = st.lists(row, min_size=least, max_size=max(least, min(group.most, _FEW_ROWS)))
    return st.one_of(few, row.map(lambda answers: [dict(answers)] * group.most))


def _ticked(question: ConfirmField, on: date, known: Known) -> SearchStrategy[Any]:
    return st.just(True)


def _several(question: SeveralField, on: date, known: Known) -> SearchStrategy[Any]:
    values = [value for value, _ in question.choices]
    least = 1 if question.required else 0
    return st.lists(st.sampled_from(values), min_size=least, unique_by=repr)


def _chosen(question: ChoiceField, on: date, known: Known) -> SearchStrategy[Any]:
    return st.sampled_from([value for value, _ in question.choices])


def _counted(question: NumberField | MoneyField, on: date, known: Known) -> SearchStrategy[Any]:
    return st.integers(question.least, question.most)


def _days(question: DateField, on: date, known: Known) -> SearchStrategy[Any]:
    return st.dates(question.earliest, question.latest)


def _read_texts(question: Question, on: date, known: Known) -> SearchStrategy[Any]:
    return (
        texts_for(question)
        .map(lambda typed: readable(question, [typed]))
        .filter(bool)
        .map(lambda answers: answers[0])
    )


_FREE: tuple[tuple[Any, Callable[[Any, date, Known], SearchStrategy[Any]]], ...] = (
    (GroupField, _rows),
    (ConfirmField, _ticked),
    (SeveralField, _several),
    (ChoiceField, _chosen),
    (NumberField, _counted),
    (MoneyField, _counted),
    (DateField, _days),
)
