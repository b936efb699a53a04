"""Sixth step: who runs the enterprise, and who keeps its books."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    NameField,
    PersonalNumberField,
    PhoneField,
    ProcedureForm,
    Text,
    YesNoField,
    when,
)
from plugins.procedures.private_enterprise.owner import REGISTER

HIRED_DIRECTOR = when("owner_directs", False)
WITH_ACCOUNTANT = when("has_accountant", True)


class Management(ProcedureForm):
    """Director and accountant."""

    name = "quan-ly"
    title = Text("Giám đốc và kế toán", "Director and accountant")

    owner_directs = YesNoField(
        Text("Chủ doanh nghiệp tự làm giám đốc?", "Is the owner also the director?")
    )
    director_name = NameField(
        Text("Họ, chữ đệm, tên giám đốc", "Full name of the director"),
        shown_when=HIRED_DIRECTOR,
        personal=REGISTER,
    )
    director_number = PersonalNumberField(
        Text("Số định danh cá nhân của giám đốc", "The director's personal number"),
        shown_when=HIRED_DIRECTOR,
        personal=REGISTER,
    )
    director_phone = PhoneField(
        Text("Điện thoại của giám đốc", "The director's telephone"),
        shown_when=HIRED_DIRECTOR,
        personal=REGISTER,
    )
    has_accountant = YesNoField(
        Text(
            "Đã có kế toán trưởng hoặc người phụ trách kế toán?",
            "Is there a chief accountant or somebody in charge of accounts?",
        )
    )
    accountant_name = NameField(
        Text("Họ, chữ đệm, tên kế toán", "Full name of the accountant"),
        shown_when=WITH_ACCOUNTANT,
        personal=REGISTER,
    )
    accountant_number = PersonalNumberField(
        Text("Số định danh cá nhân của kế toán", "The accountant's personal number"),
        shown_when=WITH_ACCOUNTANT,
        personal=REGISTER,
    )
    accountant_phone = PhoneField(
        Text("Điện thoại của kế toán", "The accountant's telephone"),
        shown_when=WITH_ACCOUNTANT,
        personal=REGISTER,
    )
