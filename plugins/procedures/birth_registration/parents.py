"""Third and fourth step: the mother and the father, each once."""

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
from plugins.procedures.birth_registration.child import OF_PARENTS, REGISTER

MOTHER_STATED = when("mother_known", True)
FATHER_STATED = when("father_known", True)
MOTHER_NAMED = when("relation", "mother") | MOTHER_STATED
FATHER_NAMED = when("relation", "father") | FATHER_STATED
IF_ANY = Text(
    "Để trống nếu là người nước ngoài chưa có số này.",
    "Leave it empty for a foreigner who has none.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A parent as stated, or the requester when that is the parent."""

    name: str
    birth_date: date
    number: str | None
    ethnicity: str
    nationality: str
    address: str


def parent(answers: Answers, stem: str) -> Parent | None:
    """The ``"mother"`` or the ``"father"``; None when left out.

    Raises ``KeyError`` when something is not answered.
    """
    known = {"mother": MOTHER_NAMED, "father": FATHER_NAMED}[stem]
    if not (OF_PARENTS & known).holds(answers):
        return None
    # A requester who is the parent has said name, number and residence in the first step.
    told = "requester" if answers["relation"] == stem else stem
    return Parent(
        name=answers[f"{told}_name"],
        birth_date=answers[f"{told}_birth_date"],
        number=answers.get(f"{told}_number"),
        ethnicity=answers[f"{stem}_ethnicity"],
        nationality=answers[f"{stem}_nationality"],
        address=answers[f"{told}_address"],
    )


class Mother(ProcedureForm):
    """The mother; who asks as the mother is not asked again."""

    name = "nguoi-me"
    title = Text("Người mẹ", "The mother")
    shown_when: ClassVar[Condition | None] = OF_PARENTS

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
        required=False,
        hint=IF_ANY,
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
    shown_when: ClassVar[Condition | None] = OF_PARENTS

    father_known = YesNoField(
        Text("Có ghi thông tin về cha của trẻ không?", "Will the father be named?"),
        hint=Text(
            "Chưa xác định được cha thì chọn “Không”; cha muốn nhận con khi cha mẹ chưa đăng ký "
            "kết hôn thì nộp thủ tục khai sinh kết hợp nhận cha, mẹ, con.",
            "Answer “No” when the father is not known; a father who recognises the child "
            "without being married files for birth and recognition together.",
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
        required=False,
        hint=IF_ANY,
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


def _contradictions(answers: Answers, stem: str) -> Iterator[Problem]:
    born, child = answers.get(f"{stem}_birth_date"), answers.get("child_birth_date")
    if born and child and born >= child:
        yield Problem(f"{stem}_birth_date", _YOUNGER_THAN_CHILD)
    number = answers.get(f"{stem}_number")
    if number and number == answers.get("requester_number"):
        yield Problem(f"{stem}_number", _YOUR_NUMBER)


_NOBODY_NAMED = Text(
    "Hãy khai ít nhất một người, mẹ hoặc cha; nếu chưa xác định được cả hai, sửa trường hợp "
    "của trẻ ở bước “Trẻ được khai sinh”.",
    "Name at least the mother or the father; when neither is known, correct the child's "
    "situation in the step “The child”.",
)
_YOUR_NUMBER = Text(
    "Đây là số định danh của bạn; nếu bạn là cha hoặc mẹ của trẻ, hãy chọn như vậy ở bước "
    "“Người yêu cầu”.",
    "This is your own number; if you are the child's parent, say so in the step “The requester”.",
)
_SAME_NUMBER = Text(
    "Số định danh của cha trùng với số của mẹ; hãy kiểm tra lại cả hai.",
    "The father's number is the same as the mother's; check both.",
)
_YOUNGER_THAN_CHILD = Text(
    "Cha, mẹ phải sinh trước con; hãy kiểm tra lại ngày sinh này và ngày sinh của trẻ.",
    "A parent is older than the child; check this date and the child's date of birth.",
)
