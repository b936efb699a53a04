"""Second step: the name and the seat of the business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    EmailField,
    PhoneField,
    ProcedureForm,
    Text,
    TextField,
    fold,
    refuse,
)
from plugins.procedures.household_business.law import FORMS

PREFIX = "Hộ kinh doanh"
FORBIDDEN = ("công ty", "doanh nghiệp")
SEAT = "Ghi vào đăng ký hộ kinh doanh"


def own_name(form: Form, field: TextField) -> None:
    """The own name has letters, does not repeat the prefix, and poses as no company."""
    folded = f" {fold(field.data)} "
    if not any(sign.isalpha() for sign in folded):
        raise refuse(
            "Tên riêng cần có chữ cái, ví dụ: Bình An.",
            "The own name needs letters, for example: Bình An.",
        )
    if folded.startswith(f" {fold(PREFIX)} "):
        raise refuse(
            "Chỉ nhập tên riêng; cụm từ “Hộ kinh doanh” được ghi sẵn trước tên.",
            "Enter the own name only; “Hộ kinh doanh” is put before it.",
        )
    no_company(form, field)


def no_company(form: Form, field: TextField) -> None:
    """Refuse names that make people believe it is a company."""
    for words in FORBIDDEN:
        if f" {fold(words)} " in f" {fold(field.data)} ":
            raise refuse(
                "Tên hộ kinh doanh không được có cụm từ “{words}”; hãy bỏ cụm từ này.",
                "The name may not contain “{words}”; leave it out.",
                words=words,
            )


class Business(ProcedureForm):
    """Name and head office."""

    name = "ho-kinh-doanh"
    title = Text("Tên và trụ sở hộ kinh doanh", "Name and head office")
    legal_basis = FORMS
    sections: ClassVar[Mapping[str, Text]] = {"seat_address": Text("Trụ sở", "Head office")}

    business_name = TextField(
        Text("Tên riêng của hộ kinh doanh", "Own name of the business"),
        [own_name],
        hint=Text(
            "Cụm từ “Hộ kinh doanh” được ghi sẵn trước tên riêng.",
            "“Hộ kinh doanh” is put before it.",
        ),
        max_length=150,
    )
    business_foreign_name = TextField(
        Text("Tên bằng tiếng nước ngoài", "Name in a foreign language"),
        [no_company],
        required=False,
        max_length=150,
    )
    business_short_name = TextField(
        Text("Tên viết tắt", "Abbreviation"), [no_company], required=False, max_length=50
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
    own = answers.get("business_name")
    return f"{PREFIX} {own}" if own else PREFIX


def seat(answers: Answers) -> str:
    """The head office in one line."""
    parts = (answers.get(name) for name in ("seat_address", "seat_commune", "seat_province"))
    return ", ".join(part for part in parts if part)
