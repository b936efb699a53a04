"""Answers as people read them, by the names of their questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from citizen_portal.plugin_api import Answers, GroupField, ProcedureForm, Text

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}", re.ASCII)
"""A place to fill in, such as ``{requester_name}``."""


class Shown:
    """Knows the questions of some forms, and how each shows its answer."""

    def __init__(self, forms: Iterable[type[ProcedureForm]]) -> None:
        self._forms = tuple(forms)

    @cached_property
    def _questions(self) -> Mapping[str, Any]:
        return {name: one for form in self._forms for name, one in form.questions().items()}

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Any]]:
        return {
            name: {field.short_name: field for field in question.row()}
            for name, question in self._questions.items()
            if isinstance(question, GroupField)
        }

    def answer(self, name: str, answers: Answers) -> Text:
        """The answer to a question in both languages; empty when there is none."""
        value = answers.get(name)
        shown: Text = Text("") if value is None else self._questions[name].shown(value)
        return shown

    def filled(self, pattern: str, answers: Answers) -> str:
        """The Vietnamese text with its places filled in; empty when all of them stay empty."""
        return _fill(pattern, {name: self.answer(name, answers).vi for name in places(pattern)})

    def rows(self, pattern: str, group: str, answers: Answers) -> list[str]:
        """The text for each row of a group; places may also name other questions."""
        questions = self._rows[group]
        lines = []
        for row in answers.get(group) or ():
            values = {
                name: questions[name].shown(row[name]).vi
                if row.get(name) is not None
                else "" if name in questions else self.answer(name, answers).vi
                for name in places(pattern)
            }  # fmt: skip
            lines.append(_fill(pattern, values))
        return list(filter(None, lines))


def places(pattern: str) -> list[str]:
    """The questions that a text names."""
    return PLACE.findall(pattern)


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    if values and not any(values.values()):
        return ""
    # One pass: what an answer says is never filled in again.
    filled = PLACE.sub(lambda place: values[place[1]], pattern)
    return " ".join(filled.split())
