"""Last step: copies, exemption from the charge for a late registration, the requester's word."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ConfirmField,
    NumberField,
    ProcedureForm,
    SelectField,
    Text,
    YesNoField,
    when,
)
from plugins.procedures.death_registration.law import EXEMPTION, ON_TIME

MOST_COPIES = 50
NOT_EXEMPT = "none"
EXEMPTIONS = (
    (NOT_EXEMPT, Text("Không thuộc diện miễn", "Not exempt")),
    ("merit", Text("Gia đình có công với cách mạng", "Family of people of merit")),
    ("poor", Text("Hộ nghèo", "Poor household")),
    ("disabled", Text("Người khuyết tật", "Person with a disability")),
)


class Copies(ProcedureForm):
    """What else is wanted, what it costs, and the closing statement."""

    name = "ban-sao-le-phi"
    title = Text("Bản sao, lệ phí và cam đoan", "Copies, charge and statement")

    wants_copies = YesNoField(
        Text("Bạn có đề nghị cấp bản sao Trích lục khai tử không?", "Do you want copies?"),
        hint=Text(
            "Bản chính trích lục được cấp không tính phí bản sao.", "The original is not a copy."
        ),
    )
    copies = NumberField(
        Text("Số lượng bản sao", "Number of copies"),
        least=1,
        most=MOST_COPIES,
        hint=Text(f"Từ 1 đến {MOST_COPIES} bản.", f"From 1 to {MOST_COPIES}."),
        shown_when=when("wants_copies", True),
    )
    exemption = SelectField(
        Text("Bạn có thuộc diện miễn lệ phí hộ tịch không?", "Are you exempt from the charge?"),
        EXEMPTIONS,
        hint=Text(
            f"Chỉ dùng khi đăng ký sau {ON_TIME.label.vi} kể từ ngày chết; đăng ký đúng hạn "
            "luôn được miễn.",
            f"It only matters more than {ON_TIME.label.en} after the death; until then nothing "
            "is charged.",
        ),
        legal_basis=EXEMPTION,
    )
    statement_true = ConfirmField(
        Text(
            "Tôi cam đoan những nội dung khai trên đây là đúng sự thật.",
            "I declare that what I have stated is true.",
        )
    )
