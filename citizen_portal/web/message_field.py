"""The field in which a message is typed."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.notices.messages import LONGEST_MESSAGE
from citizen_portal.web.language import words

NAME = "tin_nhan"
TYPED_MOST = 4 * LONGEST_MESSAGE
LABEL = Text("Nội dung tin nhắn", "Your message")
TO_OFFICE = Text(
    f"Tối đa {LONGEST_MESSAGE} ký tự. Đừng ghi mật khẩu hay mã OTP; cán bộ không bao giờ hỏi.",
    f"At most {LONGEST_MESSAGE} characters. Never write passwords or one-time codes; "
    "officers do not ask for them.",
)
TO_APPLICANT = Text(
    f"Tối đa {LONGEST_MESSAGE} ký tự. Người nộp được báo là có tin nhắn và đọc trên Cổng.",
    f"At most {LONGEST_MESSAGE} characters. The applicant is told that there is a message and "
    "reads it on the portal.",
)


def message_field(typed: str, hint: Text, errors: Mapping[str, Text]) -> FieldView:
    """The field with what was typed, and what is wrong with it."""
    return FieldView(
        name=NAME, kind="longtext", label=words(LABEL), hint=words(hint), value=typed,
        error=words(errors[NAME]) if NAME in errors else "", max_length=LONGEST_MESSAGE,
    )  # fmt: skip
