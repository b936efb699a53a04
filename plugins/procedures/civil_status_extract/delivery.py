"""Last step: how many copies, what for, and where they go."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ChoiceField,
    ProcedureForm,
    Text,
    TextField,
    number_of_copies,
    true_statement,
    when,
)
from plugins.procedures.civil_status_extract.law import FORMS

DELIVERIES = (
    ("electronic", Text("Bản điện tử trên cổng này", "Electronic, on this portal")),
    ("desk", Text("Nhận tại bộ phận một cửa", "At the one-stop desk")),
    ("post", Text("Qua bưu chính công ích", "By post")),
)


class Delivery(ProcedureForm):
    """Copies, purpose and the way of delivery."""

    name = "nhan-ket-qua"
    title = Text("Số bản sao và cách nhận kết quả", "Copies and delivery")
    legal_basis = FORMS

    copies = number_of_copies(shown_when=None)
    purpose = TextField(
        Text("Mục đích sử dụng", "Purpose"),
        hint=Text("Ví dụ: nhập học, làm hộ chiếu.", "For example: school, passport."),
    )
    delivery = ChoiceField(Text("Cách nhận kết quả", "How to receive the result"), DELIVERIES)
    delivery_address = TextField(
        Text("Địa chỉ nhận qua bưu chính", "Postal address"),
        hint=Text("Cước bưu chính trả cho bưu điện khi nhận.", "You pay the postage on delivery."),
        shown_when=when("delivery", "post"),
        max_length=300,
        personal="Gửi kết quả qua bưu chính",
        prefill="identity.address",
        autocomplete="street-address",
    )
    statement_true = true_statement()
