"""Does a declaration contradict itself? All problems at once, a sentence each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from wtforms import Form

from citizen_portal.domain.service_level import Channel, ServiceLevel
from citizen_portal.procedures.conditions import Condition
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Case, Procedure
from citizen_portal.procedures.questions import Question

Check: TypeAlias = Callable[[Procedure], Iterable[str]]

_CODE = re.compile(r"[1-3]\.\d{6}", re.ASCII)
_PART_CODE = re.compile(r"[1-3]\.\d{6}-[A-Z0-9]{1,12}", re.ASCII)
_STEP_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_QUESTION_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_OF_THE_PAGE = frozenset({"csrf_token", "phien_ban", "them", "bo"})
_OF_A_ROW = frozenset({*dir(Form), "errors", "meta"})
_RESERVED = frozenset({*_OF_THE_PAGE, *_OF_A_ROW, *dir(ProcedureForm), "name", "title"})


def problems_of(procedure: Procedure) -> tuple[str, ...]:
    """Every problem of one declaration; empty when it is sound."""
    checks = (
        _check_code, _check_level, _check_form, _check_papers, _check_parts, _check_cases
    )  # fmt: skip
    return tuple(
        f"{procedure.code}: {sentence}" for check in checks for sentence in _run(check, procedure)
    )


def _run(check: Check, procedure: Procedure) -> Iterator[str]:
    """A declaration so broken that a check fails still gets the sentences of the others."""
    try:
        yield from check(procedure)
    except Exception as error:
        yield f"the declaration cannot be read: {type(error).__name__}: {error}"


def overlaps_of(procedures: Iterable[Procedure]) -> Iterator[str]:
    """Two declarations of one code in force on the same day, or under one version."""
    seen: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        earlier = seen.setdefault(procedure.code, [])
        for other in earlier:
            if other.in_force.overlaps(procedure.in_force):
                yield (
                    f"{procedure.code}: versions {other.version} and {procedure.version} "
                    "are in force on the same days"
                )
            elif other.version == procedure.version:
                yield f"{procedure.code}: two declarations are called version {other.version}"
        earlier.append(procedure)


def _check_code(procedure: Procedure) -> Iterator[str]:
    if not (_PART_CODE if procedure.part_of else _CODE).fullmatch(procedure.code):
        yield "the code is not a national procedure code such as 1.001193"
    if procedure.service_level is ServiceLevel.INFORMATION:
        return
    if not procedure.legal_bases:
        yield "it names no legal basis"
    if not procedure.steps:
        yield "it has no processing step"
    if procedure.deadline is None:
        yield "it has no deadline"
    if procedure.retention is None:
        yield "it does not say how long its dossiers are kept"
    if not procedure.channels:
        yield "it is offered through no channel"


def _check_level(procedure: Procedure) -> Iterator[str]:
    online = Channel.ONLINE in procedure.channels
    if procedure.service_level is ServiceLevel.FULL and not online:
        yield "it is fully online (toàn trình) but not offered online"
    if procedure.service_level is ServiceLevel.PARTIAL and not procedure.partial_reason:
        yield "it is partly online (một phần) without the reason that must be published"
    if procedure.service_level is ServiceLevel.FULL and procedure.partial_reason:
        yield "it is fully online (toàn trình) yet gives a reason for being partly online"
    if procedure.service_level is not ServiceLevel.INFORMATION and not procedure.form:
        yield "it is offered online without a form"
    if procedure.service_level is ServiceLevel.INFORMATION and online:
        yield "it only informs (cung cấp thông tin) yet is offered online"
    if procedure.elsewhere and not procedure.elsewhere.address.startswith("https://"):
        yield f"the address {procedure.elsewhere.address!r} does not begin with https://"


def _check_form(procedure: Procedure) -> Iterable[str]:
    return _problems_of_form(tuple(procedure.form))


@lru_cache(maxsize=1024)
def _problems_of_form(form: tuple[type[ProcedureForm], ...]) -> tuple[str, ...]:
    """Thousands of procedures may share a form: it is looked at once."""
    return tuple(_find_in_form(form))


def _find_in_form(form: tuple[type[ProcedureForm], ...]) -> Iterator[str]:
    steps = Counter(step.name for step in form)
    yield from (f"two steps are called {name!r}" for name, times in steps.items() if times > 1)
    earlier: set[str] = set()
    for step in form:
        if not _STEP_NAME.fullmatch(step.name):
            yield f"the step name {step.name!r} is not lower-case words joined by hyphens"
        yield from _check_condition(f"step {step.name!r}", step.shown_when, earlier)
        for name, question in step.questions().items():
            if not _QUESTION_NAME.fullmatch(name) or name in _RESERVED:
                yield f"the question name {name!r} is not usable"
            if name in earlier:
                yield f"two questions are called {name!r}"
            if not isinstance(question, Question | GroupField):
                yield f"the field {name!r} is not one of the portal's questions"
                continue
            yield from _check_condition(f"question {name!r}", question.shown_when, earlier)
            if isinstance(question, GroupField):
                yield from _check_row(name, question)
            earlier.add(name)


def _check_row(group: str, question: GroupField) -> Iterator[str]:
    for name, inner in row_questions(question).items():
        if not _QUESTION_NAME.fullmatch(name) or name in _OF_A_ROW:
            yield f"the question name {name!r} in {group!r} is not usable"
        if not isinstance(inner, Question):
            yield f"the field {name!r} in {group!r} is not one of the portal's questions"
        elif inner.shown_when is not None:
            yield f"the question {name!r} in {group!r} is repeated and cannot have a condition"


def _check_condition(what: str, condition: Condition | None, earlier: set[str]) -> Iterator[str]:
    if condition is not None:
        for unknown in sorted(condition.questions() - earlier):
            yield f"{what} depends on {unknown!r}, which is not asked before it"


def _check_papers(procedure: Procedure) -> Iterator[str]:
    names = Counter(one.name for one in procedure.documents)
    yield from (f"two papers are called {name!r}" for name, times in names.items() if times > 1)
    questions = {name for step in procedure.form for name in step.questions()}
    for paper in procedure.documents:
        if not _STEP_NAME.fullmatch(paper.name):
            yield f"the paper name {paper.name!r} is not lower-case words joined by hyphens"
        if isinstance(paper.needed_when, Condition):
            for unknown in sorted(paper.needed_when.questions() - questions):
                yield f"paper {paper.name!r} depends on {unknown!r}, which is never asked"


def _check_parts(procedure: Procedure) -> Iterator[str]:
    earlier: set[str] = set()
    if procedure.immediate and procedure.interlinked:
        yield "it is interlinked (liên thông) yet promises an immediate result"
    for part in procedure.interlinked:
        if not _STEP_NAME.fullmatch(part.name):
            yield f"the part name {part.name!r} is not lower-case words joined by hyphens"
        if part.name in earlier:
            yield f"two parts are called {part.name!r}"
        if part.code == procedure.code:
            yield f"the part {part.name!r} names the group itself"
        for unknown in sorted(set(part.after) - earlier):
            yield f"the part {part.name!r} waits for {unknown!r}, which is not declared before it"
        earlier.add(part.name)


def _check_cases(procedure: Procedure) -> Iterator[str]:
    if not procedure.cases and procedure.form:
        yield "it gives no case (an example of valid answers)"
    first = procedure.in_force.since
    papers = {one.name for one in procedure.documents}
    for case in procedure.cases:
        for unknown in sorted(set(case.papers) - papers):
            yield f"the case {case.name!r} has a paper {unknown!r} that is never asked for"
        for channel in procedure.channels:
            yield from _check_case(procedure, case, channel, first)


def _check_case(procedure: Procedure, case: Case, channel: Channel, on: date) -> Iterator[str]:
    answers, subject_of = case.answers, procedure.subject_of
    works: dict[str, Callable[[], object]] = {
        f"fee ({channel.name})": lambda: procedure.fee.assess(answers, channel, on),
        f"deadline ({channel.name})": lambda: procedure.deadline_for(answers, channel),
        "list of papers": lambda: procedure.needed_documents(answers, on),
        "subject": lambda: subject_of(answers) if subject_of else "",
    }
    for what, work in works.items():
        try:
            work()
        except Exception as error:
            yield f"its {what} fails for the case {case.name!r}: {type(error).__name__}: {error}"
