"""Fifth step: what the tax office needs to know."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.household_business.law import FORMS

METHODS = (
    ("declaration", Text("Phương pháp kê khai", "By declaration")),
    ("per_occurrence", Text("Theo từng lần phát sinh", "For each occurrence")),
)


class TaxRegistration(ProcedureForm):
    """Information for tax registration."""

    name = "thue"
    title = Text("Thông tin đăng ký thuế", "Tax registration")
    legal_basis = FORMS

    tax_at_seat = YesNoField(
        Text("Nhận thông báo thuế tại trụ sở?", "Tax notices go to the head office?")
    )
    tax_address = TextField(
        Text("Địa chỉ nhận thông báo thuế", "Address for tax notices"),
        shown_when=when("tax_at_seat", False),
        max_length=300,
    )
    start_date = DateField(
        Text("Ngày bắt đầu hoạt động", "First day of business"),
        hint=Text("Ví dụ: 01/12/2026.", "For example: 01/12/2026."),
    )
    employees = NumberField(
        Text("Tổng số lao động (dự kiến)", "Number of workers (expected)"), most=1000
    )
    tax_method = ChoiceField(Text("Phương pháp tính thuế", "Tax method"), METHODS)
    other_places = LongTextField(
        Text("Địa điểm kinh doanh khác", "Other places of business"),
        required=False,
        hint=Text("Mỗi địa điểm một dòng.", "One place a line."),
        max_length=1000,
    )
