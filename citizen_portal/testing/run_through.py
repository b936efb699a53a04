"""One dossier's answers through everything that the portal asks of a procedure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ParamSpec, TypeVar

from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.wording import LANGUAGES
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import (
    Problem,
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    check_answers,
    read_step,
    visible_questions,
)
from citizen_portal.procedures.procedure import needed
from citizen_portal.testing.examined import Examined
from citizen_portal.testing.printed_papers import decisions, printed

P = ParamSpec("P")
T = TypeVar("T")


class RuleFailed(AssertionError):
    """A rule of the procedure raised, or gave something else than its type."""


def run_through(examined: Examined, answers: Mapping[str, Any]) -> None:
    """Validation, pages, storage, papers, fee, time and result. Raises ``RuleFailed``."""
    procedure, on = examined.procedure, examined.on
    steps = attempt("the condition of a step", procedure.shown_steps, answers)
    problems = [one for step in steps for one in _validated(step, answers, examined)]
    attempt("storage", _stored, examined, answers)
    attempt("the list of papers", procedure.needed_documents, answers, on)
    if procedure.subject_of is not None:
        _fits("subject_of", str, attempt("subject_of", procedure.subject_of, answers))
    if not problems:
        _decided(examined, answers)


def _validated(
    step: type[ProcedureForm], answers: Mapping[str, Any], examined: Examined
) -> tuple[Problem, ...]:
    for language in LANGUAGES:
        attempt(f"the page {step.name!r}", describe_step, step, answers, language)
    for name, question in visible_questions(step, answers):
        attempt(f"showing the answer to {name!r}", question.shown, answers.get(name))
    return attempt(f"checking the step {step.name!r}", check_answers, step, answers, examined.on)


def _stored(examined: Examined, answers: Mapping[str, Any]) -> object:
    form = examined.procedure.form
    return answers_from_json(form, json.loads(json.dumps(answers_to_json(form, answers))))


def _decided(examined: Examined, answers: Mapping[str, Any]) -> None:
    """What happens to accepted answers only."""
    procedure, on = examined.procedure, examined.on
    for channel in procedure.channels:
        what = f"the fee ({channel.name.lower()})"
        _fits(what, FeeAssessment, attempt(what, procedure.fee.assess, answers, channel, on))
        if procedure.deadline is not None:
            what = f"the deadline ({channel.name.lower()})"
            _fits(what, Deadline, attempt(what, procedure.deadline_for, answers, channel))
    decided = attempt("suggesting the result", decisions, examined, answers)[0]
    if procedure.result.form is not None:
        form = procedure.result.form
        attempt("checking the result", check_answers, form, {**answers, **decided}, on)
    attempt("the result paper", printed, examined, answers, decided, "vi")
    for part in procedure.interlinked:
        what = f"the part {part.name!r}"
        if attempt(f"the need of {what}", needed, part.needed_when, answers, on) and not part.after:
            attempt(f"the answers of {what}", part.answers, answers, {})


def attempt(what: str, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do it. Raises ``RuleFailed`` with a sentence when it fails."""
    try:
        return work(*given, **named)
    except Exception as error:
        raise RuleFailed(f"{what} fails: {type(error).__name__}: {error}") from error


def _fits(what: str, kind: type, value: object) -> None:
    if not isinstance(value, kind):
        raise RuleFailed(f"{what} gives {type(value).__name__}, not {kind.__name__}")


def out_of_order(examined: Examined) -> Iterator[str]:
    """Pages opened before others, as addresses allow: nothing is answered yet."""
    procedure, on = examined.procedure, examined.on
    works: dict[str, Callable[[], object]] = {}
    for step in procedure.form:
        works[f"opening the step {step.name!r} first"] = _opening(step, examined)
    for paper in procedure.documents:
        works[f"deciding on the paper {paper.name!r}"] = _deciding(paper.is_needed, on)
    if procedure.subject_of is not None:
        works["subject_of"] = _deciding(procedure.subject_of)
    for what, work in works.items():
        try:
            attempt(what, work)
        except RuleFailed as failed:
            yield f"{failed}; nothing is answered yet: read answers with answers.get(…)"


def _opening(step: type[ProcedureForm], examined: Examined) -> Callable[[], object]:
    def work() -> None:
        read_step(step, {}, {}, examined.on)
        for language in LANGUAGES:
            describe_step(step, {}, language)
        for case in examined.cases:
            mine = {name: case.answers[name] for name in step.questions() if name in case.answers}
            check_answers(step, mine, examined.on)

    return work


def _deciding(rule: Callable[..., object], *given: object) -> Callable[[], object]:
    return lambda: rule({}, *given)
