"""Questions of packs, as the fields of the plugin API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Form

from citizen_portal.plugin_api import (
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    GroupField,
    LegalBasis,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    SelectField,
    SeveralField,
    Text,
    TextField,
    YesNoField,
    refuse,
)
from plugins.procedures.declared_packs.language.questions import (
    PREFILLS,
    Asked,
    ChoiceItem,
    ChoiceQuestion,
    DateQuestion,
    GroupQuestion,
    LongTextQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from plugins.procedures.declared_packs.language.words import Words
from plugins.procedures.declared_packs.making.conditions import condition_of
from plugins.procedures.declared_packs.shapes import has_shape

KINDS: Mapping[str, Any] = {
    "text": TextField,
    "long_text": LongTextField,
    "name": NameField,
    "personal_number": PersonalNumberField,
    "phone": PhoneField,
    "email": EmailField,
    "number": NumberField,
    "money": MoneyField,
    "date": DateField,
    "choice": ChoiceField,
    "select": SelectField,
    "several": SeveralField,
    "yes_no": YesNoField,
    "confirm": ConfirmField,
    "group": GroupField,
}
"""The kinds of questions with the fields that ask them."""


def text_of(words: Words | None) -> Text:
    """The text in both languages, empty when there is none."""
    return Text(words.vi, words.en) if words else Text("")


class QuestionMaker:
    """Makes the fields of one pack: it knows the pack's documents and lists of choices."""

    def __init__(
        self, law: Mapping[str, LegalBasis], choices: Mapping[str, list[ChoiceItem]]
    ) -> None:
        self.law = law
        self.choices = choices

    def field(self, question: Question) -> Any:
        """The field that asks a question, not bound to a form yet."""
        options = {**self._of_all(question), **self._of_kind(question)}
        if isinstance(question, TextQuestion) and question.shapes:
            options["validators"] = [_shape_check(question.shapes)]
        return KINDS[question.kind](text_of(question.label), **options)

    def row(self, question: GroupQuestion) -> type[Form]:
        """The form of one row of a group."""
        fields = {inner.name: self.field(inner) for inner in question.questions}
        return type("Row", (Form,), {"__doc__": question.row_label.en, **fields})

    def _of_all(self, question: Asked) -> dict[str, Any]:
        missing = text_of(question.missing) if question.missing else question.required
        options: dict[str, Any] = {
            "required": missing if question.required else False,
            "hint": text_of(question.hint),
            "personal": question.personal or "",
        }
        if question.shown_when:
            options["shown_when"] = condition_of(question.shown_when)
        if question.legal_basis:
            options["legal_basis"] = self.law[question.legal_basis]
        if question.prefill:
            options["prefill"] = question.prefill
            options["autocomplete"] = PREFILLS[question.prefill]
        return options

    def _of_kind(self, question: Question) -> dict[str, Any]:
        match question:
            case TextQuestion() | LongTextQuestion():
                return {"max_length": question.max_length}
            case NumberQuestion():
                return {"least": question.least, "most": question.most}
            case DateQuestion():
                limits = {"earliest": question.earliest, "latest": question.latest}
                return {name: day for name, day in limits.items() if day}
            case ChoiceQuestion():
                return {"choices": self._choices(question)}
            case GroupQuestion():
                label = text_of(question.row_label)
                return {"row": self.row(question), "row_label": label, "most": question.most}
        return {}

    def _choices(self, question: ChoiceQuestion) -> list[tuple[str, Text]]:
        items = question.choices
        listed = self.choices[items] if isinstance(items, str) else items
        return [(item.value, text_of(item.label)) for item in listed]


def _shape_check(shapes: list[str]) -> Any:
    def has_one(form: Form, field: TextField) -> None:
        """The text has one of the shapes."""
        if not any(has_shape(field.data, shape) for shape in shapes):
            raise refuse(
                "Hãy nhập theo dạng {shapes} (A là chữ cái, 9 là chữ số, * là chữ hoặc số).",
                "Write it as {shapes} (A is a letter, 9 a digit, * either).",
                shapes="; ".join(shapes),
            )

    return has_one
