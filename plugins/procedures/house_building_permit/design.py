"""Fourth step: who designed the house, and which checks the design needs."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    NameField,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.house_building_permit.law import FIRE_SAFETY, REQUEST

APPRAISED = when("design_appraisal", True)
FIRE_CHECKED = when("fire_safety", True)
CERTIFICATE = Text(
    "Nếu có; thường gồm chữ viết tắt của nơi cấp và tám chữ số, ví dụ: QNI-00012345.",
    "If any; usually letters of who issued it and eight digits, for example: QNI-00012345.",
)
PERMIT = "Ghi vào đơn đề nghị cấp giấy phép xây dựng"


class Design(ProcedureForm):
    """The designers, and the papers that depend on the design."""

    name = "thiet-ke"
    title = Text("Thiết kế", "The design")

    designer_name = TextField(
        Text("Tổ chức hoặc cá nhân thiết kế", "Who made the design"), legal_basis=REQUEST
    )
    designer_certificate = TextField(
        Text("Số chứng chỉ năng lực hoặc hành nghề", "Number of the designer's certificate"),
        required=False,
        hint=CERTIFICATE,
        legal_basis=REQUEST,
        max_length=50,
        width=20,
    )
    lead_name = NameField(
        Text("Chủ nhiệm hoặc chủ trì thiết kế", "Head of the design"),
        required=False,
        legal_basis=REQUEST,
        personal=PERMIT,
    )
    lead_certificate = TextField(
        Text("Số chứng chỉ của chủ nhiệm hoặc chủ trì", "Number of their certificate"),
        required=False,
        hint=CERTIFICATE,
        legal_basis=REQUEST,
        max_length=50,
        width=20,
    )
    fire_safety = YesNoField(
        Text(
            "Ngôi nhà có thuộc diện phải làm thủ tục về phòng cháy, chữa cháy không?",
            "Does the law on fire safety demand a procedure for this house?",
        ),
        hint=Text(
            "Nếu chưa rõ, hãy hỏi đơn vị thiết kế.", "If you are not sure, ask the designer."
        ),
        legal_basis=FIRE_SAFETY,
    )
    design_appraisal = YesNoField(
        Text(
            "Pháp luật về xây dựng có yêu cầu thẩm tra thiết kế này không?",
            "Does the law on building demand that the design be appraised?",
        ),
        hint=Text(
            "Nếu chưa rõ, hãy hỏi đơn vị thiết kế.", "If you are not sure, ask the designer."
        ),
        legal_basis=REQUEST,
    )
    appraiser_name = TextField(
        Text("Tổ chức hoặc cá nhân thẩm tra", "Who appraised the design"),
        shown_when=APPRAISED,
        legal_basis=REQUEST,
    )
    appraiser_certificate = TextField(
        Text("Số chứng chỉ của bên thẩm tra", "Number of the appraiser's certificate"),
        required=False,
        hint=CERTIFICATE,
        shown_when=APPRAISED,
        legal_basis=REQUEST,
        max_length=50,
        width=20,
    )
