"""The notice of the result, and what the officer enters for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    LongTextField,
    NameField,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_day,
)


class Notice(ProcedureForm):
    """What was entered in the residence database."""

    name = "thong-bao"
    title = Text("Nội dung đã cập nhật", "What was entered")

    notice_head = NameField(Text("Họ tên chủ hộ", "Head of the household"))
    notice_address = TextField(Text("Nơi thường trú", "Permanent residence"), max_length=300)
    notice_date = DateField(Text("Ngày cập nhật", "Date of entry"))
    notice_content = LongTextField(
        Text("Kết quả giải quyết", "Result"),
        max_length=1000,
    )


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """What the applicant asked for, as granted."""
    head = answers.get("applicant_name" if answers.get("is_head") else "head_name")
    return {
        "notice_head": head,
        "notice_address": answers.get("new_address"),
        "notice_date": on,
        "notice_content": "Đã đăng ký thường trú và cập nhật Cơ sở dữ liệu về cư trú, "
        "Cơ sở dữ liệu quốc gia về dân cư.",
    }


def content(answers: Answers, notice: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "name": answers["applicant_name"],
        "birth_date": format_day(answers["applicant_birth_date"]),
        "number": answers["applicant_number"],
        "members": [
            {
                "name": row["member_name"],
                "birth_date": format_day(row["member_birth_date"]),
                "number": row["member_number"],
            }
            for row in answers.get("members") or ()
        ],
        "head": notice["notice_head"],
        "address": notice["notice_address"],
        "entered_on": format_day(notice["notice_date"]),
        "result": notice["notice_content"],
    }


RESULT = ResultPaper(
    name=Text(
        "Thông báo kết quả giải quyết thủ tục về cư trú", "Notice of the result on residence"
    ),
    template="notice.html",
    content=content,
    form=Notice,
    suggest=suggest,
    code="KQ.G01.000065",
    number_symbol="TB-CT",
)
