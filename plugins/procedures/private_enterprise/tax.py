"""Seventh step: what the tax and the social insurance offices need to know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    DateField,
    NumberField,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.private_enterprise.fiscal_year import (
    a_day,
    last_days,
    read_day,
    write_day,
)
from plugins.procedures.private_enterprise.law import FORMS

ACCOUNTING = (
    ("independent", Text("Hạch toán độc lập", "Independent accounts")),
    ("dependent", Text("Hạch toán phụ thuộc", "Dependent accounts")),
)
VAT_METHODS = (
    ("deduction", Text("Khấu trừ", "Deduction")),
    ("direct_value", Text("Trực tiếp trên giá trị gia tăng", "Direct, on the value added")),
    ("direct_turnover", Text("Trực tiếp trên doanh số", "Direct, on turnover")),
    ("none", Text("Không phải nộp thuế giá trị gia tăng", "No value added tax")),
)
INSURANCE = (
    ("monthly", Text("Hằng tháng", "Every month")),
    ("quarterly", Text("03 tháng một lần", "Every 3 months")),
    ("half_yearly", Text("06 tháng một lần", "Every 6 months")),
)


class TaxRegistration(ProcedureForm):
    """Information for tax and social insurance."""

    name = "thue"
    title = Text("Đăng ký thuế, bảo hiểm xã hội", "Tax and social insurance")

    tax_at_seat = YesNoField(
        Text("Nhận thông báo thuế tại trụ sở chính?", "Tax notices go to the head office?")
    )
    tax_address = TextField(
        Text("Địa chỉ nhận thông báo thuế", "Address for tax notices"),
        shown_when=when("tax_at_seat", False),
        legal_basis=FORMS,
        max_length=300,
    )
    start_date = DateField(
        Text("Ngày bắt đầu hoạt động", "First day of business"),
        hint=Text("Ngày dự kiến, ví dụ: 01/12/2026.", "The expected day, for example: 01/12/2026."),
        legal_basis=FORMS,
    )
    accounting = ChoiceField(Text("Hình thức hạch toán", "Accounts"), ACCOUNTING, legal_basis=FORMS)
    fiscal_from = TextField(
        Text("Năm tài chính: từ ngày", "Financial year: from"),
        [a_day],
        hint=Text("Ngày/tháng, ví dụ 01/01.", "Day/month, for example 01/01."),
        max_length=5,
        width=5,
    )
    fiscal_to = TextField(
        Text("Năm tài chính: đến ngày", "Financial year: to"),
        [a_day],
        hint=Text("Đủ 12 tháng, ví dụ 31/12.", "Twelve months, for example 31/12."),
        max_length=5,
        width=5,
    )
    employees = NumberField(
        Text("Tổng số lao động (dự kiến)", "Number of workers (expected)"),
        legal_basis=FORMS,
        most=100_000,
    )
    bot_project = YesNoField(
        Text(
            "Có hoạt động theo dự án BOT, BTO, BT, BOO, BLT, BTL, O&M không?",
            "Does it work under a BOT, BTO, BT, BOO, BLT, BTL or O&M project?",
        ),
        legal_basis=FORMS,
    )
    vat_method = SelectField(
        Text("Phương pháp tính thuế giá trị gia tăng", "Method of value added tax"),
        VAT_METHODS,
        legal_basis=FORMS,
    )
    insurance_method = ChoiceField(
        Text("Phương thức đóng bảo hiểm xã hội", "How social insurance is paid"),
        INSURANCE,
        legal_basis=FORMS,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The financial year has twelve months."""
        first, last = read_day(answers["fiscal_from"]), read_day(answers["fiscal_to"])
        ends = last_days(first) if first else ()
        if not ends:
            yield Problem("fiscal_from", _NOT_EVERY_YEAR)
        elif last not in ends:
            yield Problem("fiscal_to", _not_twelve_months(write_day(ends[0])))


def _not_twelve_months(end: str) -> Text:
    return Text(
        f"Năm tài chính phải đủ 12 tháng; với ngày bắt đầu đã khai, hãy nhập {end}.",
        f"The financial year has 12 months; with the first day given, enter {end}.",
    )


_NOT_EVERY_YEAR = Text(
    "Không phải năm nào cũng có ngày này; hãy chọn ngày khác, ví dụ 01/03.",
    "Not every year has this day; choose another one, for example 01/03.",
)
