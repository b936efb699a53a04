"""Fourth step: the capital, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    MoneyField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    amount_in_words,
    words_agree,
)
from plugins.procedures.household_business.law import FORMS


class Capital(ProcedureForm):
    """How much the owner puts into the business."""

    name = "von"
    title = Text("Vốn kinh doanh", "Capital")
    legal_basis = FORMS

    capital = MoneyField(
        Text("Tổng số vốn bằng số", "Capital in figures"),
        hint=Text("Ví dụ: 100.000.000.", "For example: 100.000.000."),
        least=1,
        most=10**12,
    )
    capital_words = TextField(
        Text("Tổng số vốn bằng chữ", "Capital in words"),
        hint=Text(
            "Viết bằng tiếng Việt, ví dụ: Một trăm triệu đồng.",
            "In Vietnamese, for example: Một trăm triệu đồng.",
        ),
        max_length=300,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Figures and words say the same amount."""
        if not words_agree(answers["capital_words"], answers["capital"]):
            said = amount_in_words(answers["capital"], capital=True)
            yield Problem(
                "capital_words",
                Text(
                    f"Số bằng chữ chưa khớp với số bằng số. Nếu số bằng số đúng, hãy viết: {said}.",
                    f"Words and figures differ. If the figures are right, write: {said}.",
                ),
            )
