"""The building permit of a house (giấy phép xây dựng nhà ở riêng lẻ), code 1.013225."""

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
    read_rates,
)
from plugins.procedures.house_building_permit import law
from plugins.procedures.house_building_permit.cases import CASES
from plugins.procedures.house_building_permit.design import Design
from plugins.procedures.house_building_permit.fee import FEES_FILE, RESOLUTION, PermitCharge
from plugins.procedures.house_building_permit.house import House
from plugins.procedures.house_building_permit.owner import Owner, owner_name
from plugins.procedures.house_building_permit.papers import DOCUMENTS
from plugins.procedures.house_building_permit.plot import Plot
from plugins.procedures.house_building_permit.result import RESULT
from plugins.procedures.house_building_permit.undertaking import Undertaking

requires = Requires(hooks=("register_procedures",), registers=("identity",))

PROCEDURE = Procedure(
    code="1.013225",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Building permit for a house"),
    summary=Text(
        "Xin phép xây mới nhà ở riêng lẻ: khai thông tin và gửi bản vẽ trực tuyến, Ủy ban nhân "
        "dân cấp xã kiểm tra thực địa rồi cấp phép.",
        "Ask to build a new house: state the facts and send the drawings online; the commune "
        "looks at the lot and grants the permit.",
    ),
    field_of_law=FieldOfLaw(
        code="G17-XD11", name=Text("Hoạt động xây dựng", "Building activities")
    ),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN, Subject.ENTERPRISE, Subject.ORGANISATION),
    service_level=ServiceLevel.PARTIAL,
    partial_reason=Text(
        "Giấy phép được cấp kèm bản vẽ giấy có đóng dấu: chủ đầu tư nộp 02 bộ bản vẽ giấy và "
        "nhận lại bản vẽ đã đóng dấu.",
        "The permit comes with stamped drawings on paper: the owner hands in 2 sets on paper and "
        "gets stamped ones back.",
    ),
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Owner, Plot, House, Design, Undertaking),
    documents=DOCUMENTS,
    fee=PermitCharge(read_rates(FEES_FILE, RESOLUTION)),
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="doi-chieu-quy-hoach",
            title=Text("Đối chiếu quy hoạch, bản vẽ", "Check plan and drawings"),
            hours=16,
        ),
        ProcessingStep(
            name="kiem-tra-thuc-dia", title=Text("Kiểm tra thực địa", "Look at the lot"), hours=16
        ),
        ProcessingStep(
            name="lap-giay-phep",
            title=Text("Lập giấy phép, đóng dấu bản vẽ", "Draw up the permit, stamp the drawings"),
            hours=12,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "xây nhà",
        "xin phép xây nhà",
        "làm nhà",
        "cất nhà",
        "giấy phép xây dựng",
        "giấy phép xây nhà",
        "gpxd",
    ),
    life_events=(LifeEvent.BUILDING, LifeEvent.HOME),
    requirements=(
        Text(
            "Nộp tại Ủy ban nhân dân cấp xã nơi có lô đất.",
            "File with the People's Committee of the commune where the lot is.",
        ),
        Text(
            "Thiết kế phù hợp với mục đích sử dụng đất và quy hoạch.",
            "The design fits what the land may be used for, and the plan.",
        ),
    ),
    subject_of=owner_name,
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
