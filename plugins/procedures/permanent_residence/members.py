"""Third step: who else moves, and the consent for minors (item 11 of form CT01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from wtforms import Form

from citizen_portal.plugin_api import (
    GENDERS,
    Answers,
    ChoiceField,
    ConfirmField,
    DateField,
    GroupField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    YesNoField,
    full_years,
    when,
)
from plugins.procedures.permanent_residence.applicant import BORN_LATER, REGISTER
from plugins.procedures.permanent_residence.household import RELATIONS
from plugins.procedures.permanent_residence.law import ADULT_AGE, FORMS

WITH_MINORS = when("has_minors", True)
GUARDIANS = (
    ("father", Text("Cha", "Father")),
    ("mother", Text("Mẹ", "Mother")),
    ("guardian", Text("Người giám hộ", "Guardian")),
)


class Member(Form):
    """One person who moves together with the applicant."""

    member_name = NameField(Text("Họ, chữ đệm và tên", "Full name"), personal=REGISTER)
    member_birth_date = DateField(Text("Ngày, tháng, năm sinh", "Date of birth"), personal=REGISTER)
    member_gender = ChoiceField(Text("Giới tính", "Gender"), GENDERS, personal=REGISTER)
    member_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"), personal=REGISTER
    )
    member_relation = SelectField(
        Text("Quan hệ với chủ hộ", "Relation to the head"), RELATIONS, personal=REGISTER
    )


class Members(ProcedureForm):
    """The others, and who consents for those under age."""

    name = "thanh-vien"
    title = Text("Người cùng thay đổi", "People who move together")
    legal_basis = FORMS
    sections: ClassVar[Mapping[str, Text]] = {"has_minors": Text("Người chưa thành niên", "Minors")}

    has_members = YesNoField(
        Text("Có người khác cùng đăng ký thường trú với bạn?", "Does anyone register with you?")
    )
    members = GroupField(
        Text("Những người cùng thay đổi", "People who move together"),
        Member,
        row_label=Text("Người cùng thay đổi", "Person"),
        hint=Text("Không khai lại bạn.", "Do not repeat yourself."),
        required=Text("Hãy khai ít nhất một người.", "Enter at least one person."),
        shown_when=when("has_members", True),
        personal=REGISTER,
    )
    has_minors = YesNoField(
        Text(
            f"Trong những người đăng ký có ai chưa đủ {ADULT_AGE} tuổi?",
            f"Is anyone who registers under {ADULT_AGE}?",
        ),
        hint=Text("Tính cả bạn.", "Yourself included."),
    )
    guardian_kind = ChoiceField(
        Text("Người cho ý kiến đồng ý là", "The person who consents is"),
        GUARDIANS,
        shown_when=WITH_MINORS,
    )
    guardian_name = NameField(
        Text("Họ tên cha, mẹ hoặc người giám hộ", "Name of the parent or guardian"),
        shown_when=WITH_MINORS,
        personal=REGISTER,
    )
    guardian_number = PersonalNumberField(
        Text("Số định danh của cha, mẹ hoặc người giám hộ", "Their personal number"),
        shown_when=WITH_MINORS,
        personal=REGISTER,
    )
    guardian_consent = ConfirmField(
        Text(
            "Cha, mẹ hoặc người giám hộ đồng ý cho người chưa thành niên đăng ký thường trú.",
            "The parent or guardian consents to the minor's registration.",
        ),
        shown_when=WITH_MINORS,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Nobody twice, ages that agree with what is said of minors."""
        yield from _row_problems(answers, on)
        if has_minor(answers, on) and not answers["has_minors"]:
            yield Problem("has_minors", _THERE_ARE_MINORS)
        guardian = answers.get("guardian_number")
        if guardian and guardian in _numbers_of_minors(answers, on):
            yield Problem("guardian_number", _GUARDIAN_UNDER_AGE)


def has_minor(answers: Answers, on: date) -> bool:
    """Tell whether somebody who registers is under age on that day."""
    return bool(_numbers_of_minors(answers, on))


def people(answers: Answers) -> int:
    """How many people register."""
    return 1 + len(answers.get("members") or ())


def _row_problems(answers: Answers, on: date) -> Iterator[Problem]:
    rows = answers.get("members") or ()
    times = Counter(row["member_number"] for row in rows)
    times.update([answers.get("applicant_number")])
    for index, row in enumerate(rows):
        if times[row["member_number"]] > 1:
            yield Problem(f"members-{index}-member_number", _TWICE)
        if row["member_birth_date"] > on:
            yield Problem(f"members-{index}-member_birth_date", BORN_LATER)


def _numbers_of_minors(answers: Answers, on: date) -> set[str | None]:
    births = {
        row["member_number"]: row["member_birth_date"] for row in answers.get("members") or ()
    }
    births[answers.get("applicant_number")] = answers.get("applicant_birth_date")
    return {number for number, born in births.items() if born and full_years(born, on) < ADULT_AGE}


_GUARDIAN_UNDER_AGE = Text(
    f"Người cho ý kiến đồng ý phải từ đủ {ADULT_AGE} tuổi; hãy khai cha, mẹ hoặc người giám hộ.",
    f"The person who consents must be {ADULT_AGE} or older; name a parent or guardian.",
)
_TWICE = Text(
    "Số định danh này đã được khai cho người khác hoặc cho bạn; hãy kiểm tra lại.",
    "This number is given for another person or for you already; check it.",
)
_THERE_ARE_MINORS = Text(
    f"Theo ngày sinh đã khai, có người chưa đủ {ADULT_AGE} tuổi; hãy chọn “Có” và khai người "
    "cho ý kiến đồng ý.",
    f"By the dates of birth somebody is under {ADULT_AGE}; answer “Yes” and say who consents.",
)
