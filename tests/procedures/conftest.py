"""A small sound procedure, to be bent by the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

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


class Question(ProcedureForm):
    name = "cau-hoi"
    title = Text("Câu hỏi", "Question")
    wish = TextField(Text("Mong muốn", "Wish"))


SOUND = Procedure(
    code="1.000001",
    version="1",
    in_force=InForce(since=date(2026, 1, 1)),
    name=Text("Cấp giấy phép mẫu", "Sample permit"),
    summary=Text("Mẫu", "Sample"),
    field_of_law=FieldOfLaw(code="G00", name=Text("Mẫu", "Sample")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE,),
    form=(Question,),
    documents=(DocumentRequirement(name="giay-mau", title=Text("Giấy mẫu", "Sample paper")),),
    fee=NoFee(LAW),
    deadline=Deadline(Duration(DurationUnit.WORKING_DAY, 1)),
    steps=(ProcessingStep(name="xu-ly", title=Text("Xử lý", "Handle"), hours=2),),
    result=ResultPaper(name=Text("Giấy"), template="paper.html", content=lambda a, b: {}),
    legal_bases=(LAW,),
    retention=Retention(years=None, legal_basis=LAW),
    cases=(Case(name="one", answers={"wish": "x"}),),
)

Make = Callable[..., Procedure]


@pytest.fixture
def make() -> Make:
    """The sound procedure with changes."""

    def changed(**changes: Any) -> Procedure:
        return replace(SOUND, **changes)

    return changed
