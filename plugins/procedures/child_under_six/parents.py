"""Third to fifth step: the mother, the father, and their marriage; each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    Condition,
    DateField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.child_under_six.child import REGISTER

MOTHER_STATED = when("mother_known", True)
FATHER_STATED = when("father_known", True)
MOTHER_NAMED = when("relation", "mother") | MOTHER_STATED
FATHER_NAMED = when("relation", "father") | FATHER_STATED
MARRIED = when("parents_married", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A parent as stated, or the requester when that is the parent."""

    kind: str
    name: str
    number: str


def parent(answers: Answers, kind: str) -> Parent | None:
    """The ``"mother"`` or the ``"father"``; None when left out or not stated yet."""
    told = "requester" if answers.get("relation") == kind else kind
    named = {"mother": MOTHER_NAMED, "father": FATHER_NAMED}[kind].holds(answers)
    name, number = answers.get(f"{told}_name"), answers.get(f"{told}_number")
    return Parent(kind=kind, name=name, number=number) if named and name and number else None


class Mother(ProcedureForm):
    """The mother; who asks as the mother is not asked again."""

    name = "nguoi-me"
    title = Text("Người mẹ", "The mother")

    mother_known = YesNoField(
        Text("Có ghi thông tin về mẹ của trẻ không?", "Will the mother be named?"),
        shown_when=~when("relation", "mother"),
    )
    mother_name = NameField(
        Text("Họ, chữ đệm, tên của mẹ", "The mother's full name"),
        shown_when=MOTHER_STATED,
        personal=REGISTER,
    )
    mother_birth_date = DateField(
        Text("Ngày, tháng, năm sinh của mẹ", "The mother's date of birth"),
        shown_when=MOTHER_STATED,
        personal=REGISTER,
    )
    mother_number = PersonalNumberField(
        Text("Số định danh cá nhân của mẹ", "The mother's personal identification number"),
        shown_when=MOTHER_STATED,
        personal=REGISTER,
    )
    mother_ethnicity = TextField(
        Text("Dân tộc của mẹ", "The mother's ethnicity"),
        shown_when=MOTHER_NAMED,
        max_length=60,
        personal=REGISTER,
    )
    mother_nationality = TextField(
        Text("Quốc tịch của mẹ", "The mother's nationality"),
        shown_when=MOTHER_NAMED,
        max_length=60,
        personal=REGISTER,
    )
    mother_address = TextField(
        Text("Nơi cư trú của mẹ", "The mother's place of residence"),
        shown_when=MOTHER_STATED,
        max_length=300,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The mother is older than the child, and not the requester by another name."""
        yield from _contradictions(answers, "mother")


class Father(ProcedureForm):
    """The father; who asks as the father is not asked again."""

    name = "nguoi-cha"
    title = Text("Người cha", "The father")

    father_known = YesNoField(
        Text("Có ghi thông tin về cha của trẻ không?", "Will the father be named?"),
        hint=Text(
            "Chưa xác định được cha thì chọn “Không”.", "Answer “No” when the father is not known."
        ),
        shown_when=~when("relation", "father"),
    )
    father_name = NameField(
        Text("Họ, chữ đệm, tên của cha", "The father's full name"),
        shown_when=FATHER_STATED,
        personal=REGISTER,
    )
    father_birth_date = DateField(
        Text("Ngày, tháng, năm sinh của cha", "The father's date of birth"),
        shown_when=FATHER_STATED,
        personal=REGISTER,
    )
    father_number = PersonalNumberField(
        Text("Số định danh cá nhân của cha", "The father's personal identification number"),
        shown_when=FATHER_STATED,
        personal=REGISTER,
    )
    father_ethnicity = TextField(
        Text("Dân tộc của cha", "The father's ethnicity"),
        shown_when=FATHER_NAMED,
        max_length=60,
        personal=REGISTER,
    )
    father_nationality = TextField(
        Text("Quốc tịch của cha", "The father's nationality"),
        shown_when=FATHER_NAMED,
        max_length=60,
        personal=REGISTER,
    )
    father_address = TextField(
        Text("Nơi cư trú của cha", "The father's place of residence"),
        shown_when=FATHER_STATED,
        max_length=300,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Somebody is named, nobody twice, and everybody in the right order."""
        if not (MOTHER_NAMED | FATHER_NAMED).holds(answers):
            yield Problem("father_known", _NOBODY_NAMED)
        yield from _contradictions(answers, "father")
        number = answers.get("father_number")
        if number and number == answers.get("mother_number"):
            yield Problem("father_number", _SAME_NUMBER)


class Marriage(ProcedureForm):
    """The parents' certificate; the registrar looks it up, so no copy of it is asked for."""

    name = "ket-hon"
    title = Text("Giấy chứng nhận kết hôn của cha mẹ", "The parents' marriage certificate")
    shown_when: ClassVar[Condition | None] = MOTHER_NAMED & FATHER_NAMED

    parents_married = YesNoField(
        Text("Cha mẹ của trẻ đã đăng ký kết hôn?", "Are the child's parents married?")
    )
    marriage_number = TextField(
        Text("Số giấy chứng nhận kết hôn", "Number of the certificate"),
        hint=Text("Không phải nộp bản sao.", "No copy of it is needed."),
        shown_when=MARRIED,
        max_length=30,
        width=10,
    )
    marriage_book = TextField(
        Text("Quyển số", "Book"), required=False, shown_when=MARRIED, max_length=30, width=10
    )
    marriage_date = DateField(
        Text("Ngày đăng ký kết hôn", "Date of the marriage"), shown_when=MARRIED
    )
    marriage_place = TextField(
        Text("Nơi đăng ký kết hôn", "Where the marriage was registered"),
        shown_when=MARRIED,
        max_length=300,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The marriage lies in the past."""
        married = answers.get("marriage_date")
        if married and married > on:
            yield Problem("marriage_date", _MARRIED_LATER)


def _contradictions(answers: Answers, kind: str) -> Iterator[Problem]:
    born, child = answers.get(f"{kind}_birth_date"), answers.get("child_birth_date")
    if born and child and born >= child:
        yield Problem(f"{kind}_birth_date", _YOUNGER_THAN_CHILD)
    number = answers.get(f"{kind}_number")
    if number and number == answers.get("requester_number"):
        yield Problem(f"{kind}_number", _YOUR_NUMBER)


_NOBODY_NAMED = Text(
    "Hãy khai ít nhất một người, mẹ hoặc cha; nếu chưa xác định được cả hai, hãy nộp riêng thủ "
    "tục đăng ký khai sinh.",
    "Name at least the mother or the father; when neither is known, file the registration of "
    "the birth by itself.",
)
_YOUR_NUMBER = Text(
    "Đây là số định danh của bạn; nếu bạn là cha hoặc mẹ của trẻ, hãy chọn như vậy ở bước đầu.",
    "This is your own number; if you are the child's parent, say so in the first step.",
)
_SAME_NUMBER = Text(
    "Số định danh của cha trùng với số của mẹ; hãy kiểm tra lại cả hai.",
    "The father's number is the same as the mother's; check both.",
)
_YOUNGER_THAN_CHILD = Text(
    "Cha, mẹ phải sinh trước con; hãy kiểm tra lại ngày sinh này và ngày sinh của trẻ.",
    "A parent is older than the child; check this date and the child's date of birth.",
)
_MARRIED_LATER = Text(
    "Ngày đăng ký kết hôn không thể sau hôm nay; hãy xem lại giấy chứng nhận.",
    "The marriage cannot be dated after today; look at the certificate again.",
)
