"""Questions that many procedures share: who asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.fields import (
    DateField,
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
    TextField,
)
from citizen_portal.procedures.form import Problem, ProcedureForm

IDENTIFY = "Xác định người yêu cầu"
CONTACT = "Liên hệ, gửi thông báo về hồ sơ"


class RequesterQuestions(ProcedureForm):
    """Who asks, filled in from the electronic identity; a step inherits it and may add more.

    A step that overrides ``check`` goes on with ``super().check(answers, on)``.
    """

    title = Text("Người yêu cầu", "The requester")

    requester_name = NameField(
        Text("Họ, chữ đệm, tên", "Full name"),
        personal=IDENTIFY,
        prefill="identity.full_name",
        autocomplete="name",
    )
    requester_number = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number"),
        hint=Text("12 chữ số, như trên thẻ căn cước.", "12 digits, as on the card."),
        personal=IDENTIFY,
        prefill="identity.personal_number",
    )
    requester_birth_date = DateField(
        Text("Ngày, tháng, năm sinh", "Date of birth"),
        hint=Text("Ví dụ: 31/03/1985.", "For example: 31/03/1985."),
        personal=IDENTIFY,
        prefill="identity.birth_date",
        autocomplete="bday",
    )
    requester_phone = PhoneField(
        Text("Số điện thoại", "Telephone"),
        personal=CONTACT,
        prefill="identity.phone",
        autocomplete="tel",
    )
    requester_email = EmailField(
        Text("Thư điện tử", "E-mail"),
        required=False,
        personal=CONTACT,
        prefill="identity.email",
        autocomplete="email",
    )
    requester_address = TextField(
        Text("Nơi cư trú", "Place of residence"),
        hint=Text(
            "Số nhà, đường hoặc thôn, phường hoặc xã, tỉnh hoặc thành phố.",
            "House, street or village, ward or commune, province or city.",
        ),
        max_length=300,
        personal=IDENTIFY,
        prefill="identity.address",
        autocomplete="street-address",
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The date of birth lies in the past."""
        if answers["requester_birth_date"] > on:
            yield Problem("requester_birth_date", BORN_LATER)


BORN_LATER = Text(
    "Ngày sinh không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of birth cannot be after today; check it.",
)
