"""Fifth step, when both parents are named: their marriage certificate, looked up by number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    Condition,
    DateField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.birth_registration.child import OF_PARENTS
from plugins.procedures.birth_registration.law import FORMS
from plugins.procedures.birth_registration.parents import FATHER_NAMED, MOTHER_NAMED

MARRIED = when("parents_married", True)


class Marriage(ProcedureForm):
    """The certificate; the registrar looks it up, so no copy of it is asked for."""

    name = "ket-hon"
    title = Text("Giấy chứng nhận kết hôn của cha mẹ", "The parents' marriage certificate")
    shown_when: ClassVar[Condition | None] = OF_PARENTS & MOTHER_NAMED & FATHER_NAMED

    parents_married = YesNoField(
        Text("Cha mẹ của trẻ đã đăng ký kết hôn?", "Are the child's parents married?")
    )
    marriage_number = TextField(
        Text("Số giấy chứng nhận kết hôn", "Number of the certificate"),
        hint=Text("Không phải nộp bản sao.", "No copy of it is needed."),
        shown_when=MARRIED,
        legal_basis=FORMS,
        max_length=30,
        width=10,
    )
    marriage_book = TextField(
        Text("Quyển số", "Book"),
        required=False,
        shown_when=MARRIED,
        legal_basis=FORMS,
        max_length=30,
        width=10,
    )
    marriage_date = DateField(
        Text("Ngày đăng ký kết hôn", "Date of the marriage"), shown_when=MARRIED
    )
    marriage_place = TextField(
        Text("Nơi đăng ký kết hôn", "Where the marriage was registered"),
        shown_when=MARRIED,
        legal_basis=FORMS,
        max_length=300,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The marriage lies in the past."""
        married = answers.get("marriage_date")
        if married and married > on:
            yield Problem("marriage_date", _MARRIED_LATER)


_MARRIED_LATER = Text(
    "Ngày đăng ký kết hôn không thể sau hôm nay; hãy xem lại giấy chứng nhận.",
    "The marriage cannot be dated after today; look at the certificate again.",
)
