"""Registering permanent residence (đăng ký thường trú), code 1.004222, form CT01."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Channel,
    FieldOfLaw,
    GovernmentLevel,
    Procedure,
    ProcessingStep,
    Requires,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
)
from plugins.procedures.permanent_residence import law
from plugins.procedures.permanent_residence.applicant import Applicant
from plugins.procedures.permanent_residence.cases import CASES
from plugins.procedures.permanent_residence.dwelling import Dwelling
from plugins.procedures.permanent_residence.exemption import Exemption
from plugins.procedures.permanent_residence.fee import ResidenceCharge
from plugins.procedures.permanent_residence.household import Household
from plugins.procedures.permanent_residence.members import Members
from plugins.procedures.permanent_residence.papers import DOCUMENTS
from plugins.procedures.permanent_residence.result import RESULT

requires = Requires(registers=("identity",))

PROCEDURE = Procedure(
    code="1.004222",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký thường trú", "Register permanent residence"),
    summary=Text(
        "Đăng ký nơi thường trú mới cho bạn và những người cùng chuyển đến.",
        "Register a new permanent residence for yourself and those who move with you.",
    ),
    field_of_law=FieldOfLaw(
        code="G01-CA05", name=Text("Đăng ký, quản lý cư trú", "Residence registration")
    ),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_police",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Applicant, Household, Members, Dwelling, Exemption),
    documents=DOCUMENTS,
    fee=ResidenceCharge(law.RATES),
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="tham-tra", title=Text("Thẩm tra, đối chiếu dữ liệu", "Verify the data"), hours=36
        ),
        ProcessingStep(
            name="cap-nhat",
            title=Text("Cập nhật cơ sở dữ liệu cư trú", "Enter in the residence database"),
            hours=8,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "hộ khẩu",
        "nhập khẩu",
        "nhập hộ khẩu",
        "chuyển hộ khẩu",
        "cư trú",
        "chuyển nhà",
        "ct01",
    ),
    requirements=(
        Text(
            "Thông tin của người đăng ký đã có trong Cơ sở dữ liệu quốc gia về dân cư.",
            "The applicant's data are in the national population database.",
        ),
    ),
    subject_of=lambda answers: str(answers.get("applicant_name") or ""),
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
