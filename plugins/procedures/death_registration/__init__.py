"""Registering a death (đăng ký khai tử), code 1.000656."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Channel,
    FieldOfLaw,
    GovernmentLevel,
    LifeEvent,
    Procedure,
    ProcessingStep,
    Requires,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
)
from plugins.procedures.death_registration import law
from plugins.procedures.death_registration.cases import CASES
from plugins.procedures.death_registration.copies import Copies
from plugins.procedures.death_registration.deadline import deadline
from plugins.procedures.death_registration.death import Death
from plugins.procedures.death_registration.deceased import Deceased
from plugins.procedures.death_registration.fee import FEE
from plugins.procedures.death_registration.papers import DOCUMENTS
from plugins.procedures.death_registration.requester import Requester
from plugins.procedures.death_registration.result import RESULT

requires = Requires(hooks=("register_procedures",), registers=("identity",))

PROCEDURE = Procedure(
    code="1.000656",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký khai tử", "Register a death"),
    summary=Text(
        "Báo tử và nhận Trích lục khai tử cho người thân; "
        f"miễn lệ phí trong {law.ON_TIME.label.vi} kể từ ngày chết.",
        "Report a death and receive the extract of the entry; "
        f"nothing is charged within {law.ON_TIME.label.en} of the death.",
    ),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Requester, Deceased, Death, Copies),
    documents=DOCUMENTS,
    fee=FEE,
    deadline=deadline,
    steps=(
        ProcessingStep(
            name="tham-tra",
            title=Text("Thẩm tra hồ sơ, tra cứu dữ liệu", "Check the dossier and the registers"),
            hours=3,
        ),
        ProcessingStep(
            name="ghi-so",
            title=Text("Ghi sổ, lập trích lục", "Enter in the register, draw up the extract"),
            hours=2,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "báo tử",
        "giấy báo tử",
        "giấy chứng tử",
        "làm giấy khai tử",
        "trích lục khai tử",
        "người thân mất",
        "người nhà qua đời",
        "có người chết",
    ),
    life_events=(LifeEvent.DEATH,),
    requirements=(
        Text(
            f"Người thân thích đăng ký trong {law.ON_TIME.label.vi} kể từ ngày có người chết; nếu "
            "không có người thân thích, đại diện cơ quan, tổ chức, cá nhân liên quan đăng ký.",
            f"A relative registers the death within {law.ON_TIME.label.en}; when there is none, "
            "an agency, organisation or person concerned does.",
        ),
        Text(
            "Nộp tại Ủy ban nhân dân cấp xã nơi cư trú cuối cùng của người chết; nếu không xác "
            "định được nơi đó, nộp tại nơi chết hoặc nơi phát hiện thi thể.",
            "File with the commune of the last residence; when it is not known, with the commune "
            "of the death or where the body was found.",
        ),
    ),
    subject_of=lambda answers: str(answers.get("deceased_name") or ""),
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
