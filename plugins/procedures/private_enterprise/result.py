"""The certificate of registration, and what the officer enters for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Form

from citizen_portal.plugin_api import (
    GENDERS,
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
from plugins.procedures.private_enterprise.enterprise import Enterprise, full_name, seat

_CODE = re.compile(r"\d{1,10}", re.ASCII)


def enterprise_code(form: Form, field: TextField) -> None:
    """The code has digits only; the tax register gives it, 10 of them."""
    if not _CODE.fullmatch(field.data):
        raise refuse(
            "Mã số doanh nghiệp chỉ gồm chữ số, nhiều nhất 10 chữ số; hãy kiểm tra lại.",
            "The code has digits only, at most 10; check it.",
        )


class Certificate(ProcedureForm):
    """What the officer adds to the owner's statement."""

    name = "giay-chung-nhan"
    title = Text("Nội dung giấy chứng nhận", "The certificate")

    certificate_code = TextField(
        Text("Mã số doanh nghiệp (mã số thuế)", "Enterprise code (tax code)"),
        [enterprise_code],
        hint=Text(
            "10 chữ số, do hệ thống đăng ký doanh nghiệp cấp.",
            "10 digits, given by the enterprise register.",
        ),
        max_length=10,
        width=20,
    )
    certificate_date = DateField(Text("Đăng ký lần đầu ngày", "First registered on"))
    certificate_name = TextField(Text("Tên doanh nghiệp", "Name of the enterprise"))
    certificate_seat = TextField(Text("Trụ sở chính", "Head office"), max_length=420)
    certificate_notes = LongTextField(Text("Ghi chú", "Notes"), required=False, max_length=1000)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """Take what the owner stated; the register gives the code."""
    return {
        "certificate_date": on,
        "certificate_name": full_name(answers),
        "certificate_seat": seat(answers),
    }


def content(answers: Answers, certificate: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    phone = Enterprise.questions()["enterprise_phone"]
    return {
        "code": certificate["certificate_code"],
        "first_registered": format_day(certificate["certificate_date"]),
        "name": certificate["certificate_name"],
        "foreign_name": answers.get("enterprise_foreign_name") or "",
        "short_name": answers.get("enterprise_short_name") or "",
        "social": "Doanh nghiệp xã hội" if is_social(answers) else "",
        "seat": certificate["certificate_seat"],
        "phone": phone.shown(answers["enterprise_phone"]).vi,
        "email": answers.get("enterprise_email") or "",
        "capital": format_vnd(answers["capital"]),
        "capital_words": amount_in_words(answers["capital"], capital=True),
        "owner_name": answers["requester_name"].upper(),
        "owner_birth_date": format_day(answers["requester_birth_date"]),
        "owner_gender": dict(GENDERS)[answers["requester_gender"]].vi,
        "owner_number": answers["requester_number"],
        "owner_address": answers["requester_address"],
        "converted_from": answers.get("household_name") or answers.get("body_name") or "",
        "notes": certificate.get("certificate_notes") or "",
    }


def is_social(answers: Answers) -> bool:
    """Tell whether it is registered as a social enterprise."""
    return bool(answers.get("social_enterprise")) or answers.get("founding") == "social_body"


RESULT = ResultPaper(
    name=Text(
        "Giấy chứng nhận đăng ký doanh nghiệp - Doanh nghiệp tư nhân",
        "Certificate of enterprise registration - private enterprise",
    ),
    template="certificate.html",
    content=content,
    form=Certificate,
    suggest=suggest,
    code="KQ.G12.001044",
    number_symbol="GCN-DNTN",
)
