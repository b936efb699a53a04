"""Second step: the circumstances of the birth, and the child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    PersonQuestions,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    day_in_words,
    says_day,
    when,
)

REGISTER = "Ghi vào sổ đăng ký khai sinh"

SITUATIONS = (
    ("ordinary", Text("Biết cha hoặc mẹ", "The father or the mother is known")),
    ("surrogacy", Text("Sinh ra do mang thai hộ", "Born by surrogacy")),
    ("abandoned", Text("Trẻ bị bỏ rơi", "The child was abandoned")),
    (
        "unknown",
        Text(
            "Chưa xác định được cả cha và mẹ, không bị bỏ rơi",
            "Neither parent is known, the child was not abandoned",
        ),
    ),
)
PROOFS = (
    ("certificate", Text("Giấy chứng sinh", "Medical certificate of the birth")),
    ("witness", Text("Văn bản của người làm chứng", "Statement of a witness")),
    (
        "undertaking",
        Text("Giấy cam đoan về việc sinh (không có người làm chứng)", "My own undertaking"),
    ),
)
OF_PARENTS = when("birth_situation", "ordinary", "surrogacy")
WITHOUT_PARENTS = when("birth_situation", "abandoned", "unknown")

CHILD = PersonQuestions(whose=Text("của trẻ", "The child's"), purpose=REGISTER)


class Child(ProcedureForm):
    """The child as the register will name it."""

    name = "tre-em"
    title = Text("Trẻ được khai sinh", "The child")
    sections: ClassVar[Mapping[str, Text]] = {
        "child_name": Text("Thông tin của trẻ", "About the child")
    }

    birth_situation = ChoiceField(Text("Trường hợp của trẻ", "The child's situation"), SITUATIONS)
    birth_proof = ChoiceField(
        Text("Giấy tờ về việc sinh", "Proof of the birth"), PROOFS, shown_when=OF_PARENTS
    )
    child_name = CHILD.full_name(
        hint=Text(
            "Họ theo họ của cha hoặc mẹ, theo thỏa thuận hoặc tập quán.",
            "The family name is the father's or the mother's, as agreed or by custom.",
        )
    )
    child_birth_date = CHILD.birth_date(hint=Text("Ví dụ: 05/11/2026.", "For example: 05/11/2026."))
    child_birth_date_words = TextField(
        Text("Ngày sinh ghi bằng chữ", "The date of birth in words"),
        hint=Text(
            f"Ví dụ: {day_in_words(date(2026, 11, 5))}.",
            f"In Vietnamese, for example: {day_in_words(date(2026, 11, 5))}.",
        ),
        max_length=120,
        personal=REGISTER,
    )
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

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """A birth in the past, said alike in figures and words, by somebody older."""
        born, relation = answers["child_birth_date"], answers.get("relation")
        by_parent = relation in {"mother", "father"}
        if by_parent and WITHOUT_PARENTS.holds(answers):
            yield Problem("birth_situation", _YOU_ARE_A_PARENT)
        if born > on:
            yield Problem("child_birth_date", _BORN_LATER)
        elif by_parent and born <= answers.get("requester_birth_date", date.min):
            yield Problem("child_birth_date", _OLDER_THAN_YOU)
        if not says_day(answers["child_birth_date_words"], born):
            said = day_in_words(born)
            yield Problem("child_birth_date_words", _OTHER_WORDS.format(said=said))


_YOU_ARE_A_PARENT = Text(
    "Bạn đã khai là cha hoặc mẹ của trẻ; hãy chọn “Biết cha hoặc mẹ” hoặc sửa quan hệ "
    "ở bước trước.",
    "You said that you are a parent; choose that a parent is known, or correct the relation "
    "in the step before.",
)
_BORN_LATER = Text(
    "Ngày sinh của trẻ không thể sau hôm nay; hãy kiểm tra lại.",
    "The child's date of birth cannot be after today; check it.",
)
_OLDER_THAN_YOU = Text(
    "Trẻ không thể sinh trước cha, mẹ; hãy kiểm tra ngày sinh của trẻ và của bạn.",
    "A child cannot be older than a parent; check the child's date of birth and yours.",
)
_OTHER_WORDS = Text(
    "Ngày sinh bằng chữ chưa khớp với ngày sinh bằng số. Nếu ngày bằng số đúng, hãy viết: {said}.",
    "Words and figures differ. If the figures are right, write: {said}.",
)
