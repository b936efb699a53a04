"""Second step: the person who died."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    NameField,
    NumberField,
    PersonQuestions,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    format_day,
    when,
)

REGISTER = "Ghi vào sổ đăng ký khai tử"

BIRTH_KNOWN = (
    ("day", Text("Đủ ngày, tháng, năm", "Day, month and year")),
    ("year", Text("Chỉ biết năm", "The year only")),
)
EARLIEST_YEAR = 1800
LAST_RESIDENCE_KNOWN = when("residence_known", True)
LAST_RESIDENCE_UNKNOWN = when("residence_known", False)

DECEASED = PersonQuestions(whose=Text("của người chết", "Their"), purpose=REGISTER)


class Deceased(ProcedureForm):
    """The deceased as the register will name them."""

    name = "nguoi-chet"
    title = Text("Người chết", "The deceased")

    deceased_name = NameField(
        Text("Họ, chữ đệm, tên người chết", "Full name of the deceased"), personal=REGISTER
    )
    deceased_birth_known = ChoiceField(
        Text("Ngày sinh của người chết được biết", "What is known of the birth"), BIRTH_KNOWN
    )
    deceased_birth_date = DECEASED.birth_date(
        earliest=date(EARLIEST_YEAR, 1, 1), shown_when=when("deceased_birth_known", "day")
    )
    deceased_birth_year = NumberField(
        Text("Năm sinh của người chết", "Their year of birth"),
        least=EARLIEST_YEAR,
        most=2100,
        shown_when=when("deceased_birth_known", "year"),
        personal=REGISTER,
    )
    deceased_gender = DECEASED.gender()
    deceased_ethnicity = DECEASED.ethnicity()
    deceased_nationality = DECEASED.nationality()
    deceased_number = DECEASED.number(
        required=False,
        hint=Text(
            "Để trống nếu không có hoặc không biết.", "Leave it empty if there is none or unknown."
        ),
    )
    residence_known = YesNoField(
        Text("Xác định được nơi cư trú cuối cùng của người chết?", "Is their last residence known?")
    )
    deceased_address = TextField(
        Text("Nơi cư trú cuối cùng", "Last place of residence"),
        hint=Text(
            "Số nhà, đường hoặc thôn, phường hoặc xã, tỉnh hoặc thành phố.",
            "House, street or village, ward or commune, province or city.",
        ),
        shown_when=LAST_RESIDENCE_KNOWN,
        max_length=300,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """A birth in the past; nobody reports their own death."""
        born, year = answers.get("deceased_birth_date"), answers.get("deceased_birth_year")
        if born and born > on:
            yield Problem("deceased_birth_date", _BORN_LATER)
        if year and year > on.year:
            yield Problem("deceased_birth_year", _BORN_LATER)
        number = answers.get("deceased_number")
        if number and number == answers.get("requester_number"):
            yield Problem("deceased_number", _YOUR_NUMBER)


def first_possible_birth(answers: Answers) -> date | None:
    """The earliest day on which the deceased can have been born, once something is stated."""
    year = answers.get("deceased_birth_year")
    return date(year, 1, 1) if year else answers.get("deceased_birth_date")


def birth_in_words(answers: Answers) -> str:
    """The date of birth as printed, or the year when no more is known."""
    if answers["deceased_birth_known"] == "year":
        return f"năm {answers['deceased_birth_year']}"
    return format_day(answers["deceased_birth_date"])


_BORN_LATER = Text(
    "Ngày sinh của người chết không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of birth cannot be after today; check it.",
)
_YOUR_NUMBER = Text(
    "Đây là số định danh của bạn; hãy nhập số của người chết hoặc để trống.",
    "This is your own number; enter that of the deceased, or leave it empty.",
)
