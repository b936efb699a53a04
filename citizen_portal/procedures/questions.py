"""What every question of a form has, whatever kind of answer it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from wtforms import Field, Form, ValidationError
from wtforms.validators import StopValidation

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text, Words, as_text
from citizen_portal.procedures.conditions import Condition


def refuse(vi: str, en: str = "", **values: object) -> ValidationError:
    """Build the error that a validator raises: one sentence, in both languages."""
    return ValidationError(Text(vi, en).format(**values) if values else Text(vi, en))


class Answered:
    """Refuses an empty answer with a sentence that names the question."""

    def __init__(self, sentence: Text | None = None) -> None:
        self.sentence = sentence

    def __call__(self, form: Form, field: Question) -> None:
        if field.process_errors:
            raise StopValidation()
        if field.empty():
            raise StopValidation(self.sentence or _missing(field.wording))


def _missing(label: Text) -> Text:
    """Name the question; one that asks ends with its own mark."""
    vi, en = (one if one.endswith("?") else f"{one}." for one in (label.vi, label.en or label.vi))
    return Text(f"Bạn chưa trả lời: {vi}", f"You have not answered: {en}")


class MayBeEmpty:
    """Ends the checks quietly when an optional question has no answer."""

    def __call__(self, form: Form, field: Question) -> None:
        if field.process_errors or field.empty():
            raise StopValidation()


class Question(Field):  # type: ignore[misc]  # WTForms has no types
    """One question. Subclasses say how an answer is read, stored and shown.

    ``shown_when`` decides, on the server and before validation, whether the question is
    asked; the answer to a hidden question is dropped. ``prefill`` names the source that may
    fill it in (such as ``"identity.full_name"``). ``personal`` names the purpose for which
    personal data is asked; ``legal_basis`` the rule that demands the answer.
    """

    kind: ClassVar[str] = "text"
    data: Any

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        required: bool | Text = True,
        hint: Words = "",
        shown_when: Condition | None = None,
        legal_basis: LegalBasis | None = None,
        personal: str = "",
        prefill: str = "",
        autocomplete: str = "",
        width: int = 0,
        **options: Any,
    ) -> None:
        self.wording = as_text(label)
        self.hint = as_text(hint)
        self.required = bool(required)
        self.shown_when = shown_when
        self.legal_basis = legal_basis
        self.personal = personal
        self.prefill = prefill
        self.autocomplete = autocomplete
        self.width = width
        sentence = required if isinstance(required, Text) else None
        gate = Answered(sentence) if required else MayBeEmpty()
        super().__init__(self.wording.vi, [gate, *validators], **options)

    def empty(self) -> bool:
        """Tell whether there is no answer."""
        return self.data is None or self.data == "" or self.data == []

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ``ValueError`` with a ``Text`` when it cannot."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        try:
            answer = self.read(typed) if typed else None
        except Unreadable as error:
            raise ValueError(error.text) from None
        self.data = None if answer == "" else answer

    def read(self, typed: str) -> Any:
        """Turn typed text into the answer. Raises ``ValueError(Text)`` or ``Unreadable``."""
        return typed

    def typed(self, value: Any) -> str:
        """The text that, typed, would give this answer."""
        return "" if value is None else str(value)

    def shown(self, value: Any) -> Text:
        """The answer as a person reads it on a page or a paper."""
        return Text(self.typed(value))

    def to_json(self, value: Any) -> Any:
        """The answer as stored: plain JSON."""
        return value

    def from_json(self, stored: Any) -> Any:
        """The answer from storage, with its type."""
        return stored
