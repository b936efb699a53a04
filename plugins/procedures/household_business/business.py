"""Second step: the name and the seat of the business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    BusinessName,
    EmailField,
    PhoneField,
    ProcedureForm,
    Text,
    TextField,
    address_line,
)
from plugins.procedures.household_business.law import FORMS

NAME = BusinessName(kind="Hộ kinh doanh", forbidden=("công ty", "doanh nghiệp"))
SEAT = "Ghi vào đăng ký hộ kinh doanh"


class Business(ProcedureForm):
    """Name and head office."""

    name = "ho-kinh-doanh"
    title = Text("Tên và trụ sở hộ kinh doanh", "Name and head office")
    legal_basis = FORMS
    sections: ClassVar[Mapping[str, Text]] = {"seat_address": Text("Trụ sở", "Head office")}

    business_name = TextField(
        Text("Tên riêng của hộ kinh doanh", "Own name of the business"),
        [NAME.own],
        hint=Text(
            "Cụm từ “Hộ kinh doanh” được ghi sẵn trước tên riêng.",
            "“Hộ kinh doanh” is put before it.",
        ),
        max_length=150,
    )
    business_foreign_name = TextField(
        Text("Tên bằng tiếng nước ngoài", "Name in a foreign language"),
        [NAME.other],
        required=False,
        max_length=150,
    )
    business_short_name = TextField(
        Text("Tên viết tắt", "Abbreviation"), [NAME.other], required=False, max_length=50
    )
    seat_address = TextField(
        Text("Số nhà, đường, tổ, khu phố hoặc thôn", "House, street or village"),
        max_length=200,
        autocomplete="address-line1",
    )
    seat_commune = TextField(
        Text("Phường, xã hoặc đặc khu", "Ward or commune"),
        hint=Text("Nộp hồ sơ tại nơi đặt trụ sở.", "Apply where the head office is."),
        max_length=100,
        autocomplete="address-level3",
    )
    seat_province = TextField(
        Text("Tỉnh hoặc thành phố", "Province or city"),
        max_length=100,
        autocomplete="address-level1",
    )
    business_phone = PhoneField(Text("Điện thoại của trụ sở", "Telephone"), personal=SEAT)
    business_email = EmailField(
        Text("Thư điện tử của hộ kinh doanh", "E-mail"), required=False, personal=SEAT
    )


def full_name(answers: Answers) -> str:
    """The whole name: the prefix and the own name."""
    return NAME.full(answers.get("business_name"))


def seat(answers: Answers) -> str:
    """The head office in one line."""
    return address_line(answers, "seat_address", "seat_commune", "seat_province")
