"""Sixth step: who founds the business, one person or members of a household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    DateField,
    GroupField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    Text,
    when,
)
from plugins.procedures.household_business.law import FORMS

REGISTER = "Ghi vào đăng ký hộ kinh doanh"
BY_HOUSEHOLD = when("founded_by", "household")
FOUNDERS = (
    ("individual", Text("Cá nhân", "One person")),
    ("household", Text("Các thành viên hộ gia đình", "Members of a household")),
)


class Member(Form):
    """A member of the household who takes part."""

    member_name = NameField(Text("Họ, chữ đệm, tên", "Full name"), personal=REGISTER)
    member_birth_date = DateField(Text("Ngày, tháng, năm sinh", "Date of birth"), personal=REGISTER)
    member_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"), personal=REGISTER
    )


class Founders(ProcedureForm):
    """The founders."""

    name = "chu-the"
    title = Text("Chủ thể thành lập", "Founders")
    legal_basis = FORMS

    founded_by = ChoiceField(Text("Chủ thể thành lập hộ kinh doanh", "Founded by"), FOUNDERS)
    members = GroupField(
        Text("Thành viên hộ gia đình cùng thành lập", "Members of the household"),
        Member,
        row_label=Text("Thành viên", "Member"),
        hint=Text("Không khai lại chủ hộ kinh doanh.", "Do not repeat the owner."),
        required=Text("Hãy khai ít nhất một thành viên.", "Enter at least one member."),
        shown_when=BY_HOUSEHOLD,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Nobody is named twice, and nobody is born in the future."""
        rows = answers.get("members") or ()
        times = Counter(row["member_number"] for row in rows)
        times.update([answers.get("owner_number")] if rows else ())
        for index, row in enumerate(rows):
            if times[row["member_number"]] > 1:
                yield Problem(f"members-{index}-member_number", _TWICE)
            if row["member_birth_date"] > on:
                yield Problem(f"members-{index}-member_birth_date", _BORN_LATER)


_TWICE = Text(
    "Số định danh này đã được khai cho người khác hoặc cho chủ hộ; hãy kiểm tra lại.",
    "This number is given for another person or the owner already; check it.",
)
_BORN_LATER = Text(
    "Ngày sinh không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of birth cannot be after today; check it.",
)
