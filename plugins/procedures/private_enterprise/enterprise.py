"""Third step: the name and the seat of the enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    BusinessName,
    EmailField,
    PhoneField,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
    address_line,
)
from plugins.procedures.private_enterprise.law import FORMS
from plugins.procedures.private_enterprise.owner import REGISTER

NAME = BusinessName(
    kind="Doanh nghiệp tư nhân", forbidden=("công ty", "hộ kinh doanh", "hợp tác xã")
)
ZONES = (
    ("none", Text("Không nằm trong các khu dưới đây", "In none of these")),
    ("industrial", Text("Khu công nghiệp", "Industrial zone")),
    ("export", Text("Khu chế xuất", "Export processing zone")),
    ("economic", Text("Khu kinh tế", "Economic zone")),
    ("high_tech", Text("Khu công nghệ cao", "High-tech zone")),
)


class Enterprise(ProcedureForm):
    """Name and head office."""

    name = "doanh-nghiep"
    title = Text("Tên và trụ sở chính", "Name and head office")
    sections: ClassVar[Mapping[str, Text]] = {"seat_address": Text("Trụ sở chính", "Head office")}

    enterprise_name = TextField(
        Text("Tên riêng của doanh nghiệp", "Own name of the enterprise"),
        [NAME.own],
        hint=Text(
            "Cụm từ “Doanh nghiệp tư nhân” được ghi sẵn trước tên riêng.",
            "“Doanh nghiệp tư nhân” is put before it.",
        ),
        max_length=150,
    )
    enterprise_foreign_name = TextField(
        Text("Tên bằng tiếng nước ngoài", "Name in a foreign language"),
        [NAME.other],
        required=False,
        max_length=150,
    )
    enterprise_short_name = TextField(
        Text("Tên viết tắt", "Abbreviation"), [NAME.other], required=False, max_length=50
    )
    seat_address = TextField(
        Text("Số nhà, đường, tổ, khu phố hoặc thôn", "House, street or village"),
        max_length=200,
        autocomplete="address-line1",
    )
    seat_commune = TextField(
        Text("Phường, xã hoặc đặc khu", "Ward or commune"),
        max_length=100,
        autocomplete="address-level3",
    )
    seat_province = TextField(
        Text("Tỉnh hoặc thành phố", "Province or city"),
        hint=Text(
            "Hồ sơ nộp tại cơ quan đăng ký kinh doanh của tỉnh này.",
            "The dossier goes to the registration office of this province.",
        ),
        max_length=100,
        autocomplete="address-level1",
    )
    seat_zone = SelectField(
        Text("Trụ sở có nằm trong khu sau đây không?", "Is the head office in one of these?"),
        ZONES,
        legal_basis=FORMS,
    )
    enterprise_phone = PhoneField(
        Text("Điện thoại của doanh nghiệp", "Telephone"), personal=REGISTER
    )
    enterprise_email = EmailField(
        Text("Thư điện tử của doanh nghiệp", "E-mail"), required=False, personal=REGISTER
    )


def full_name(answers: Answers) -> str:
    """The whole name: the prefix and the own name."""
    return NAME.full(answers.get("enterprise_name"))


def seat(answers: Answers) -> str:
    """The head office in one line."""
    return address_line(answers, "seat_address", "seat_commune", "seat_province")
