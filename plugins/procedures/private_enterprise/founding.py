"""Second step: how the enterprise comes about, and whether it is a social one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    DateField,
    LongTextField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    refuse,
    when,
)
from plugins.procedures.private_enterprise.law import FORMS

FOUNDINGS = (
    ("new", Text("Thành lập mới", "Newly founded")),
    ("household", Text("Chuyển đổi từ hộ kinh doanh", "Turned from a household business")),
    (
        "social_body",
        Text(
            "Chuyển đổi từ cơ sở bảo trợ xã hội, quỹ xã hội, quỹ từ thiện",
            "Turned from a social assistance establishment, social or charity fund",
        ),
    ),
)
FROM_HOUSEHOLD = when("founding", "household")
FROM_SOCIAL_BODY = when("founding", "social_body")
SOCIAL = when("social_enterprise", True)

_HOUSEHOLD_CODE = re.compile(r"\d{10}|\d{12}|\d{13}", re.ASCII)


def household_code(form: Form, field: TextField) -> None:
    """The code of a household business is its tax code: 10, 12 or 13 digits."""
    if not _HOUSEHOLD_CODE.fullmatch(field.data):
        raise refuse(
            "Mã số hộ kinh doanh gồm 10, 12 hoặc 13 chữ số; hãy xem trên giấy chứng nhận.",
            "The code has 10, 12 or 13 digits; see the certificate.",
        )


class Founding(ProcedureForm):
    """From what the enterprise comes, and its social aims."""

    name = "tinh-trang-thanh-lap"
    title = Text("Tình trạng thành lập", "How it is founded")

    founding = ChoiceField(Text("Doanh nghiệp được thành lập thế nào?", "How?"), FOUNDINGS)
    household_name = TextField(
        Text("Tên hộ kinh doanh được chuyển đổi", "Name of the household business"),
        shown_when=FROM_HOUSEHOLD,
        legal_basis=FORMS,
    )
    household_code = TextField(
        Text("Mã số hộ kinh doanh", "Its code"),
        [household_code],
        shown_when=FROM_HOUSEHOLD,
        legal_basis=FORMS,
        max_length=13,
        width=20,
    )
    household_date = DateField(
        Text("Ngày cấp giấy chứng nhận đăng ký hộ kinh doanh", "Day of its certificate"),
        shown_when=FROM_HOUSEHOLD,
    )
    body_name = TextField(
        Text("Tên cơ sở hoặc quỹ được chuyển đổi", "Name of the establishment or fund"),
        shown_when=FROM_SOCIAL_BODY,
        legal_basis=FORMS,
    )
    body_decision = TextField(
        Text("Số, ngày của quyết định cho phép chuyển đổi", "Number and day of the permission"),
        hint=Text("Ví dụ: 12/QĐ-UBND ngày 05/10/2026.", "For example: 12/QĐ-UBND, 05/10/2026."),
        shown_when=FROM_SOCIAL_BODY,
        legal_basis=FORMS,
    )
    social_enterprise = YesNoField(
        Text("Đăng ký là doanh nghiệp xã hội?", "Is it a social enterprise?"),
        shown_when=~FROM_SOCIAL_BODY,
    )
    social_aim = LongTextField(
        Text("Mục tiêu xã hội, môi trường", "Social and environmental aims"),
        hint=Text(
            "Cần cam kết có chữ ký của chủ doanh nghiệp kèm theo.",
            "A signed undertaking of the owner comes with it.",
        ),
        shown_when=SOCIAL | FROM_SOCIAL_BODY,
        legal_basis=FORMS,
        max_length=1000,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """A certificate was given before today."""
        given = answers.get("household_date")
        if given and given > on:
            yield Problem(
                "household_date",
                Text(
                    "Ngày cấp giấy chứng nhận không thể sau hôm nay; hãy xem lại giấy chứng nhận.",
                    "The certificate cannot be dated after today; look at it again.",
                ),
            )
