"""First step: who builds, and who files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    NameField,
    PersonalNumberField,
    Problem,
    RequesterQuestions,
    Text,
    TextField,
    refuse,
    when,
)

FILED_FOR = (
    ("self", Text("Cho tôi: tôi là chủ đầu tư", "For myself: I am the owner")),
    (
        "other",
        Text("Cho chủ đầu tư đã ủy quyền cho tôi", "For the owner, who has authorised me"),
    ),
    (
        "organisation",
        Text("Cho tổ chức mà tôi đại diện", "For an organisation that I represent"),
    ),
)
FOR_ANOTHER = when("filed_for", "other")
FOR_ORGANISATION = when("filed_for", "organisation")
PERMIT = "Ghi vào giấy phép xây dựng"

_TAX_CODE = re.compile(r"\d{10}(-?\d{3})?", re.ASCII)


def tax_code(form: Form, field: TextField) -> None:
    """The code of an enterprise or another organisation: 10 or 13 digits."""
    if not _TAX_CODE.fullmatch(field.data):
        raise refuse(
            "Mã số doanh nghiệp hoặc mã số thuế gồm 10 hoặc 13 chữ số; hãy kiểm tra lại.",
            "The enterprise or tax code has 10 or 13 digits; check it.",
        )


class Owner(RequesterQuestions):
    """The owner of the house to be built, or who files for the owner."""

    name = "chu-dau-tu"
    title = Text("Chủ đầu tư và người nộp hồ sơ", "The owner and who files")

    filed_for = ChoiceField(Text("Bạn nộp hồ sơ cho ai?", "For whom do you file?"), FILED_FOR)
    owner_name = NameField(
        Text("Họ, chữ đệm, tên chủ đầu tư", "Full name of the owner"),
        shown_when=FOR_ANOTHER,
        personal=PERMIT,
    )
    owner_number = PersonalNumberField(
        Text("Số định danh cá nhân của chủ đầu tư", "The owner's personal number"),
        shown_when=FOR_ANOTHER,
        personal=PERMIT,
    )
    organisation_name = TextField(
        Text("Tên tổ chức là chủ đầu tư", "Name of the organisation that builds"),
        shown_when=FOR_ORGANISATION,
    )
    organisation_code = TextField(
        Text("Mã số doanh nghiệp hoặc mã số thuế", "Enterprise or tax code"),
        [tax_code],
        shown_when=FOR_ORGANISATION,
        max_length=14,
        width=20,
    )
    position = TextField(
        Text("Chức vụ của bạn", "Your position"),
        shown_when=FOR_ORGANISATION,
        max_length=100,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The owner is somebody else than who files for the owner."""
        yield from super().check(answers, on)
        other = answers.get("owner_number")
        if other and other == answers["requester_number"]:
            yield Problem(
                "owner_number",
                Text(
                    "Đây là số định danh của bạn; nếu bạn là chủ đầu tư, hãy chọn "
                    "“Cho tôi” ở câu hỏi trên.",
                    "This is your own number; if you are the owner, say so above.",
                ),
            )


def owner_name(answers: Answers) -> str:
    """Who builds: the person or the organisation, as far as it is stated."""
    question = {"other": "owner_name", "organisation": "organisation_name"}.get(
        answers.get("filed_for", ""), "requester_name"
    )
    return answers.get(question) or ""


def owner_code(answers: Answers) -> str:
    """The personal number, or the organisation's code."""
    question = {"other": "owner_number", "organisation": "organisation_code"}.get(
        answers.get("filed_for", ""), "requester_number"
    )
    return answers.get(question) or ""
