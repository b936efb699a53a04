"""One step of a procedure's form: reading what a person typed into typed answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import Form

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.wording import Text, Words
from citizen_portal.procedures.conditions import Answers, Condition
from citizen_portal.procedures.containment.guard import Guard, WrongAnswer, within
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.questions import Question


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer; ``question`` is its name in the page."""

    question: str
    sentence: Text


class ProcedureForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A step of the form: a plain ``wtforms.Form`` whose fields are questions.

    ``name`` is the step's word in addresses, ``title`` its heading. ``shown_when`` hides the
    whole step. ``sections`` may give headings: question name to the heading above it.
    ``legal_basis`` names the official form, or the rule, that demands these answers.
    """

    name: ClassVar[str]
    title: ClassVar[Words]
    explanation: ClassVar[Words] = ""
    shown_when: ClassVar[Condition | None] = None
    sections: ClassVar[Mapping[str, Words]] = {}
    legal_basis: ClassVar[LegalBasis | None] = None
    _guard: ClassVar[Guard | None] = None
    _code: ClassVar[str] = ""

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Tell what contradicts between answers (of this and earlier steps) on day ``on``.

        It is called when each answer by itself is right; override it in a procedure.
        """
        return ()

    @classmethod
    def questions(cls) -> Mapping[str, Question | GroupField]:
        """The questions by name, in order; unbound from any answer."""
        known = _QUESTIONS.get(cls)
        if known is None:
            known = within(cls, "questions", lambda: dict(cls()._fields))
            _QUESTIONS[cls] = known
        return known


_MOST_PROBLEMS = 200
_QUESTIONS: dict[type[ProcedureForm], Mapping[str, Question | GroupField]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReading:
    """What came of reading one step: the answers, or the problems, and what was typed."""

    answers: Mapping[str, Any]
    problems: tuple[Problem, ...]
    form: ProcedureForm


def read_step(
    step: type[ProcedureForm], typed: Mapping[str, list[str]], earlier: Answers, on: date
) -> StepReading:
    """Read a step from what was typed, conditions first, then each answer, then all.

    ``earlier`` are the answers of the other steps. Hidden questions are neither asked nor
    kept. All problems come back at once. Raises ``PluginFailed`` when the step itself fails.
    """
    return within(step, "reading", _read_step, step, typed, earlier, on)


def _read_step(
    step: type[ProcedureForm], typed: Mapping[str, list[str]], earlier: Answers, on: date
) -> StepReading:
    form = step(formdata=MultiDict(_plain(typed)))
    # What an earlier visit left in this step must not decide what is asked now.
    others = {name: value for name, value in earlier.items() if name not in form._fields}
    answers = _drop_hidden(form, others)
    fine = form.validate()
    problems = tuple(_field_problems(form)) if not fine else ()
    if not problems:
        problems = _as_problems(step.check({**others, **answers}, on))
    return StepReading(answers=answers, problems=problems, form=form)


def check_answers(step: type[ProcedureForm], answers: Answers, on: date) -> tuple[Problem, ...]:
    """Check stored answers again, as when the dossier is submitted."""
    others = {name: value for name, value in answers.items() if name not in step.questions()}
    return read_step(step, typed_answers(step, answers), others, on).problems


def typed_answers(step: type[ProcedureForm], answers: Answers) -> dict[str, list[str]]:
    """What a person would type in a step to give these answers."""
    typed: dict[str, list[str]] = {}
    for name, question in step.questions().items():
        _type_again(name, question, answers.get(name), typed)
    return typed


def visible_questions(
    step: type[ProcedureForm], answers: Answers
) -> Iterator[tuple[str, Question | GroupField]]:
    """The questions that the answers call for, in order."""
    seen = dict(answers)
    for name, question in step.questions().items():
        if question.shown_when is None or question.shown_when.holds(seen):
            yield name, question
        else:
            seen.pop(name, None)


def asked_answers(steps: Iterable[type[ProcedureForm]], answers: Answers) -> dict[str, Any]:
    """The answers that still count: those of shown steps to visible questions.

    An answer given earlier stays stored when a later change hides its question; the fee,
    the papers and the submitted dossier must not see it. Raises ``PluginFailed``.
    """
    listed = tuple(steps)
    return within(_first(listed), "asked answers", _asked_answers, listed, answers)


def _asked_answers(steps: Iterable[type[ProcedureForm]], answers: Answers) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for step in steps:
        if step_is_shown(step, asked):
            mine = {name: answers[name] for name in step.questions() if name in answers}
            for name, _ in visible_questions(step, {**asked, **mine}):
                if name in mine:
                    asked[name] = mine[name]
    return asked


def step_is_shown(step: type[ProcedureForm], answers: Answers) -> bool:
    """Tell whether the answers call for the step at all."""
    return step.shown_when is None or step.shown_when.holds(answers)


def answers_to_json(steps: Iterable[type[ProcedureForm]], answers: Answers) -> dict[str, Any]:
    """Plain JSON for storage; ``answers_from_json`` brings the types back.

    Raises ``PluginFailed``.
    """
    listed = tuple(steps)
    return within(_first(listed), "storing answers", _to_json, listed, answers)


def _to_json(steps: Iterable[type[ProcedureForm]], answers: Answers) -> dict[str, Any]:
    return {
        name: question.to_json(answers[name])
        for step in steps
        for name, question in step.questions().items()
        if name in answers
    }


def answers_from_json(
    steps: Iterable[type[ProcedureForm]], stored: Mapping[str, Any]
) -> dict[str, Any]:
    """Read stored answers, each with its type; unknown names are left behind.

    Raises ``PluginFailed``.
    """
    listed = tuple(steps)
    return within(_first(listed), "stored answers", _from_json, listed, stored)


def _from_json(steps: Iterable[type[ProcedureForm]], stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: question.from_json(stored[name])
        for step in steps
        for name, question in step.questions().items()
        if name in stored
    }


def _first(steps: tuple[type[ProcedureForm], ...]) -> type[ProcedureForm] | None:
    """One plugin declares all steps of a procedure: the first one's guard is theirs."""
    return steps[0] if steps else None


def _as_problems(found: Any) -> tuple[Problem, ...]:
    if not isinstance(found, Iterable) or isinstance(found, str):
        raise WrongAnswer(f"check returned {type(found).__name__}, not problems")
    problems = tuple(islice(found, _MOST_PROBLEMS + 1))
    if len(problems) > _MOST_PROBLEMS:
        raise WrongAnswer(f"check found more than {_MOST_PROBLEMS} problems")
    for one in problems:
        if type(one) is not Problem or type(one.question) is not str:
            raise WrongAnswer(f"check found {type(one).__name__}, not a Problem of a question")
        if type(one.sentence) is not Text:
            raise WrongAnswer("the sentence of a problem is not a Text")
    return problems


def _plain(typed: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Leave out names that no form of ours has: WTForms reads indices out of names."""
    return [
        (name, value.replace("\x00", ""))
        for name, values in typed.items()
        if name.isascii()
        for value in values
    ]


def _drop_hidden(form: ProcedureForm, seen: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for name, field in tuple(form._fields.items()):
        if field.shown_when is not None and not field.shown_when.holds({**seen, **answers}):
            del form[name]
        else:
            answers[name] = field.data
    return answers


def _field_problems(form: ProcedureForm) -> Iterator[Problem]:
    for name, field in form._fields.items():
        for error in field.errors:
            yield Problem(name, as_sentence(error))
        if isinstance(field, GroupField):
            for entry in field.entries:
                for inner in entry.form:
                    for error in inner.errors:
                        yield Problem(inner.name, as_sentence(error))


def as_sentence(error: object) -> Text:
    """The words of a validator's error; WTForms' own come as plain strings."""
    return error if isinstance(error, Text) else Text(str(error))


def _type_again(
    name: str, question: Question | GroupField, value: Any, typed: dict[str, list[str]]
) -> None:
    if isinstance(question, GroupField):
        for index, row in enumerate(value or ()):
            for inner, field in row_questions(question).items():
                _type_again(f"{name}-{index}-{inner}", field, row.get(inner), typed)
    elif isinstance(value, list | tuple):
        typed[name] = [question.typed(one) for one in value]
    elif value is not None:
        typed[name] = [question.typed(value)]
