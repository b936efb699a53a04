"""The copy of the extract, and what the officer takes from the register for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    ResultPaper,
    SelectField,
    Text,
    TextField,
    format_day,
)
from plugins.procedures.civil_status_extract.event import (
    EVENTS,
    subject_birth_date,
    subject_name,
)


class RegisterEntry(ProcedureForm):
    """The entry as the officer finds it in the register."""

    name = "trich-luc"
    title = Text("Nội dung ghi trong sổ hộ tịch", "The entry in the register")

    entry_event = SelectField(Text("Loại việc hộ tịch", "Kind of event"), EVENTS)
    entry_name = NameField(Text("Họ, chữ đệm, tên", "Full name"))
    entry_birth_date = DateField(Text("Ngày, tháng, năm sinh", "Date of birth"))
    entry_personal_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"), required=False
    )
    entry_other_name = NameField(
        Text("Họ tên bên còn lại (nếu là kết hôn, nhận cha, mẹ, con)", "The other party, if any"),
        required=False,
    )
    entry_place = TextField(Text("Nơi đăng ký", "Place of registration"), max_length=300)
    entry_number = TextField(Text("Số đăng ký", "Entry number"), max_length=30, width=10)
    entry_book = TextField(Text("Quyển số", "Book"), max_length=30, width=10)
    entry_date = DateField(Text("Ngày đăng ký", "Date of registration"))
    entry_notes = LongTextField(
        Text("Ghi chú trong sổ", "Notes in the register"), required=False, max_length=1000
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """An entry was made before today."""
        if answers["entry_date"] > on:
            yield Problem(
                "entry_date",
                Text(
                    "Ngày đăng ký không thể sau hôm nay; hãy xem lại sổ hộ tịch.",
                    "The entry cannot be dated after today; look at the register again.",
                ),
            )


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """What the citizen stated, for the officer to compare with the register."""
    own = answers.get("relation") == "self"
    return {
        "entry_event": answers.get("event_type"),
        "entry_name": subject_name(answers),
        "entry_birth_date": subject_birth_date(answers),
        "entry_personal_number": answers.get("requester_number" if own else "subject_number"),
        "entry_place": answers.get("register_place"),
        "entry_number": answers.get("register_number"),
        "entry_book": answers.get("book_number"),
        "entry_date": answers.get("registration_date"),
    }


def content(answers: Answers, entry: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "event": RegisterEntry.questions()["entry_event"].shown(entry["entry_event"]).vi,
        "name": entry["entry_name"],
        "birth_date": format_day(entry["entry_birth_date"]),
        "personal_number": entry.get("entry_personal_number") or "",
        "other_name": entry.get("entry_other_name") or "",
        "place": entry["entry_place"],
        "number": entry["entry_number"],
        "book": entry["entry_book"],
        "registered_on": format_day(entry["entry_date"]),
        "notes": entry.get("entry_notes") or "",
        "copies": answers["copies"],
    }


RESULT = ResultPaper(
    name=Text("Bản sao trích lục hộ tịch", "Copy of the extract of civil status"),
    template="extract.html",
    content=content,
    form=RegisterEntry,
    suggest=suggest,
    code="KQ.G15.000342",
    number_symbol="TLHT-BS",
)
