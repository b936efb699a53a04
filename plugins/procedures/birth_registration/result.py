"""The birth certificate, and what the officer adds to the statement for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    day_in_words,
    format_day,
)
from plugins.procedures.birth_registration.child import REGISTER
from plugins.procedures.birth_registration.parents import parent


class RegisterEntry(ProcedureForm):
    """The entry in the register, and the number that the population database gave."""

    name = "giay-khai-sinh"
    title = Text("Nội dung đăng ký khai sinh", "The registration of the birth")

    child_personal_number = PersonalNumberField(
        Text("Số định danh cá nhân của trẻ", "The child's personal identification number"),
        hint=Text(
            "Do Cơ sở dữ liệu quốc gia về dân cư cấp.", "Given by the national population database."
        ),
        personal=REGISTER,
    )
    registration_number = TextField(Text("Số đăng ký", "Entry number"), max_length=30, width=10)
    registration_book = TextField(Text("Quyển số", "Book"), max_length=30, width=10)
    registration_date = DateField(Text("Ngày đăng ký", "Date of registration"))
    registration_notes = LongTextField(
        Text("Ghi chú trong sổ", "Notes in the register"), required=False, max_length=1000
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """An entry is not made ahead of time."""
        if answers["registration_date"] > on:
            yield Problem("registration_date", _ENTERED_LATER)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """The day of the entry; for a child of unknown parents, the note that the register keeps."""
    unknown = answers.get("birth_situation") == "unknown"
    return {
        "registration_date": on,
        "registration_notes": "Trẻ chưa xác định được cha, mẹ" if unknown else None,
    }


def content(answers: Answers, entry: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "name": answers["child_name"],
        "birth_date": format_day(answers["child_birth_date"]),
        "birth_words": day_in_words(answers["child_birth_date"]),
        "gender": "Nam" if answers["child_gender"] == "male" else "Nữ",
        "ethnicity": answers["child_ethnicity"],
        "nationality": answers["child_nationality"],
        "birth_place": answers["child_birth_place"],
        "home_town": answers["child_home_town"],
        "personal_number": entry["child_personal_number"],
        "mother": _printed(answers, "mother"),
        "father": _printed(answers, "father"),
        "requester": answers["requester_name"],
        "requester_number": answers["requester_number"],
        "number": entry["registration_number"],
        "book": entry["registration_book"],
        "registered_on": format_day(entry["registration_date"]),
        "notes": entry.get("registration_notes") or "",
    }


def _printed(answers: Answers, stem: str) -> Mapping[str, str]:
    """A parent as printed; nothing at all when that part of the certificate stays empty."""
    known = parent(answers, stem)
    if known is None:
        return {}
    return {
        "name": known.name,
        "birth_date": format_day(known.birth_date),
        "ethnicity": known.ethnicity,
        "nationality": known.nationality,
        "address": known.address,
        "number": known.number or "",
    }


_ENTERED_LATER = Text(
    "Ngày đăng ký không thể sau hôm nay; hãy xem lại sổ đăng ký khai sinh.",
    "The entry cannot be dated after today; look at the register again.",
)

RESULT = ResultPaper(
    name=Text("Giấy khai sinh", "Birth certificate"),
    template="certificate.html",
    content=content,
    form=RegisterEntry,
    suggest=suggest,
    code="KQ.G15.000031",
    number_symbol="KS",
)
