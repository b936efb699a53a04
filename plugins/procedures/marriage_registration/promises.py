"""Last step: what both promise, and the copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from citizen_portal.plugin_api import (
    ConfirmField,
    ProcedureForm,
    Text,
    copies_wanted,
    number_of_copies,
)


class Promises(ProcedureForm):
    """Copies of the extract, and the promises of both."""

    name = "cam-doan"
    title = Text("Bản sao và cam đoan", "Copies and promises")
    sections: ClassVar[Mapping[str, Text]] = {
        "statement_free": Text("Hai bên cam đoan", "Both declare")
    }

    wants_copies = copies_wanted(
        "Trích lục kết hôn",
        hint=Text(
            "Mỗi bên được nhận một bản chính Giấy chứng nhận kết hôn.",
            "Each receives an original of the marriage certificate.",
        ),
    )
    copies = number_of_copies()
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
