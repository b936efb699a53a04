"""Every sentence of a declaration that people read, with its place."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.review.places import Place
from citizen_portal.procedures.review.subject import Subject

Said = tuple[Text, str, Place]


def sentences(subject: Subject) -> Iterator[Said]:
    """Each text, what it is, and where it stands."""
    procedure, places = subject.procedure, subject.places
    if procedure.service_level is ServiceLevel.INFORMATION:
        return  # quoted from the national catalogue, which has no English
    yield procedure.name, "the name", places.part("name")
    yield procedure.summary, "the summary", places.part("summary")
    yield procedure.field_of_law.name, "the field of law", places.part("field_of_law")
    yield procedure.result.name, "the name of the result", places.part("result")
    if procedure.partial_reason:
        yield procedure.partial_reason, "the reason", places.part("partial_reason")
    for text in procedure.requirements:
        yield text, "a requirement", places.part("requirements")
    for text in procedure.changes:
        yield text, "a change", places.part("changes")
    for desk in procedure.steps:
        yield desk.title, f"the processing step {desk.name!r}", places.part("steps")
    for paper in procedure.documents:
        place = places.named("DocumentRequirement", paper.name)
        yield paper.title, f"the paper {paper.name!r}", place
        yield paper.hint, f"the hint of the paper {paper.name!r}", place
    result = [procedure.result.form] if procedure.result.form else []
    for step in (*procedure.form, *result):
        yield from _of_step(subject, step)


def _of_step(subject: Subject, step: type[ProcedureForm]) -> Iterator[Said]:
    yield as_text(step.title), f"the step {step.name!r}", subject.places.step(step)
    yield as_text(step.explanation), f"the step {step.name!r}", subject.places.step(step)
    for words in step.sections.values():
        yield as_text(words), f"a heading of {step.name!r}", subject.places.step(step)
    for _, name, question, outer in subject.questions_of(step):
        place = subject.asked_at(step, name, outer)
        yield question.wording, f"the question {name!r}", place
        yield question.hint, f"the hint of {name!r}", place
        for _, words in getattr(question, "choices", ()):
            yield words, f"a choice of {name!r}", place
