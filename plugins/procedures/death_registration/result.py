"""The extract of the entry of death, and what the officer adds to the statement for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    Problem,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_day,
)
from plugins.procedures.death_registration.deceased import birth_in_words


class RegisterEntry(ProcedureForm):
    """The entry in the register."""

    name = "trich-luc-khai-tu"
    title = Text("Nội dung đăng ký khai tử", "The registration of the death")

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
    """The day of the entry."""
    return {"registration_date": on}


def content(answers: Answers, entry: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "name": answers["deceased_name"],
        "birth_date": birth_in_words(answers),
        "gender": "Nam" if answers["deceased_gender"] == "male" else "Nữ",
        "ethnicity": answers["deceased_ethnicity"],
        "nationality": answers["deceased_nationality"],
        "personal_number": answers.get("deceased_number") or "",
        "address": answers.get("deceased_address") or "",
        "died_at": answers.get("death_time") or "",
        "died_on": format_day(answers["death_date"]),
        "place": answers["death_place"],
        "cause": answers["death_cause"],
        "proof": _proof(answers),
        "requester": answers["requester_name"],
        "requester_number": answers["requester_number"],
        "number": entry["registration_number"],
        "book": entry["registration_book"],
        "registered_on": format_day(entry["registration_date"]),
        "notes": entry.get("registration_notes") or "",
    }


def _proof(answers: Answers) -> str:
    """The paper that the entry rests on, by number, issuer and day."""
    if not answers.get("notice_issuer"):
        return "Giấy tờ, tài liệu, chứng cứ chứng minh sự kiện chết"
    kind = {"notice": "Giấy báo tử", "substitute": "Giấy tờ thay Giấy báo tử"}
    number = f" số {answers['notice_number']}" if answers.get("notice_number") else ""
    issued = format_day(answers["notice_date"])
    return f"{kind[answers['death_proof']]}{number} do {answers['notice_issuer']} cấp ngày {issued}"


_ENTERED_LATER = Text(
    "Ngày đăng ký không thể sau hôm nay; hãy xem lại sổ đăng ký khai tử.",
    "The entry cannot be dated after today; look at the register again.",
)

RESULT = ResultPaper(
    name=Text("Trích lục khai tử", "Extract of the entry of death"),
    template="extract.html",
    content=content,
    form=RegisterEntry,
    suggest=suggest,
    code="KQ.G15.000034",
    number_symbol="TLKT",
)
