"""Words that people read are there in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterator

from citizen_portal.domain.wording import Text, Words, as_text
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question
from citizen_portal.testing.examined import Examined

Said = Iterator[tuple[str, Words]]


def missing_words(examined: Examined) -> Iterator[str]:
    """What people read in one language only."""
    for what, words in _all_words(examined.procedure):
        text = as_text(words)
        if bool(text.vi.strip()) is not bool(text.en.strip()):
            language = "English" if text.vi.strip() else "Vietnamese"
            yield f'{what} has no {language}: write Text("tiếng Việt", "English")'
    for what, words in _must_be_said(examined.procedure):
        if not as_text(words).vi.strip():
            yield f"{what} is empty: say it in both languages"
    yield from sorted(_of_problems(examined))


def _must_be_said(procedure: Procedure) -> Said:
    yield "the procedure's name", procedure.name
    yield "the name of the result", procedure.result.name
    for step in _steps(procedure):
        yield f"the title of the step {step.name!r}", step.title
        for name, question in _questions(step):
            yield f"the label of {name!r}", question.wording
    for paper in procedure.documents:
        yield f"the title of the paper {paper.name!r}", paper.title


def _all_words(procedure: Procedure) -> Said:
    yield from _must_be_said(procedure)
    yield "the procedure's summary", procedure.summary
    yield "the field of law", procedure.field_of_law.name
    yield "the reason for being partly online", procedure.partial_reason or Text("")
    yield "the validity of the result", procedure.result.validity or Text("")
    for number, words in enumerate(procedure.requirements, 1):
        yield f"requirement {number}", words
    for number, words in enumerate(procedure.changes, 1):
        yield f"change {number}", words
    for desk in procedure.steps:
        yield f"the processing step {desk.name!r}", desk.title
    for paper in procedure.documents:
        yield f"the hint of the paper {paper.name!r}", paper.hint
    for part in procedure.interlinked:
        yield f"the title of the part {part.name!r}", part.title
    for step in _steps(procedure):
        yield from _of_step(step)


def _of_step(step: type[ProcedureForm]) -> Said:
    yield f"the explanation of the step {step.name!r}", step.explanation
    for name, heading in step.sections.items():
        yield f"the heading above {name!r}", heading
    for name, question in _questions(step):
        yield f"the hint of {name!r}", question.hint
        if isinstance(question, GroupField):
            yield f"the label of a row of {name!r}", question.row_label
        for value, words in getattr(question, "choices", ()):
            yield f"the choice {value!r} of {name!r}", words


def _of_problems(examined: Examined) -> set[str]:
    """Sentences of rules, as far as generated answers meet them."""
    return {
        f"the sentence “{problem.sentence.vi}” about {problem.question.partition('-')[0]!r} has "
        'no English: write Text("tiếng Việt", "English")'
        for problems in examined.problems_of_generated
        for problem in problems or ()
        if not problem.sentence.en.strip()
    }


def _steps(procedure: Procedure) -> Iterator[type[ProcedureForm]]:
    yield from procedure.form
    if procedure.result.form is not None:
        yield procedure.result.form


def _questions(step: type[ProcedureForm]) -> Iterator[tuple[str, Question | GroupField]]:
    for name, question in step.questions().items():
        yield name, question
        if isinstance(question, GroupField):
            yield from row_questions(question).items()
