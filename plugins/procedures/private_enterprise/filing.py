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

FILERS = (
    ("owner", Text("Chủ doanh nghiệp", "The owner")),
    ("proxy", Text("Người được ủy quyền", "Somebody authorised")),
)
PROXY_KINDS = (
    ("individual", Text("Cá nhân", "A person")),
    ("organisation", Text("Tổ chức làm dịch vụ", "An organisation that does this as a service")),
    ("public_post", Text("Bưu chính công ích", "The public postal service")),
    ("other_post", Text("Đơn vị bưu chính khác", "Another postal service")),
)
BY_PROXY = when("filed_by", "proxy")
BY_PERSON = when("proxy_kind", "individual")
BY_SERVICE = when("proxy_kind", "organisation")
BY_PUBLIC_POST = when("proxy_kind", "public_post")
BY_OTHER_POST = when("proxy_kind", "other_post")
PROXY = "Xác định người nộp thay và phạm vi ủy quyền"


class Filing(ProcedureForm):
    """The person who files, and the commitments."""

    name = "nguoi-nop"
    title = Text("Người nộp hồ sơ và cam kết", "Filing and commitments")
    sections: ClassVar[Mapping[str, Text]] = {
        "commit_true": Text("Chủ doanh nghiệp cam kết", "The owner promises")
    }

    filed_by = ChoiceField(
        Text("Ai nộp hồ sơ?", "Who files?"),
        FILERS,
        hint=Text(
            "Khi ủy quyền, cả người ủy quyền và người được ủy quyền phải xác thực điện tử.",
            "Both who authorises and who is authorised confirm it by electronic identity.",
        ),
    )
    proxy_kind = ChoiceField(
        Text("Người được ủy quyền là", "The one authorised is"), PROXY_KINDS, shown_when=BY_PROXY
    )
    proxy_name = NameField(
        Text("Họ tên người trực tiếp nộp hồ sơ", "Name of the person who files"),
        shown_when=BY_PROXY,
        personal=PROXY,
    )
    proxy_number = PersonalNumberField(
        Text("Số định danh của người trực tiếp nộp hồ sơ", "Their personal number"),
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
            "Trụ sở chính thuộc quyền sử dụng hợp pháp và được dùng đúng mục đích.",
            "The head office is lawfully used for this purpose.",
        )
    )
    commit_publication = ConfirmField(
        Text(
            "Đề nghị công bố nội dung đăng ký doanh nghiệp và nộp phí công bố.",
            "What is registered is to be published, and the fee for it is paid.",
        )
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The owner is not the owner's own proxy."""
        proxy = answers.get("proxy_number")
        if proxy and proxy == answers.get("requester_number"):
            yield Problem(
                "proxy_number",
                Text(
                    "Đây là số định danh của chủ doanh nghiệp; nếu chủ doanh nghiệp tự nộp, hãy "
                    "chọn “Chủ doanh nghiệp” ở câu hỏi trên.",
                    "This is the owner's number; if the owner files, say so above.",
                ),
            )
