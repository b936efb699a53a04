"""The marriage certificate, and what the officer adds to the statement for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    ConfirmField,
    DateField,
    LongTextField,
    Problem,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_day,
)
from plugins.procedures.marriage_registration.parties import party


class RegisterEntry(ProcedureForm):
    """The entry in the register, signed by both."""

    name = "giay-chung-nhan-ket-hon"
    title = Text("Nội dung đăng ký kết hôn", "The registration of the marriage")

    both_present = ConfirmField(
        Text(
            "Hai bên đã có mặt, khẳng định sự tự nguyện và ký vào Sổ đăng ký kết hôn.",
            "Both were present, confirmed their own will and signed the register.",
        )
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
    """The day of the entry; that both were there only the officer can say."""
    return {"registration_date": on}


def content(answers: Answers, entry: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "groom": _printed(answers, "groom"),
        "bride": _printed(answers, "bride"),
        "number": entry["registration_number"],
        "book": entry["registration_book"],
        "registered_on": format_day(entry["registration_date"]),
        "notes": entry.get("registration_notes") or "",
    }


def _printed(answers: Answers, stem: str) -> Mapping[str, Any]:
    known = party(answers, stem)
    return {
        "name": known.name,
        "birth_date": format_day(known.birth_date),
        "ethnicity": known.ethnicity,
        "nationality": known.nationality,
        "address": known.address,
        "number": known.number,
        "times": known.times,
    }


_ENTERED_LATER = Text(
    "Ngày đăng ký không thể sau hôm nay; hãy xem lại sổ đăng ký kết hôn.",
    "The entry cannot be dated after today; look at the register again.",
)

RESULT = ResultPaper(
    name=Text("Giấy chứng nhận kết hôn", "Marriage certificate"),
    template="certificate.html",
    content=content,
    form=RegisterEntry,
    suggest=suggest,
    code="KQ.G15.000032",
    number_symbol="KH",
)
