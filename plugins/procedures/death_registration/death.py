"""Third step: when, where and of what the person died, and what proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    DateField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    refuse,
    when,
)
from plugins.procedures.death_registration.deceased import (
    EARLIEST_YEAR,
    REGISTER,
    first_possible_birth,
)

PROOFS = (
    ("notice", Text("Giấy báo tử", "Notice of death")),
    (
        "substitute",
        Text(
            "Giấy tờ thay Giấy báo tử (ví dụ: quyết định của Tòa án, văn bản xác nhận của công an)",
            "A paper in place of it (such as a court decision or a confirmation of the police)",
        ),
    ),
    (
        "evidence",
        Text(
            "Chết đã lâu, không có hai loại giấy trên; có giấy tờ, tài liệu, chứng cứ khác",
            "Died long ago, there is neither; there is other evidence",
        ),
    ),
)
BY_NOTICE = when("death_proof", "notice", "substitute")
BY_EVIDENCE = when("death_proof", "evidence")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)


def clock_time(form: Form, field: TextField) -> None:
    """An hour of the day, such as 08:30."""
    if not _CLOCK.fullmatch(field.data):
        raise refuse(
            "Hãy nhập giờ và phút, ví dụ 08:30, hoặc để trống nếu không rõ.",
            "Enter hours and minutes, for example 08:30, or leave it empty if unknown.",
        )


class Death(ProcedureForm):
    """The death, and the paper that proves it."""

    name = "su-kien-chet"
    title = Text("Việc chết", "The death")
    sections: ClassVar[Mapping[str, Text]] = {
        "death_proof": Text("Giấy tờ chứng minh", "What proves it")
    }

    death_date = DateField(
        Text("Ngày chết", "Date of death"),
        hint=Text("Ví dụ: 18/11/2026.", "For example: 18/11/2026."),
        earliest=date(EARLIEST_YEAR, 1, 1),
        personal=REGISTER,
    )
    death_time = TextField(
        Text("Giờ chết", "Time of death"),
        [clock_time],
        required=False,
        hint=Text(
            "Giờ và phút, ví dụ 08:30; để trống nếu không rõ.",
            "Hours and minutes, for example 08:30; leave it empty if unknown.",
        ),
        max_length=5,
        width=5,
        personal=REGISTER,
    )
    death_place = TextField(
        Text("Nơi chết", "Place of death"),
        hint=Text(
            "Tên và địa chỉ cơ sở y tế, hoặc phường, xã, tỉnh theo tên hiện nay.",
            "The medical facility and its address, or ward and province as named today.",
        ),
        max_length=300,
        personal=REGISTER,
    )
    death_cause = TextField(
        Text("Nguyên nhân chết", "Cause of death"),
        hint=Text(
            "Như ghi trên giấy báo tử, ví dụ: bệnh, tai nạn, tuổi già.",
            "As on the notice, for example: illness, accident, old age.",
        ),
        max_length=300,
        personal=REGISTER,
    )
    death_proof = ChoiceField(Text("Việc chết được chứng minh bằng", "The proof is"), PROOFS)
    notice_number = TextField(
        Text("Số giấy báo tử hoặc giấy tờ thay thế", "Number of the notice or the paper"),
        required=False,
        hint=Text("Để trống nếu giấy không có số.", "Leave it empty if it has none."),
        shown_when=BY_NOTICE,
        max_length=60,
        width=20,
    )
    notice_issuer = TextField(
        Text("Cơ quan, tổ chức cấp", "Issued by"), shown_when=BY_NOTICE, max_length=200
    )
    notice_date = DateField(
        Text("Ngày cấp", "Issued on"), earliest=date(EARLIEST_YEAR, 1, 1), shown_when=BY_NOTICE
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Birth, death, notice and today in this order."""
        died, born = answers["death_date"], first_possible_birth(answers)
        if died > on:
            yield Problem("death_date", _DIED_LATER)
        if born and died < born:
            yield Problem("death_date", _DIED_BEFORE_BIRTH)
        yield from _notice_problems(answers, on)


def _notice_problems(answers: Answers, on: date) -> Iterator[Problem]:
    issued = answers.get("notice_date")
    if issued and issued > on:
        yield Problem("notice_date", _NOTICE_LATER)
    elif issued and issued < answers["death_date"]:
        yield Problem("notice_date", _NOTICE_BEFORE_DEATH)


_DIED_LATER = Text(
    "Ngày chết không thể sau hôm nay; hãy kiểm tra lại.",
    "The date of death cannot be after today; check it.",
)
_DIED_BEFORE_BIRTH = Text(
    "Ngày chết không thể trước ngày sinh đã khai ở bước trước; hãy kiểm tra lại cả hai.",
    "The date of death cannot be before the birth stated in the step before; check both.",
)
_NOTICE_LATER = Text(
    "Ngày cấp không thể sau hôm nay; hãy xem lại giấy.",
    "It cannot have been issued after today; look at the paper again.",
)
_NOTICE_BEFORE_DEATH = Text(
    "Giấy không thể được cấp trước ngày chết; hãy kiểm tra lại cả hai ngày.",
    "It cannot have been issued before the death; check both dates.",
)
