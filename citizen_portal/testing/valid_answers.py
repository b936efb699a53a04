"""Answers that pass, questions that must be answered, and questions that are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import (
    ProcedureForm,
    asked_answers,
    check_answers,
    read_step,
    visible_questions,
)
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.questions import Question
from citizen_portal.testing.edges import NOTHING
from citizen_portal.testing.examined import Examined, quietly
from citizen_portal.testing.posted import post_answer, posted

Asked = Question | GroupField


def refused_cases(examined: Examined) -> Iterator[str]:
    """Cases that the form refuses, or that answer something else than what is asked."""
    form = examined.procedure.form
    for case in examined.cases:
        for step in examined.procedure.shown_steps(case.answers):
            for problem in quietly(check_answers, step, case.answers, examined.on) or ():
                yield (
                    f"the case {case.name!r} is refused at {problem.question!r} on "
                    f"{examined.on}: {problem.sentence.vi} Correct the case, or the rule; "
                    "a case that needs another day is tested with on = date(…)."
                )
            for name, _ in visible_questions(step, case.answers):
                if name not in case.answers:
                    yield f"the case {case.name!r} leaves out {name!r}: give an answer, or None"
        asked = asked_answers(form, case.answers)
        for name in case.answers.keys() - asked.keys():
            yield f"the case {case.name!r} answers {name!r}, which it is not asked: leave it out"


def unexpected_outcomes(examined: Examined) -> Iterator[str]:
    """Cases that say another fee, or other papers, than the rules give."""
    procedure, on = examined.procedure, examined.on
    for case in procedure.cases:
        asked = quietly(procedure.needed_documents, case.answers, on)
        names = tuple(one.name for one in asked or () if not one.optional)
        if asked is not None and sorted(names) != sorted(case.papers):
            yield (
                f"the case {case.name!r} says the papers {case.papers}, the rules ask for {names}"
            )
        bill = quietly(procedure.fee.assess, case.answers, examined.channel, on)
        if bill is not None and case.fee is not None and bill.total != case.fee:
            yield f"the case {case.name!r} says a fee of {case.fee}, the rule gives {bill.total}"


def questions_not_required(examined: Examined) -> Iterator[str]:
    """Required questions that may stay empty all the same."""
    seen: set[str] = set()
    for step, answers, fresh in _first_asked(examined, seen):
        for name, question in fresh:
            for missing, without in _left_out(name, question, answers):
                problems = quietly(check_answers, step, without, examined.on)
                if problems is not None and missing not in {one.question for one in problems}:
                    yield (
                        f"{missing!r} is required, but the form passes without it: "
                        "declare it required=False, or let its validators refuse nothing"
                    )


def questions_not_optional(examined: Examined) -> Iterator[str]:
    """Optional questions that are refused empty whatever else is answered."""
    refused: dict[str, bool] = {}
    for sample, step in examined.shown_steps():
        for name, question in visible_questions(step, sample.answers):
            if not question.required and refused.get(name, True):
                empty = {**sample.answers, name: None}
                problems = quietly(check_answers, step, empty, examined.on)
                refused[name] = problems is None or any(one.question == name for one in problems)
    for name, always in refused.items():
        if always:
            yield f"{name!r} is optional, but refused whenever it is empty: declare it required"


def hidden_questions(examined: Examined) -> Iterator[str]:
    """Hidden questions that are asked, kept, or complained about."""
    said: set[str] = set()
    for answers in (*(case.answers for case in examined.cases), *examined.generated):
        said.update(quietly(list, _hidden(examined, answers)) or ())
    yield from sorted(said)


def _hidden(examined: Examined, answers: Mapping[str, Any]) -> Iterator[str]:
    """Step by step, as far as somebody gets with these answers."""
    for step in examined.procedure.shown_steps(answers):
        yield from _hidden_in(examined, step, answers)
        if check_answers(step, answers, examined.on):
            return


def _hidden_in(
    examined: Examined, step: type[ProcedureForm], answers: Mapping[str, Any]
) -> Iterator[str]:
    visible = dict(visible_questions(step, answers))
    others = {name: value for name, value in answers.items() if name not in step.questions()}
    typed = posted(step, answers)
    for name, question in step.questions().items():
        if name not in visible:
            post_answer(name, question, examined.donors.get(name, "x"), typed)
    reading = read_step(step, typed, others, examined.on)
    for name in reading.answers.keys() - visible.keys():
        yield f"{name!r} is hidden, but an answer sent by hand is kept: keep shown_when as it was"
    for problem in reading.problems:
        asked = problem.question.partition("-")[0]
        if asked not in visible:
            yield (
                f"the step {step.name!r} complains about {problem.question!r} where it does not "
                "ask it: name a question that the person sees there"
            )
    for section in describe_step(step, answers, "vi"):
        for view in section.fields:
            if view.name not in visible and not view.condition:
                yield f"{view.name!r} is hidden, but stands on the page without a condition"


def _first_asked(
    examined: Examined, seen: set[str]
) -> Iterator[tuple[type[ProcedureForm], Mapping[str, Any], list[tuple[str, Asked]]]]:
    """All questions of the cases; of generated answers those that no case is asked."""
    for sample, step in examined.shown_steps():
        of_a_case = sample.name != "generated answers"
        fresh = [
            (name, question)
            for name, question in visible_questions(step, sample.answers)
            if question.required and (of_a_case or name not in seen)
        ]
        seen.update(name for name, _ in fresh)
        if fresh:
            yield step, sample.answers, fresh


def _left_out(
    name: str, question: Asked, answers: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The answers without this one, and without each required one of a first row."""
    yield name, {key: value for key, value in answers.items() if key != name}
    rows = answers.get(name)
    if not isinstance(question, GroupField) or not rows:
        return
    for inner, asked in row_questions(question).items():
        others = {key: value for key, value in rows[0].items() if key != inner}
        filled = any(value not in NOTHING for value in others.values())
        if asked.required and filled:
            yield f"{name}-0-{inner}", {**answers, name: [others, *rows[1:]]}
