"""Copies of extracts of civil status (cấp bản sao trích lục hộ tịch), code 2.000635."""

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
from plugins.procedures.civil_status_extract import law
from plugins.procedures.civil_status_extract.cases import CASES
from plugins.procedures.civil_status_extract.delivery import Delivery
from plugins.procedures.civil_status_extract.event import RegisteredEvent, subject_name
from plugins.procedures.civil_status_extract.fee import FEE
from plugins.procedures.civil_status_extract.papers import DOCUMENTS
from plugins.procedures.civil_status_extract.requester import Requester
from plugins.procedures.civil_status_extract.result import RESULT

requires = Requires(registers=("identity",))

PROCEDURE = Procedure(
    code="2.000635",
    version="1",
    in_force=law.IN_FORCE,
    name=Text(
        "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
        "Copies of extracts of civil status and of birth certificates",
    ),
    summary=Text(
        "Xin bản sao từ sổ hộ tịch về việc khai sinh, kết hôn, khai tử hoặc việc hộ tịch khác "
        "đã đăng ký; nhận bản điện tử ngay trong ngày làm việc.",
        "Ask for copies from the register of births, marriages, deaths and other events; "
        "the electronic copy comes the same working day.",
    ),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Requester, RegisteredEvent, Delivery),
    documents=DOCUMENTS,
    fee=FEE,
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="tra-cuu", title=Text("Tra cứu sổ hộ tịch", "Search the register"), hours=3
        ),
        ProcessingStep(
            name="lap-trich-luc", title=Text("Lập trích lục", "Draw up the extract"), hours=2
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "sao y hộ tịch",
        "trích lục",
        "trích lục khai sinh",
        "trích lục kết hôn",
        "trích lục khai tử",
        "làm lại giấy khai sinh",
        "giấy đăng ký kết hôn",
    ),
    requirements=(
        Text(
            "Thông tin khai phải đủ và đúng để tìm được nội dung trong sổ hộ tịch.",
            "What you state must be complete and right, so that the entry can be found.",
        ),
    ),
    subject_of=subject_name,
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
