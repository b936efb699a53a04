"""Rules about what is asked: reach, use, purpose."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.procedures.conditions import Condition
from citizen_portal.procedures.fields import (
    ConfirmField,
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
)
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField
from citizen_portal.procedures.questions import Question
from citizen_portal.procedures.review.finding import Finding
from citizen_portal.procedures.review.places import Place, strings_in
from citizen_portal.procedures.review.reach import reach_of
from citizen_portal.procedures.review.subject import Subject

PERSONAL = (NameField, PersonalNumberField, PhoneField, EmailField)


def reach(subject: Subject) -> Iterator[Finding]:
    """Steps and questions that nobody can ever see, or that everybody sees."""
    for step in subject.procedure.form:
        place = subject.places.step(step)
        what = f"the step {step.name!r}"
        yield from _reach_of(subject, step.shown_when, step.name, what, place)
        for name, question in step.questions().items():
            place = subject.places.question(step, name)
            yield from _reach_of(
                subject, question.shown_when, name, f"the question {name!r}", place
            )


def papers_reach(subject: Subject) -> Iterator[Finding]:
    """Papers that nobody ever needs, or that everybody needs in spite of a condition."""
    for paper in subject.procedure.documents:
        if isinstance(paper.needed_when, Condition):
            verdict = reach_of(subject.procedure, paper.needed_when)
            place = subject.places.named("DocumentRequirement", paper.name)
            if verdict == (False, True):
                yield subject.finding(
                    "contradictory-condition",
                    f"the paper {paper.name!r} is never needed: its condition cannot hold; "
                    "correct the condition or leave the paper out",
                    place,
                )
            elif verdict == (True, False):
                yield subject.finding(
                    "condition-always-holds",
                    f"the paper {paper.name!r} is always needed; leave the condition out",
                    place,
                )


def _reach_of(
    subject: Subject, condition: Condition | None, before: str, what: str, place: Place
) -> Iterator[Finding]:
    if condition is None:
        return
    verdict = reach_of(subject.procedure, condition, before)
    if verdict == (False, True):
        yield subject.finding(
            "unreachable-question",
            f"{what} is never shown: no answers before it fulfil its condition",
            place,
        )
    elif verdict == (True, False):
        yield subject.finding(
            "condition-always-holds", f"{what} is always shown; leave its condition out", place
        )


def purpose(subject: Subject) -> Iterator[Finding]:
    """Personal data have a purpose and an end."""
    asked = False
    for step, name, question, outer in subject.questions():
        is_personal = isinstance(question, PERSONAL) or question.prefill or "birth_date" in name
        asked = asked or bool(is_personal)
        if is_personal and not question.personal and not (outer and outer.personal):
            yield subject.finding(
                "personal-data-without-purpose",
                f"the question {name!r} asks for personal data; say what for with personal=…",
                subject.asked_at(step, name, outer),
            )
    if asked and subject.procedure.retention is None:
        yield subject.finding(
            "personal-data-without-retention",
            "personal data are asked; say with retention=… how long they are kept",
            subject.places.start(),
        )


def use(subject: Subject) -> Iterator[Finding]:
    """Answers that nothing reads and that nothing demands."""
    known = strings_in(subject.places.folder) if subject.places.folder else frozenset()
    if subject.places.text:
        return  # a pack's schema refuses names that lead nowhere; its officer reads the rest
    read = subject.read_names()
    for step, name, question, outer in subject.questions():
        reads = name in read or name in known or isinstance(question, ConfirmField)
        purpose = question.personal or (outer and outer.personal)
        if not reads and not purpose and not _demanded(step, question, outer):
            yield subject.finding(
                "answer-never-used",
                f"nothing reads the answer to {name!r}; leave the question out, or name the "
                "rule that demands it with legal_basis=…",
                subject.asked_at(step, name, outer),
            )


def basis(subject: Subject) -> Iterator[Finding]:
    """Questions rest on a rule of their own, on their step's, or on a basis of the procedure."""
    bases = tuple(subject.procedure.all_bases())
    if bases and not any(one.verified for one in bases):
        yield subject.finding(
            "legal-basis-unverified",
            "nobody has checked any of its legal bases; none is shown to citizens as law",
            subject.places.part("legal_bases"),
        )
    for step, name, question, outer in () if bases else tuple(subject.questions()):
        if question.required and not _demanded(step, question, outer):
            yield subject.finding(
                "question-without-legal-basis",
                f"{name!r} must be answered, but neither it, nor its step, nor the procedure "
                "names a legal basis",
                subject.asked_at(step, name, outer),
            )


def _demanded(
    step: type[ProcedureForm], question: Question, outer: GroupField | None
) -> LegalBasis | None:
    return question.legal_basis or (outer and outer.legal_basis) or step.legal_basis
