"""Third and fourth step: the mother and the father, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    Condition,
    PersonQuestions,
    Problem,
    ProcedureForm,
    Text,
    YesNoField,
    parent_problems,
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


MOTHER = PersonQuestions(whose=Text("của mẹ", "The mother's"), purpose=REGISTER)
FATHER = PersonQuestions(whose=Text("của cha", "The father's"), purpose=REGISTER)


class Mother(ProcedureForm):
    """The mother; who asks as the mother is not asked again."""

    name = "nguoi-me"
    title = Text("Người mẹ", "The mother")
    shown_when: ClassVar[Condition | None] = OF_PARENTS

    mother_known = YesNoField(
        Text("Có ghi thông tin về mẹ của trẻ không?", "Will the mother be named?"),
        shown_when=~when("relation", "mother"),
    )
    mother_name = MOTHER.full_name(shown_when=MOTHER_STATED)
    mother_birth_date = MOTHER.birth_date(shown_when=MOTHER_STATED)
    mother_number = MOTHER.number(required=False, hint=IF_ANY, shown_when=MOTHER_STATED)
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
    father_name = FATHER.full_name(shown_when=FATHER_STATED)
    father_birth_date = FATHER.birth_date(shown_when=FATHER_STATED)
    father_number = FATHER.number(required=False, hint=IF_ANY, shown_when=FATHER_STATED)
    father_ethnicity = FATHER.ethnicity(shown_when=FATHER_NAMED)
    father_nationality = FATHER.nationality(shown_when=FATHER_NAMED)
    father_address = FATHER.address(shown_when=FATHER_STATED)

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Somebody is named, nobody twice, and everybody in the right order."""
        if not (MOTHER_NAMED | FATHER_NAMED).holds(answers):
            yield Problem("father_known", _NOBODY_NAMED)
        yield from parent_problems(answers, "father", your_number=_YOUR_NUMBER)


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
