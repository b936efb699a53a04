"""Second step: the child, under six years old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    PersonQuestions,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
)
from plugins.procedures.child_under_six.law import AGE_LIMIT

REGISTER = "Đăng ký khai sinh, thường trú, bảo hiểm y tế cho trẻ"
PROOFS = (
    ("certificate", Text("Giấy chứng sinh", "Medical certificate of the birth")),
    ("witness", Text("Văn bản của người làm chứng", "Statement of a witness")),
    (
        "undertaking",
        Text("Giấy cam đoan về việc sinh (không có người làm chứng)", "My own undertaking"),
    ),
)

CHILD = PersonQuestions(whose=Text("của trẻ", "The child's"), purpose=REGISTER)


class Child(ProcedureForm):
    """The child as all three agencies will name it."""

    name = "tre-em"
    title = Text("Trẻ em", "The child")

    child_name = CHILD.full_name()
    child_birth_date = CHILD.birth_date(hint=Text("Ví dụ: 05/11/2026.", "For example: 05/11/2026."))
    child_gender = CHILD.gender()
    child_ethnicity = CHILD.ethnicity(
        hint=Text("Theo cha hoặc mẹ.", "The father's or the mother's.")
    )
    child_nationality = CHILD.nationality()
    child_birth_place = TextField(
        Text("Nơi sinh", "Place of birth"),
        hint=Text(
            "Tên và địa chỉ cơ sở y tế, hoặc phường, xã, tỉnh theo tên hiện nay.",
            "The medical facility and its address, or ward and province as named today.",
        ),
        max_length=300,
        personal=REGISTER,
    )
    child_home_town = TextField(
        Text("Quê quán của trẻ", "The child's home town"),
        hint=Text("Theo quê quán của cha hoặc mẹ.", "The father's or the mother's home town."),
        max_length=300,
        personal=REGISTER,
    )
    birth_proof = SelectField(Text("Giấy tờ về việc sinh", "Proof of the birth"), PROOFS)

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Born in the past, under six, and after a parent who asks."""
        born = answers["child_birth_date"]
        if born > on:
            yield Problem("child_birth_date", _BORN_LATER)
        elif _birthday(born, AGE_LIMIT) <= on:
            yield Problem("child_birth_date", _TOO_OLD)
        elif answers.get("relation") in {"mother", "father"} and born <= answers.get(
            "requester_birth_date", date.min
        ):
            yield Problem("child_birth_date", _OLDER_THAN_YOU)


def _birthday(born: date, years: int) -> date:
    """The birthday of that age; of somebody born on 29 February, 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


_BORN_LATER = Text(
    "Ngày sinh của trẻ không thể sau hôm nay; hãy kiểm tra lại.",
    "The child's date of birth cannot be after today; check it.",
)
_TOO_OLD = Text(
    f"Trẻ đã đủ {AGE_LIMIT} tuổi; hãy nộp riêng từng thủ tục khai sinh, thường trú và bảo hiểm "
    "y tế.",
    f"The child is {AGE_LIMIT} or older; file birth, residence and insurance each by itself.",
)
_OLDER_THAN_YOU = Text(
    "Trẻ không thể sinh trước cha, mẹ; hãy kiểm tra ngày sinh của trẻ và của bạn.",
    "A child cannot be older than a parent; check the child's date of birth and yours.",
)
