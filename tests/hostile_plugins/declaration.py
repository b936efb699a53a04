"""A sound procedure for the sample plugins: each gets a copy of this file and bends it."""

from __future__ import annotations

from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Case,
    Channel,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    FieldOfLaw,
    GovernmentLevel,
    InForce,
    LegalBasis,
    NoFee,
    Procedure,
    ProcedureForm,
    ProcessingStep,
    ResultPaper,
    Retention,
    ServiceLevel,
    Subject,
    Text,
    TextField,
)

LAW = LegalBasis(document="Luật mẫu")


class Wish(ProcedureForm):
    """The one step; who wishes for a trap springs it."""

    name = "mong-muon"
    title = Text("Mong muốn", "Wish")
    wish = TextField(Text("Mong muốn của bạn", "Your wish"))


def procedure(code: str, **changes: Any) -> Procedure:
    """The procedure of that code with changes."""
    sound: dict[str, Any] = {
        "code": code,
        "version": "1",
        "in_force": InForce(since=date(2026, 1, 1)),
        "name": Text(f"Thủ tục mẫu {code}", f"Sample procedure {code}"),
        "summary": Text("Mẫu", "Sample"),
        "field_of_law": FieldOfLaw(code="G00", name=Text("Mẫu", "Sample")),
        "competent_level": GovernmentLevel.COMMUNE,
        "authority": "commune_peoples_committee",
        "subjects": (Subject.CITIZEN,),
        "service_level": ServiceLevel.FULL,
        "channels": (Channel.ONLINE,),
        "form": (Wish,),
        "fee": NoFee(LAW),
        "deadline": Deadline(Duration(DurationUnit.WORKING_DAY, 1)),
        "steps": (ProcessingStep(name="xu-ly", title=Text("Xử lý", "Handle"), hours=2),),
        "result": ResultPaper(name=Text("Giấy"), template="", content=lambda a, b: {}),
        "legal_bases": (LAW,),
        "retention": Retention(years=None, legal_basis=LAW),
        "cases": (Case(name="calm", answers={"wish": "calm"}),),
    }
    return Procedure(**{**sound, **changes})


def paper(**changes: Any) -> DocumentRequirement:
    """One paper, with changes."""
    return DocumentRequirement(name="giay", title=Text("Giấy", "Paper"), **changes)
