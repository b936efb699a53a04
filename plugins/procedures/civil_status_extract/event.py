"""Second step: which entry of the civil status register is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    NameField,
    PersonQuestions,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
    when,
)
from plugins.procedures.civil_status_extract.law import FORMS

FIND_ENTRY = "Tra cứu trong sổ hộ tịch"

EVENTS = (
    ("birth", Text("Khai sinh", "Birth")),
    ("marriage", Text("Kết hôn", "Marriage")),
    ("death", Text("Khai tử", "Death")),
    ("parentage", Text("Nhận cha, mẹ, con", "Recognition of parent or child")),
    ("guardianship", Text("Giám hộ", "Guardianship")),
    ("correction", Text("Thay đổi, cải chính, bổ sung hộ tịch", "Change or correction")),
    ("other", Text("Việc hộ tịch khác", "Another entry")),
)
SOMEBODY_ELSE = ~when("relation", "self")
IF_KNOWN = Text(
    "Nếu biết; càng đủ thì tra cứu càng nhanh.", "If you know it; it makes the search faster."
)

SUBJECT = PersonQuestions(whose=Text("của người đó", "Their"), purpose=FIND_ENTRY)


class RegisteredEvent(ProcedureForm):
    """The registered event, the person it is about, and where to look for it."""

    name = "su-kien"
    title = Text("Việc hộ tịch đã đăng ký", "The registered event")
    legal_basis = FORMS
    sections: ClassVar[Mapping[str, Text]] = {
        "register_place": Text("Nơi và thời điểm đăng ký", "Where and when registered")
    }

    event_type = SelectField(Text("Loại việc hộ tịch", "Kind of event"), EVENTS)
    event_explained = TextField(
        Text("Tên việc hộ tịch", "Which event"), shown_when=when("event_type", "other")
    )
    subject_name = NameField(
        Text("Họ, chữ đệm, tên người được cấp trích lục", "Full name of the person"),
        shown_when=SOMEBODY_ELSE,
        personal=FIND_ENTRY,
    )
    subject_birth_date = SUBJECT.birth_date(shown_when=SOMEBODY_ELSE)
    subject_number = SUBJECT.number(required=False, hint=IF_KNOWN, shown_when=SOMEBODY_ELSE)
    register_place = TextField(
        Text("Nơi đã đăng ký", "Place of registration"),
        hint=Text("Tên phường, xã hoặc đặc khu hiện nay.", "The ward or commune as named today."),
    )
    legacy_place = LongTextField(
        Text("Tên nơi đăng ký cũ", "Former name of the place"),
        required=False,
        hint=Text(
            "Tên xã, huyện, tỉnh vào lúc đăng ký, nếu khác hiện nay.",
            "Commune, district and province at that time, if they had other names.",
        ),
        max_length=300,
    )
    register_number = TextField(
        Text("Số đăng ký", "Entry number"), required=False, hint=IF_KNOWN, max_length=30, width=10
    )
    book_number = TextField(
        Text("Quyển số", "Book"), required=False, hint=IF_KNOWN, max_length=30, width=10
    )
    registration_date = DateField(
        Text("Ngày đăng ký", "Date of registration"), required=False, hint=IF_KNOWN
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Days in the right order; nobody asks for the record of their own death."""
        born = subject_birth_date(answers)
        registered = answers.get("registration_date")
        if answers.get("relation") == "self" and answers["event_type"] == "death":
            yield Problem("event_type", _OWN_DEATH)
        if born and born > on:
            yield Problem("subject_birth_date", _BORN_LATER)
        if registered and registered > on:
            yield Problem("registration_date", _REGISTERED_LATER)
        elif registered and born and registered < born:
            yield Problem("registration_date", _REGISTERED_BEFORE_BIRTH)


def subject_name(answers: Answers) -> str:
    """The name of the person that the extract is about."""
    own = answers.get("relation") == "self"
    return str(answers.get("requester_name" if own else "subject_name") or "")


def subject_birth_date(answers: Answers) -> date | None:
    """The date of birth of the person that the extract is about, once it is stated."""
    own = answers.get("relation") == "self"
    return answers.get("requester_birth_date" if own else "subject_birth_date")


_OWN_DEATH = Text(
    "Bạn đã chọn người được cấp trích lục là bản thân; hãy chọn việc hộ tịch khác "
    "hoặc sửa quan hệ ở bước trước.",
    "You said that the extract is about yourself; choose another event or correct the "
    "relation in the step before.",
)
_BORN_LATER = Text(
    "Ngày sinh không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of birth cannot be after today; check it.",
)
_REGISTERED_LATER = Text(
    "Ngày đăng ký không thể sau hôm nay; hãy kiểm tra lại hoặc để trống nếu không nhớ.",
    "The date of registration cannot be after today; check it, or leave it empty.",
)
_REGISTERED_BEFORE_BIRTH = Text(
    "Ngày đăng ký không thể trước ngày sinh; hãy kiểm tra lại hoặc để trống nếu không nhớ.",
    "The date of registration cannot be before the birth; check it, or leave it empty.",
)
