"""Third to fifth step: the mother, the father, and their marriage; each asked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    Condition,
    DateField,
    PersonQuestions,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    parent_problems,
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


MOTHER = PersonQuestions(whose=Text("của mẹ", "The mother's"), purpose=REGISTER)
FATHER = PersonQuestions(whose=Text("của cha", "The father's"), purpose=REGISTER)


class Mother(ProcedureForm):
    """The mother; who asks as the mother is not asked again."""

    name = "nguoi-me"
    title = Text("Người mẹ", "The mother")

    mother_known = YesNoField(
        Text("Có ghi thông tin về mẹ của trẻ không?", "Will the mother be named?"),
        shown_when=~when("relation", "mother"),
    )
    mother_name = MOTHER.full_name(shown_when=MOTHER_STATED)
    mother_birth_date = MOTHER.birth_date(shown_when=MOTHER_STATED)
    mother_number = MOTHER.number(shown_when=MOTHER_STATED)
    mother_ethnicity = MOTHER.ethnicity(shown_when=MOTHER_NAMED)
    mother_nationality = MOTHER.nationality(shown_when=MOTHER_NAMED)
    mother_address = MOTHER.address(shown_when=MOTHER_STATED)

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The mother is older than the child, and not the requester by another name."""
        yield from parent_problems(answers, "mother", your_number=_YOUR_NUMBER)


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
    father_name = FATHER.full_name(shown_when=FATHER_STATED)
    father_birth_date = FATHER.birth_date(shown_when=FATHER_STATED)
    father_number = FATHER.number(shown_when=FATHER_STATED)
    father_ethnicity = FATHER.ethnicity(shown_when=FATHER_NAMED)
    father_nationality = FATHER.nationality(shown_when=FATHER_NAMED)
    father_address = FATHER.address(shown_when=FATHER_STATED)

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Somebody is named, nobody twice, and everybody in the right order."""
        if not (MOTHER_NAMED | FATHER_NAMED).holds(answers):
            yield Problem("father_known", _NOBODY_NAMED)
        yield from parent_problems(answers, "father", your_number=_YOUR_NUMBER)


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
_MARRIED_LATER = Text(
    "Ngày đăng ký kết hôn không thể sau hôm nay; hãy xem lại giấy chứng nhận.",
    "The marriage cannot be dated after today; look at the certificate again.",
)
