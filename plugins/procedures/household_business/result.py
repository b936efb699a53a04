"""The certificate of registration, and what the officer enters for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    amount_in_words,
    format_day,
    format_vnd,
    refuse,
)
from plugins.procedures.household_business.activities import activity_lines
from plugins.procedures.household_business.business import Business, full_name, seat

_CODE = re.compile(r"\d{10}|\d{12}|\d{13}", re.ASCII)


def registration_code(form: Form, field: TextField) -> None:
    """The code is the tax code; 10, 12 or 13 digits."""
    if not _CODE.fullmatch(field.data):
        raise refuse(
            "Mã số hộ kinh doanh gồm 10, 12 hoặc 13 chữ số; hãy kiểm tra lại.",
            "The code has 10, 12 or 13 digits; check it.",
        )


class Certificate(ProcedureForm):
    """What the officer adds to the owner's statement."""

    name = "giay-chung-nhan"
    title = Text("Nội dung giấy chứng nhận", "The certificate")

    certificate_code = TextField(
        Text("Mã số hộ kinh doanh (mã số thuế)", "Code (tax code)"),
        [registration_code],
        max_length=13,
        width=20,
    )
    certificate_date = DateField(Text("Đăng ký lần đầu ngày", "First registered on"))
    certificate_name = TextField(Text("Tên hộ kinh doanh", "Name of the business"))
    certificate_seat = TextField(Text("Trụ sở", "Head office"), max_length=420)
    certificate_notes = LongTextField(Text("Ghi chú", "Notes"), required=False, max_length=1000)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """Take what the owner stated; the tax code is proposed as the owner's number."""
    return {
        "certificate_code": answers.get("owner_number"),
        "certificate_date": on,
        "certificate_name": full_name(answers),
        "certificate_seat": seat(answers),
    }


def content(answers: Answers, certificate: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "code": certificate["certificate_code"],
        "first_registered": format_day(certificate["certificate_date"]),
        "name": certificate["certificate_name"],
        "foreign_name": answers.get("business_foreign_name") or "",
        "short_name": answers.get("business_short_name") or "",
        "seat": certificate["certificate_seat"],
        "phone": Business.questions()["business_phone"].shown(answers["business_phone"]).vi,
        "email": answers.get("business_email") or "",
        "activities": activity_lines(answers),
        "capital": format_vnd(answers["capital"]),
        "capital_words": amount_in_words(answers["capital"], capital=True),
        "owner_name": answers["owner_name"].upper(),
        "owner_birth_date": format_day(answers["owner_birth_date"]),
        "owner_gender": "Nam" if answers["owner_gender"] == "male" else "Nữ",
        "owner_number": answers["owner_number"],
        "owner_address": answers["owner_address"],
        "members": [
            {"name": row["member_name"], "number": row["member_number"]}
            for row in answers.get("members") or ()
        ],
        "notes": certificate.get("certificate_notes") or "",
    }


RESULT = ResultPaper(
    name=Text(
        "Giấy chứng nhận đăng ký hộ kinh doanh", "Certificate of household business registration"
    ),
    template="certificate.html",
    content=content,
    form=Certificate,
    suggest=suggest,
    number_symbol="GCN-HKD",
)
