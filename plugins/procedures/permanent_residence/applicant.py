"""First step: who registers (items 1 to 6 of form CT01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    GENDERS,
    Answers,
    ChoiceField,
    DateField,
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
    Problem,
    ProcedureForm,
    Text,
)
from plugins.procedures.permanent_residence.law import FORMS

REGISTER = "Đăng ký, quản lý cư trú"
CONTACT = "Liên hệ, gửi thông báo về hồ sơ"
BORN_LATER = Text(
    "Ngày sinh không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of birth cannot be after today; check it.",
)


class Applicant(ProcedureForm):
    """The person who changes residence."""

    name = "nguoi-dang-ky"
    title = Text("Người đăng ký thường trú", "The person who registers")
    legal_basis = FORMS

    applicant_name = NameField(
        Text("Họ, chữ đệm và tên khai sinh", "Full name at birth"),
        personal=REGISTER,
        prefill="identity.full_name",
        autocomplete="name",
    )
    applicant_birth_date = DateField(
        Text("Ngày, tháng, năm sinh", "Date of birth"),
        hint=Text("Ví dụ: 31/03/1985.", "For example: 31/03/1985."),
        personal=REGISTER,
        prefill="identity.birth_date",
        autocomplete="bday",
    )
    applicant_gender = ChoiceField(
        Text("Giới tính", "Gender"), GENDERS, personal=REGISTER, prefill="identity.gender"
    )
    applicant_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"),
        hint=Text("12 chữ số, như trên thẻ căn cước.", "12 digits, as on the card."),
        personal=REGISTER,
        prefill="identity.personal_number",
    )
    applicant_phone = PhoneField(
        Text("Số điện thoại liên hệ", "Telephone"),
        personal=CONTACT,
        prefill="identity.phone",
        autocomplete="tel",
    )
    applicant_email = EmailField(
        Text("Thư điện tử", "E-mail"),
        required=False,
        personal=CONTACT,
        prefill="identity.email",
        autocomplete="email",
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The date of birth lies in the past."""
        if answers["applicant_birth_date"] > on:
            yield Problem("applicant_birth_date", BORN_LATER)
