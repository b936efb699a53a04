"""Last step: how long it takes, where the permit goes, and the owner's word."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ChoiceField,
    ConfirmField,
    NumberField,
    ProcedureForm,
    Text,
    TextField,
    true_statement,
    when,
)
from plugins.procedures.house_building_permit.law import REQUEST

DELIVERIES = (
    ("desk", Text("Nhận tại bộ phận một cửa", "At the one-stop desk")),
    ("post", Text("Qua bưu chính công ích", "By post")),
)


class Undertaking(ProcedureForm):
    """Time, delivery and undertaking."""

    name = "cam-ket"
    title = Text("Thời gian xây dựng và cam kết", "Time and undertaking")

    months = NumberField(
        Text("Dự kiến thời gian hoàn thành (tháng)", "Months expected until it is finished"),
        hint=Text(
            "Thường từ 1 đến 36 tháng; nếu lâu hơn, hãy kiểm tra lại.",
            "Usually from 1 to 36; if it is more, check it.",
        ),
        legal_basis=REQUEST,
        least=1,
        most=240,
    )
    delivery = ChoiceField(
        Text(
            "Nhận giấy phép và bản vẽ có đóng dấu ở đâu?",
            "Where do the permit and the stamped drawings go?",
        ),
        DELIVERIES,
    )
    delivery_address = TextField(
        Text("Địa chỉ nhận qua bưu chính", "Postal address"),
        hint=Text("Cước bưu chính trả cho bưu điện khi nhận.", "You pay the postage on delivery."),
        shown_when=when("delivery", "post"),
        max_length=300,
        personal="Gửi kết quả qua bưu chính",
        prefill="identity.address",
        autocomplete="street-address",
    )
    undertake_permit = ConfirmField(
        Text(
            "Tôi cam kết làm theo đúng giấy phép được cấp; nếu không, tôi chịu trách nhiệm theo "
            "quy định của pháp luật.",
            "I shall build as the permit says; if not, I answer for it by law.",
        )
    )
    statement_true = true_statement()
