"""First step: who asks for the copies, and by what right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
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
    TextField,
    when,
)

IDENTIFY = "Xác định người yêu cầu"
CONTACT = "Liên hệ, gửi thông báo về hồ sơ"

RELATIVES = ("grandparent", "parent", "child", "spouse", "sibling")
RELATIONS = (
    ("self", Text("Là bản thân tôi", "I am that person")),
    ("parent", Text("Cha hoặc mẹ", "Father or mother")),
    ("child", Text("Con", "Son or daughter")),
    ("spouse", Text("Vợ hoặc chồng", "Wife or husband")),
    ("sibling", Text("Anh, chị hoặc em ruột", "Brother or sister")),
    ("grandparent", Text("Ông hoặc bà", "Grandparent")),
    ("authorised", Text("Người được ủy quyền", "Authorised person")),
    ("other", Text("Quan hệ khác", "Other")),
)


class Requester(ProcedureForm):
    """The requester and the relation to the person in the register."""

    name = "nguoi-yeu-cau"
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
    relation = ChoiceField(
        Text(
            "Quan hệ của bạn với người được cấp trích lục",
            "Your relation to the person named in the extract",
        ),
        RELATIONS,
    )
    relation_explained = TextField(
        Text("Nêu rõ quan hệ và lý do yêu cầu", "Your relation and the reason for asking"),
        shown_when=when("relation", "other"),
        max_length=300,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The date of birth lies in the past."""
        if answers["requester_birth_date"] > on:
            yield Problem(
                "requester_birth_date",
                Text(
                    "Ngày sinh không thể sau hôm nay; hãy kiểm tra lại.",
                    "The date of birth cannot be after today; check it.",
                ),
            )
