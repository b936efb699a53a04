"""Registering a birth (đăng ký khai sinh), code 1.001193."""

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
from plugins.procedures.birth_registration import law
from plugins.procedures.birth_registration.cases import CASES
from plugins.procedures.birth_registration.child import Child
from plugins.procedures.birth_registration.copies import Copies
from plugins.procedures.birth_registration.fee import FEE
from plugins.procedures.birth_registration.marriage import Marriage
from plugins.procedures.birth_registration.papers import DOCUMENTS
from plugins.procedures.birth_registration.parents import Father, Mother
from plugins.procedures.birth_registration.requester import Requester
from plugins.procedures.birth_registration.result import RESULT

requires = Requires(hooks=("register_procedures",), registers=("identity",))

PROCEDURE = Procedure(
    code="1.001193",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký khai sinh", "Register a birth"),
    summary=Text(
        "Đăng ký khai sinh cho trẻ, nhận Giấy khai sinh và số định danh cá nhân của trẻ; "
        f"miễn lệ phí trong {law.ON_TIME.label.vi} kể từ ngày sinh.",
        "Register a child's birth, receive the birth certificate and the child's personal "
        f"number; nothing is charged within {law.ON_TIME.label.en} of the birth.",
    ),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Requester, Child, Mother, Father, Marriage, Copies),
    documents=DOCUMENTS,
    fee=FEE,
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="tham-tra",
            title=Text("Thẩm tra hồ sơ, tra cứu dữ liệu", "Check the dossier and the registers"),
            hours=3,
        ),
        ProcessingStep(
            name="ghi-so",
            title=Text(
                "Ghi sổ, lấy số định danh, lập Giấy khai sinh",
                "Enter in the register, obtain the number, draw up the certificate",
            ),
            hours=2,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "làm giấy khai sinh",
        "giấy khai sinh",
        "khai sinh cho con",
        "khai sinh quá hạn",
        "sinh con",
        "em bé",
        "trẻ sơ sinh",
        "giấy chứng sinh",
    ),
    life_events=(LifeEvent.CHILD,),
    requirements=(
        Text(
            f"Cha hoặc mẹ đăng ký khai sinh cho con trong {law.ON_TIME.label.vi} kể từ ngày sinh; "
            "nếu không thể, ông, bà, người thân thích khác hoặc người đang nuôi dưỡng trẻ đăng ký.",
            f"A parent registers the birth within {law.ON_TIME.label.en}; when they cannot, "
            "a grandparent, another relative or whoever looks after the child does.",
        ),
        Text(
            "Nộp tại Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ.",
            "File with the People's Committee of the commune where a parent lives.",
        ),
        Text(
            "Trẻ bị bỏ rơi: đăng ký sau khi Ủy ban nhân dân cấp xã đã lập biên bản và niêm yết.",
            "An abandoned child is registered after the commune has made and posted its record.",
        ),
    ),
    subject_of=lambda answers: str(answers.get("child_name") or ""),
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
