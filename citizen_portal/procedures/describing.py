"""From a form step and its answers to the plain description that a page draws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from citizen_portal.domain.wording import as_text
from citizen_portal.procedures.conditions import Answers, condition_json, settle, typed_choice
from citizen_portal.procedures.containment.guard import within
from citizen_portal.procedures.description import FieldView, SectionView
from citizen_portal.procedures.form import Problem, ProcedureForm
from citizen_portal.procedures.group import GroupField, row_questions, typed_rows
from citizen_portal.procedures.questions import Question

Typed = Mapping[str, list[str]]


def describe_step(
    step: type[ProcedureForm],
    answers: Answers,
    language: str,
    *,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
    sources: Mapping[str, str] | None = None,
    extra_rows: Mapping[str, int] | None = None,
) -> tuple[SectionView, ...]:
    """Describe a step with its answers, or with what was ``typed`` when that is newer.

    Questions whose condition looks only at other steps' answers are left out when it fails;
    the others carry the condition for the browser. ``sources`` maps a question to the words
    that say where a prefilled answer came from; ``extra_rows`` a group to its number of rows.
    Raises ``PluginFailed`` when a question cannot be described.
    """
    errors = {problem.question: problem.sentence.in_language(language) for problem in problems}
    page = _Page(step, answers, language, typed, errors, sources or {}, extra_rows or {})
    return within(step, "description", _sections, step, answers, language, page)


def _sections(
    step: type[ProcedureForm], answers: Answers, language: str, page: _Page
) -> tuple[SectionView, ...]:
    sections: list[tuple[str, list[FieldView]]] = [("", [])]
    for name, question in step.questions().items():
        if name in step.sections:
            sections.append((as_text(step.sections[name]).in_language(language), []))
        if not _settled_and_hidden(step, question, answers):
            sections[-1][1].append(page.view(name, question))
    return tuple(
        SectionView(title=title, fields=tuple(views)) for title, views in sections if views
    )


def _settled_and_hidden(
    step: type[ProcedureForm], question: Question | GroupField, answers: Answers
) -> bool:
    condition = question.shown_when
    if condition is None or condition.questions() & step.questions().keys():
        return False
    return not condition.holds(answers)


@lru_cache(maxsize=1024)
def _options(question: Question, language: str) -> tuple[tuple[str, str], ...]:
    """A question's choices, once for all pages: there may be hundreds."""
    choices = getattr(question, "choices", ())
    return tuple((typed_choice(value), words.in_language(language)) for value, words in choices)


class _Page:
    """What the fields of one page share."""

    __slots__ = ("answers", "errors", "extra_rows", "language", "own", "sources", "typed")

    def __init__(
        self,
        step: type[ProcedureForm],
        answers: Answers,
        language: str,
        typed: Typed | None,
        errors: Mapping[str, str],
        sources: Mapping[str, str],
        extra_rows: Mapping[str, int],
    ) -> None:
        self.own = step.questions().keys()
        self.answers = answers
        self.language = language
        self.typed = typed
        self.errors = errors
        self.sources = sources
        self.extra_rows = extra_rows

    def view(self, name: str, question: Question | GroupField) -> FieldView:
        if isinstance(question, GroupField):
            return self.group(name, question)
        return self.field(name, question, self.answers.get(name))

    def field(self, name: str, question: Question, answer: Any, typed_as: str = "") -> FieldView:
        language = self.language
        return FieldView(
            name=name,
            kind=question.kind,
            label=question.wording.in_language(language),
            hint=question.hint.in_language(language),
            value=self._value(typed_as or name, question, answer),
            options=_options(question, language),
            error=self.errors.get(name, ""),
            required=question.required,
            autocomplete=question.autocomplete,
            width=question.width,
            suffix="đồng" if question.kind == "money" else "",
            max_length=getattr(question, "max_length", 0),
            condition=self._condition(question),
            source=self.sources.get(name, ""),
        )

    def _value(self, name: str, question: Question, answer: Any) -> str | tuple[str, ...]:
        several = question.kind == "checkboxes"
        if self.typed is not None:
            given = self.typed.get(name, [])
            return tuple(given) if several else (given[0] if given else "")
        if several:
            return tuple(question.typed(one) for one in answer or ())
        return question.typed(answer)

    def _condition(self, question: Question | GroupField) -> str:
        """The browser knows this step's questions only: the other steps' are settled here."""
        if question.shown_when is None:
            return ""
        return condition_json(settle(question.shown_when, self.answers, self.own))

    def group(self, name: str, group: GroupField) -> FieldView:
        answered = self.answers.get(name) or []
        typed = typed_rows(name, self.typed) if self.typed is not None else []
        given = len(typed) if self.typed is not None else len(answered)
        count = min(max(given, self.extra_rows.get(name, 0), 1), group.most)
        rows = tuple(
            tuple(
                self.field(
                    f"{name}-{index}-{inner}",
                    question,
                    answered[index].get(inner) if index < len(answered) else None,
                    # Rows are read densely, whatever numbers the page gave them.
                    f"{name}-{typed[index] if index < len(typed) else index}-{inner}",
                )
                for inner, question in row_questions(group).items()
            )
            for index in range(count)
        )
        return FieldView(
            name=name,
            kind="group",
            label=group.wording.in_language(self.language),
            hint=group.hint.in_language(self.language),
            error=self.errors.get(name, ""),
            required=group.required,
            condition=self._condition(group),
            rows=rows,
            row_label=group.row_label.in_language(self.language),
            most_rows=group.most,
        )
