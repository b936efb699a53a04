"""Questions that repeat, such as the members of a household."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wtforms import FieldList, Form, FormField

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.wording import Text, Words, as_text
from citizen_portal.procedures.conditions import Condition
from citizen_portal.procedures.questions import Answered, MayBeEmpty, Question

_INDEX = re.compile(r"\d{1,3}", re.ASCII)


class GroupField(FieldList):  # type: ignore[misc]  # WTForms has no types
    """Rows of the same questions; the answer is a list of dicts.

    ``row`` is a plain ``wtforms.Form`` of questions. A wholly empty row is dropped.
    """

    kind = "group"

    def __init__(
        self,
        label: Words,
        row: type[Form],
        validators: Sequence[Any] = (),
        *,
        row_label: Words,
        required: bool | Text = True,
        hint: Words = "",
        shown_when: Condition | None = None,
        legal_basis: LegalBasis | None = None,
        personal: str = "",
        most: int = 20,
        **options: Any,
    ) -> None:
        self.wording = as_text(label)
        self.row_label = as_text(row_label)
        self.row = row
        self.required = bool(required)
        self.hint = as_text(hint)
        self.shown_when = shown_when
        self.legal_basis = legal_basis
        self.personal = personal
        self.prefill = ""
        self.most = most
        sentence = required if isinstance(required, Text) else None
        gate = Answered(sentence) if required else MayBeEmpty()
        super().__init__(
            FormField(row), self.wording.vi, [gate, *validators], max_entries=most + 1, **options
        )

    def empty(self) -> bool:
        """Tell whether no row has an answer."""
        return not self.data

    @property
    def data(self) -> list[dict[str, Any]]:
        """The rows that have an answer."""
        return [dict(entry.data) for entry in self.entries if not _blank(entry)]

    @data.setter
    def data(self, value: Any) -> None:
        """Rows are set through ``process`` only."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        """WTForms' own fails on a name whose index is not a number it can read."""
        yield from typed_rows(prefix, formdata)

    def validate(self, form: Form, extra_validators: Sequence[Any] = ()) -> bool:
        """Check each row, then the whole; errors of rows stay on their fields."""
        verdicts = [entry.validate(form) for entry in self.entries if not _blank(entry)]
        self.errors = []
        if len(self.entries) > self.most:
            self.errors.append(Text(f"Nhiều nhất {self.most} dòng.", f"At most {self.most} rows."))
            return False
        self._run_validation_chain(form, [*self.validators, *extra_validators])
        return all(verdicts) and not self.errors

    def to_json(self, value: Any) -> Any:
        """The rows as stored: plain JSON."""
        questions = row_questions(self)
        return [
            {name: questions[name].to_json(given) for name, given in row.items()}
            for row in value or ()
        ]

    def from_json(self, stored: Any) -> Any:
        """The rows from storage, each answer with its type."""
        questions = row_questions(self)
        return [
            {name: questions[name].from_json(row.get(name)) for name in questions}
            for row in stored or ()
        ]

    def shown(self, value: Any) -> Text:
        """The rows as a person reads them: one line a row."""
        questions = row_questions(self)
        rows = [[questions[name].shown(row.get(name)) for name in questions] for row in value or ()]
        lines = {
            language: "\n".join(
                ", ".join(filter(None, (cell.in_language(language) for cell in row)))
                for row in rows
            )
            for language in ("vi", "en")
        }
        return Text(lines["vi"], lines["en"])


def typed_rows(group: str, names: Iterable[str]) -> list[int]:
    """The indices of the rows that a page sent, in order; rows need not be numbered densely."""
    start = f"{group}-"
    indices = {name[len(start) :].partition("-")[0] for name in names if name.startswith(start)}
    return sorted({int(index) for index in indices if _INDEX.fullmatch(index)})


_ROW_QUESTIONS: dict[type[Form], dict[str, Question]] = {}


def row_questions(group: GroupField) -> dict[str, Question]:
    """The questions of one row, by name; the same objects at each call."""
    if group.row not in _ROW_QUESTIONS:
        _ROW_QUESTIONS[group.row] = dict(group.row()._fields)
    return _ROW_QUESTIONS[group.row]


def _blank(entry: FormField) -> bool:
    return all(field.empty() and not field.process_errors for field in entry.form)
