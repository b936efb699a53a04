"""The card that is handed back, and the money and time for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    Channel,
    DateField,
    Deadline,
    Duration,
    DurationUnit,
    FeeAssessment,
    FeeKind,
    FeeLine,
    FeeRate,
    InForce,
    LegalBasis,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_day,
    rate_on,
)

RULES = LegalBasis(
    document="Quy chế bến thuyền (không có thật)", in_force=InForce(since=date(2026, 1, 1))
)
RATES = (FeeRate(unit_price=20_000, legal_basis=RULES),)


class BerthFee:
    """A price for each metre; poor households pay nothing."""

    def __init__(self, rates: tuple[FeeRate, ...] = RATES) -> None:
        self.rates = rates

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee in đồng. Raises ``LookupError`` when no rate is in force."""
        rate, metres = rate_on(self.rates, on), answers["length"]
        free = answers["poor"]
        line = FeeLine(
            code="BEN",
            name=Text("Phí bến", "Berth fee"),
            kind=FeeKind.SERVICE_FEE,
            quantity=metres,
            unit_price=rate.unit_price,
            amount=0 if free else metres * rate.unit_price,
            legal_basis=str(rate.legal_basis),
            reason=Text(f"{metres} mét", f"{metres} metres"),
            exemption=Text("Hộ nghèo", "Poor household") if free else None,
        )
        return FeeAssessment(lines=(line,))


def time_for(answers: Answers, channel: Channel) -> Deadline:
    """Longer for what must be looked at."""
    days = 5 if answers["kind"] == "other" else 2
    return Deadline(Duration(DurationUnit.WORKING_DAY, days), legal_basis=RULES)


class Berth(ProcedureForm):
    """Where the boat lies, as the officer decides it."""

    name = "cho-neo"
    title = Text("Chỗ neo", "The berth")

    berth = TextField(Text("Số bến", "Berth"), max_length=20)
    berth_from = DateField(Text("Từ ngày", "From"))
    berth_note = TextField(Text("Ghi chú", "Note"), required=False)


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """What the citizen asked for."""
    return {"berth_from": answers.get("moored_from")}


def content(answers: Answers, decided: Answers) -> Mapping[str, Any]:
    """The plain values that the card prints."""
    return {
        "owner": answers["owner_name"],
        "berth": decided["berth"],
        "since": format_day(decided["berth_from"]),
        "note": decided["berth_note"] or "",
        "hands": [row["hand_name"] for row in answers.get("hands") or ()],
    }


RESULT = ResultPaper(
    name=Text("Thẻ bến", "Berth card"),
    template="card.html",
    content=content,
    form=Berth,
    suggest=suggest,
)
