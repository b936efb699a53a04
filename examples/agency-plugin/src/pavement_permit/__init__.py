"""Using the pavement for a while (an invented procedure), code 3.990101."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Channel,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    FieldOfLaw,
    GovernmentLevel,
    InForce,
    LegalBasis,
    LifeEvent,
    Procedure,
    ProcessingStep,
    Requires,
    Retention,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
    when,
)
from pavement_permit.cases import CASES
from pavement_permit.fee import PavementFee
from pavement_permit.form import Applicant, Use
from pavement_permit.result import RESULT

RULES = LegalBasis(
    document="Quy chế mẫu về sử dụng vỉa hè (ví dụ, không có thật)",
    in_force=InForce(since=date(2026, 1, 1)),
)

requires = Requires(hooks=("register_procedures",), registers=("identity",), seconds=1.0)

PROCEDURE = Procedure(
    code="3.990101",
    version="1",
    in_force=InForce(since=date(2026, 1, 1)),
    name=Text("Cấp phép sử dụng tạm thời vỉa hè", "Use the pavement for a while"),
    summary=Text(
        "Xin dùng một phần vỉa hè trước nhà cho đám cưới, đám tang hoặc để vật liệu xây dựng.",
        "Ask for part of the pavement before a house, for a wedding, a funeral or materials.",
    ),
    field_of_law=FieldOfLaw(code="G17-XD99", name=Text("Hạ tầng đô thị", "Streets")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Applicant, Use),
    documents=(
        DocumentRequirement(
            name="ban-ve-vi-tri",
            title=Text("Bản vẽ vị trí để vật liệu", "Sketch of where the materials lie"),
            needed_when=when("purpose", "materials"),
            legal_basis=RULES,
        ),
        DocumentRequirement(
            name="xac-nhan-ho-ngheo",
            title=Text("Giấy xác nhận hộ nghèo", "Certificate of a poor household"),
            needed_when=when("poor_household", True),
            reusable=True,
            legal_basis=RULES,
        ),
    ),
    fee=PavementFee(RULES),
    deadline=Deadline(Duration(DurationUnit.WORKING_DAY, 2), RULES),
    steps=(
        ProcessingStep(name="xem-xet", title=Text("Xem xét", "Examine"), hours=8),
        ProcessingStep(name="lap-giay-phep", title=Text("Lập giấy phép", "Draw up"), hours=4),
    ),
    result=RESULT,
    legal_bases=(RULES,),
    retention=Retention(years=2, legal_basis=RULES),
    keywords=("vỉa hè", "dựng rạp", "đám cưới", "để vật liệu"),
    life_events=(LifeEvent.BUILDING,),
    subject_of=lambda answers: str(answers.get("place") or ""),
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
