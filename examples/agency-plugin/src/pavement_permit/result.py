"""The permit, and what the officer decides for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    DateField,
    NumberField,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_day,
)


class Permit(ProcedureForm):
    """What the permit says."""

    name = "giay-phep"
    title = Text("Nội dung giấy phép", "The permit")

    permit_place = TextField(Text("Địa điểm", "Where"), max_length=200)
    permit_first_day = DateField(Text("Từ ngày", "From"))
    permit_days = NumberField(Text("Số ngày", "Days"), least=1, most=30)
    permit_square_metres = NumberField(Text("Diện tích (m²)", "Area (m²)"), least=1, most=100)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """What the citizen asked for."""
    return {
        "permit_place": answers.get("place"),
        "permit_first_day": answers.get("first_day"),
        "permit_days": answers.get("days"),
        "permit_square_metres": answers.get("square_metres"),
    }


def content(answers: Answers, decided: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    return {
        "name": answers["requester_name"],
        "place": decided["permit_place"],
        "first_day": format_day(decided["permit_first_day"]),
        "days": decided["permit_days"],
        "square_metres": decided["permit_square_metres"],
    }


RESULT = ResultPaper(
    name=Text("Giấy phép sử dụng tạm thời vỉa hè", "Permit to use the pavement"),
    template="permit.html",
    content=content,
    form=Permit,
    suggest=suggest,
    number_symbol="GPVH",
)
