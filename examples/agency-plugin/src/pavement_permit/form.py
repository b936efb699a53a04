"""What the citizen is asked: who they are, and where, when and what for."""

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
    RequesterQuestions,
    Text,
    TextField,
    YesNoField,
)

PURPOSES = (
    ("wedding", Text("Đám cưới", "A wedding")),
    ("funeral", Text("Đám tang", "A funeral")),
    ("materials", Text("Để vật liệu xây dựng", "Building materials")),
)


class Applicant(RequesterQuestions):
    """Who asks: the questions that the portal shares among procedures."""

    name = "nguoi-de-nghi"


class Use(ProcedureForm):
    """Where, when and what for."""

    name = "su-dung"
    title = Text("Sử dụng vỉa hè", "Using the pavement")

    purpose = ChoiceField(Text("Dùng vỉa hè để làm gì?", "What for?"), PURPOSES)
    place = TextField(Text("Địa điểm", "Where"), max_length=200)
    first_day = DateField(Text("Từ ngày", "From"))
    days = NumberField(Text("Số ngày", "How many days"), least=1, most=30)
    square_metres = NumberField(Text("Diện tích (m²)", "Area (m²)"), least=1, most=100)
    poor_household = YesNoField(
        Text("Gia đình bạn có thuộc hộ nghèo không?", "Are you a poor household?"),
        personal="Xét miễn phí sử dụng vỉa hè",
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """The pavement is lent for days to come."""
        if answers["first_day"] < on:
            yield Problem(
                "first_day",
                Text("Hãy chọn ngày từ hôm nay trở đi.", "Choose today or a later day."),
            )
