"""Last step: what both promise, and the copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from citizen_portal.plugin_api import (
    ConfirmField,
    NumberField,
    ProcedureForm,
    Text,
    YesNoField,
    when,
)

MOST_COPIES = 50


class Promises(ProcedureForm):
    """Copies of the extract, and the promises of both."""

    name = "cam-doan"
    title = Text("Bản sao và cam đoan", "Copies and promises")
    sections: ClassVar[Mapping[str, Text]] = {
        "statement_free": Text("Hai bên cam đoan", "Both declare")
    }

    wants_copies = YesNoField(
        Text("Bạn có đề nghị cấp bản sao Trích lục kết hôn không?", "Do you want copies?"),
        hint=Text(
            "Mỗi bên được nhận một bản chính Giấy chứng nhận kết hôn.",
            "Each receives an original of the marriage certificate.",
        ),
    )
    copies = NumberField(
        Text("Số lượng bản sao", "Number of copies"),
        least=1,
        most=MOST_COPIES,
        hint=Text(f"Từ 1 đến {MOST_COPIES} bản.", f"From 1 to {MOST_COPIES}."),
        shown_when=when("wants_copies", True),
    )
    statement_free = ConfirmField(
        Text(
            "Hai bên tự nguyện kết hôn, hiện không có vợ hoặc chồng.",
            "Both marry of their own will, and neither is married to anybody.",
        )
    )
    statement_unrelated = ConfirmField(
        Text(
            "Hai bên không có quan hệ thân thích mà luật cấm kết hôn.",
            "They are not related in a way in which the law forbids marriage.",
        )
    )
    statement_present = ConfirmField(
        Text(
            "Hai bên sẽ cùng có mặt, xuất trình giấy tờ tùy thân và ký khi nhận kết quả.",
            "Both will come together, show their identity papers and sign.",
        )
    )
    statement_true = ConfirmField(
        Text(
            "Những nội dung khai trên đây là đúng sự thật.",
            "What is stated above is true.",
        )
    )
