"""The form in which a person at the counter is written down."""

from __future__ import annotations

from typing import Any, ClassVar

from citizen_portal.domain.identity_card import IdentityCard
from citizen_portal.domain.moment import format_day
from citizen_portal.domain.personal_number import Gender
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.fields import (
    ChoiceField,
    DateField,
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
    TextField,
)
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.services.counter.people import NewPerson
from citizen_portal.web.typed import Typed


class PersonForm(ProcedureForm):
    """Who sits before the officer, as their card says."""

    name = "nguoi"
    title: ClassVar[Text] = Text("Thông tin trên thẻ", "What the card says")

    so_dinh_danh = PersonalNumberField(
        Text("Số định danh cá nhân", "Personal identification number")
    )
    ho_ten = NameField(Text("Họ và tên", "Full name"))
    ngay_sinh = DateField(Text("Ngày sinh", "Date of birth"))
    gioi_tinh = ChoiceField(
        Text("Giới tính", "Gender"),
        ((Gender.MALE.value, Text("Nam", "Male")), (Gender.FEMALE.value, Text("Nữ", "Female"))),
        required=False,
    )
    dia_chi = TextField(Text("Nơi cư trú", "Residence"), required=False, max_length=300)
    dien_thoai = PhoneField(Text("Số điện thoại", "Telephone"), required=False)
    thu_dien_tu = EmailField(Text("Thư điện tử", "E-mail"), required=False)


def typed_of_card(card: IdentityCard) -> Typed:
    """What a card says, as it would be typed into the form."""
    return {
        "so_dinh_danh": [card.number.digits],
        "ho_ten": [card.full_name],
        "ngay_sinh": [format_day(card.birth_date)],
        "gioi_tinh": [card.gender.value if card.gender else ""],
        "dia_chi": [card.address],
    }


def new_person(answers: dict[str, Any]) -> NewPerson:
    """The form's answers as what is written down."""
    return NewPerson(
        number=answers["so_dinh_danh"],
        full_name=answers["ho_ten"],
        birth_date=answers["ngay_sinh"],
        gender=answers.get("gioi_tinh") or "",
        phone=answers.get("dien_thoai") or "",
        email=answers.get("thu_dien_tu") or "",
        address=answers.get("dia_chi") or "",
    )
