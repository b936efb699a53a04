"""Last step: who files the dossier, and what the owner promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    ConfirmField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    Text,
    when,
)
from plugins.procedures.household_business.law import FORMS

FILERS = (
    ("owner", Text("Chủ hộ kinh doanh", "The owner")),
    ("proxy", Text("Người được ủy quyền", "Somebody authorised")),
)
PROXY_KINDS = (
    ("individual", Text("Cá nhân", "A person")),
    ("organisation", Text("Nhân viên của tổ chức được ủy quyền", "Staff of an organisation")),
    ("postal", Text("Nhân viên bưu chính công ích", "Staff of the postal service")),
)
BY_PROXY = when("filed_by", "proxy")
PROXY = "Xác định người nộp thay và phạm vi ủy quyền"


class Filing(ProcedureForm):
    """The person who files, and the commitments."""

    name = "nguoi-nop"
    title = Text("Người nộp hồ sơ và cam kết", "Filing and commitments")
    legal_basis = FORMS
    sections: ClassVar[Mapping[str, Text]] = {
        "commit_true": Text("Chủ hộ kinh doanh cam kết", "The owner promises")
    }

    filed_by = ChoiceField(Text("Ai nộp hồ sơ?", "Who files?"), FILERS)
    proxy_kind = ChoiceField(
        Text("Người được ủy quyền là", "The person authorised is"),
        PROXY_KINDS,
        shown_when=BY_PROXY,
    )
    proxy_name = NameField(
        Text("Họ tên người được ủy quyền", "Name of the person authorised"),
        shown_when=BY_PROXY,
        personal=PROXY,
    )
    proxy_number = PersonalNumberField(
        Text("Số định danh của người được ủy quyền", "Their personal identification number"),
        shown_when=BY_PROXY,
        personal=PROXY,
    )
    commit_true = ConfirmField(
        Text(
            "Chịu trách nhiệm về tính hợp pháp, trung thực, chính xác của nội dung đăng ký.",
            "What is registered is lawful, true and accurate.",
        )
    )
    commit_seat = ConfirmField(
        Text(
            "Trụ sở thuộc quyền sử dụng hợp pháp và được dùng đúng mục đích.",
            "The head office is lawfully used for this purpose.",
        )
    )
    commit_conditions = ConfirmField(
        Text(
            "Chỉ kinh doanh ngành, nghề có điều kiện khi đã đủ điều kiện.",
            "Conditional activities begin only when their conditions are met.",
        )
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The owner is not the owner's own proxy."""
        proxy = answers.get("proxy_number")
        if proxy and proxy == answers.get("owner_number"):
            yield Problem(
                "proxy_number",
                Text(
                    "Đây là số định danh của chủ hộ; nếu chủ hộ tự nộp, hãy chọn "
                    "“Chủ hộ kinh doanh” ở câu hỏi trên.",
                    "This is the owner's number; if the owner files, say so above.",
                ),
            )
