"""Questions about a person who is not the one who asks: a parent, a child, a bride."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.fields import (
    ChoiceField,
    DateField,
    NameField,
    PersonalNumberField,
    TextField,
)

GENDERS = (("male", Text("Nam", "Male")), ("female", Text("Nữ", "Female")))
"""The genders as the registers of civil status and residence keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuestions:
    """Makes the questions of civil status about one person; the step gives them their names.

    ``whose`` says of whom, as it follows the Vietnamese and begins the English words: "của mẹ",
    "The mother's". ``purpose`` is why these personal data are asked. Each method passes further
    options of the question on, such as ``shown_when`` or ``hint``.
    """

    whose: Text
    purpose: str

    def full_name(self, **options: Any) -> NameField:
        """Ask for the full name."""
        return NameField(self._label("Họ, chữ đệm, tên", "full name"), **self._with(options))

    def birth_date(self, **options: Any) -> DateField:
        """Ask for the date of birth."""
        return DateField(
            self._label("Ngày, tháng, năm sinh", "date of birth"), **self._with(options)
        )

    def gender(self, **options: Any) -> ChoiceField:
        """Ask for the gender, one of ``GENDERS``."""
        return ChoiceField(self._label("Giới tính", "gender"), GENDERS, **self._with(options))

    def number(self, **options: Any) -> PersonalNumberField:
        """Ask for the personal identification number of 12 digits."""
        return PersonalNumberField(
            self._label("Số định danh cá nhân", "personal identification number"),
            **self._with(options),
        )

    def ethnicity(self, **options: Any) -> TextField:
        """Ask for the ethnicity, at most 60 characters."""
        return TextField(self._label("Dân tộc", "ethnicity"), max_length=60, **self._with(options))

    def nationality(self, **options: Any) -> TextField:
        """Ask for the nationality, at most 60 characters."""
        return TextField(
            self._label("Quốc tịch", "nationality"), max_length=60, **self._with(options)
        )

    def address(self, **options: Any) -> TextField:
        """Ask for the place of residence, at most 300 characters."""
        return TextField(
            self._label("Nơi cư trú", "place of residence"), max_length=300, **self._with(options)
        )

    def _label(self, vi: str, en: str) -> Text:
        return Text(f"{vi} {self.whose.vi}", f"{self.whose.en} {en}")

    def _with(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"personal": self.purpose, **options}
