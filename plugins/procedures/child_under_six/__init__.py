"""Birth, residence and health insurance of a child under six as one dossier, code 2.000986."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Channel,
    FieldOfLaw,
    GovernmentLevel,
    LifeEvent,
    NoFee,
    Procedure,
    ProcessingStep,
    Requires,
    ResultPaper,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
)
from plugins.procedures.child_under_six import law
from plugins.procedures.child_under_six.cases import CASES
from plugins.procedures.child_under_six.child import Child
from plugins.procedures.child_under_six.insurance import Insurance
from plugins.procedures.child_under_six.insurance_part import INSURANCE
from plugins.procedures.child_under_six.papers import DOCUMENTS
from plugins.procedures.child_under_six.parents import Father, Marriage, Mother
from plugins.procedures.child_under_six.parts import PARTS
from plugins.procedures.child_under_six.requester import Requester
from plugins.procedures.child_under_six.residence import Dwelling, Household

requires = Requires(hooks=("register_procedures",), registers=("identity",))

PROCEDURE = Procedure(
    code="2.000986",
    version="1",
    in_force=law.IN_FORCE,
    name=Text(
        "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế "
        "cho trẻ em dưới 6 tuổi",
        "Birth, permanent residence and health insurance of a child under six together",
    ),
    summary=Text(
        "Khai một lần, nộp một lần cho ba việc của trẻ: khai sinh, thường trú và thẻ bảo hiểm "
        "y tế. Mỗi cơ quan giải quyết phần của mình và trả kết quả riêng.",
        "State everything once and file once for the child's birth, residence and health "
        "insurance. Each agency handles its own part and hands back its own result.",
    ),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Requester, Child, Mother, Father, Marriage, Household, Dwelling, Insurance),
    documents=DOCUMENTS,
    fee=NoFee(law.INTERLINKED),
    deadline=law.group_deadline(),
    steps=(
        ProcessingStep(
            name="cac-phan",
            title=Text("Các cơ quan giải quyết từng phần", "Each agency handles its part"),
            hours=160,
        ),
    ),
    result=ResultPaper.named(
        Text(
            "Giấy khai sinh, thông báo kết quả đăng ký thường trú, xác nhận cấp thẻ bảo hiểm y tế",
            "Birth certificate, notice on residence, confirmation of health insurance",
        )
    ),
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "bhyt trẻ em",
        "thẻ bảo hiểm y tế cho trẻ",
        "liên thông khai sinh",
        "khai sinh thường trú bảo hiểm",
        "nhập hộ khẩu cho con",
        "trẻ sơ sinh",
        "sinh con",
    ),
    life_events=(LifeEvent.CHILD,),
    requirements=(
        Text(
            "Trẻ dưới 6 tuổi chưa được đăng ký khai sinh.",
            "The child is under six and its birth is not registered yet.",
        ),
    ),
    subject_of=lambda answers: str(answers.get("child_name") or ""),
    cases=CASES,
    interlinked=PARTS,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the group, and the part that exists only within it."""
    return (PROCEDURE, INSURANCE)
