"""First step: the owner of the household business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    GENDERS,
    Answers,
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    full_years,
)
from plugins.procedures.household_business.law import ADULT_AGE, FORMS

REGISTER = "Ghi vào đăng ký hộ kinh doanh"
CONTACT = "Liên hệ, gửi thông báo về hồ sơ"


class Owner(ProcedureForm):
    """Who answers for the business."""

    name = "chu-ho"
    title = Text("Chủ hộ kinh doanh", "The owner")
    legal_basis = FORMS

    owner_name = NameField(
        Text("Họ, chữ đệm, tên", "Full name"),
        personal=REGISTER,
        prefill="identity.full_name",
        autocomplete="name",
    )
    owner_birth_date = DateField(
        Text("Ngày, tháng, năm sinh", "Date of birth"),
        hint=Text("Ví dụ: 31/03/1985.", "For example: 31/03/1985."),
        personal=REGISTER,
        prefill="identity.birth_date",
        autocomplete="bday",
    )
    owner_gender = ChoiceField(
        Text("Giới tính", "Gender"),
        GENDERS,
        personal=REGISTER,
        prefill="identity.gender",
    )
    owner_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"),
        hint=Text("12 chữ số, như trên thẻ căn cước.", "12 digits, as on the card."),
        personal=REGISTER,
        prefill="identity.personal_number",
    )
    owner_phone = PhoneField(
        Text("Số điện thoại", "Telephone"),
        personal=CONTACT,
        prefill="identity.phone",
        autocomplete="tel",
    )
    owner_email = EmailField(
        Text("Thư điện tử", "E-mail"),
        required=False,
        personal=CONTACT,
        prefill="identity.email",
        autocomplete="email",
    )
    owner_address = TextField(
        Text("Địa chỉ liên lạc", "Contact address"),
        max_length=300,
        personal=CONTACT,
        prefill="identity.address",
        autocomplete="street-address",
    )
    owner_capable = ConfirmField(
        Text(
            "Tôi có đủ năng lực hành vi dân sự và không đứng tên hộ kinh doanh nào khác.",
            "I have full legal capacity and own no other household business.",
        )
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The owner is of age."""
        if full_years(answers["owner_birth_date"], on) < ADULT_AGE:
            yield Problem(
                "owner_birth_date",
                Text(
                    f"Chủ hộ kinh doanh phải từ đủ {ADULT_AGE} tuổi; hãy kiểm tra lại ngày sinh.",
                    f"The owner must be {ADULT_AGE} or older; check the date of birth.",
                ),
            )
