"""Registering a marriage (đăng ký kết hôn), code 1.000894."""

from __future__ import annotations

from collections.abc import Iterable

from citizen_portal.plugin_api import (
    Answers,
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
from plugins.procedures.marriage_registration import law
from plugins.procedures.marriage_registration.cases import CASES
from plugins.procedures.marriage_registration.fee import MarriageFee
from plugins.procedures.marriage_registration.papers import DOCUMENTS
from plugins.procedures.marriage_registration.parties import Bride, Groom
from plugins.procedures.marriage_registration.promises import Promises
from plugins.procedures.marriage_registration.requester import Requester
from plugins.procedures.marriage_registration.result import RESULT

requires = Requires(hooks=("register_procedures",), registers=("identity",))


def names_of_both(answers: Answers) -> str:
    """The two names, as far as they are stated."""
    other = {"groom": "bride_name", "bride": "groom_name"}.get(answers.get("requester_is", ""), "")
    names = (answers.get("requester_name"), answers.get(other))
    return " – ".join(name for name in names if name)


PROCEDURE = Procedure(
    code="1.000894",
    version="1",
    in_force=law.IN_FORCE,
    name=Text("Đăng ký kết hôn", "Register a marriage"),
    summary=Text(
        "Khai và nộp hồ sơ kết hôn trực tuyến, sau đó hai bên cùng đến ký và nhận Giấy chứng nhận "
        "kết hôn; không mất lệ phí.",
        "File for marriage online, then come together to sign and receive the marriage "
        "certificate; nothing is charged.",
    ),
    field_of_law=FieldOfLaw(code="G15-TP07", name=Text("Hộ tịch", "Civil status")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.PARTIAL,
    partial_reason=Text(
        "Pháp luật yêu cầu hai bên nam, nữ có mặt, xuất trình giấy tờ tùy thân, khẳng định sự tự "
        "nguyện và ký vào Sổ đăng ký kết hôn, Giấy chứng nhận kết hôn.",
        "The law demands that both be present, show their identity papers, confirm their own will "
        "and sign the register and the certificate.",
    ),
    channels=(Channel.ONLINE, Channel.COUNTER, Channel.POST),
    form=(Requester, Groom, Bride, Promises),
    documents=DOCUMENTS,
    fee=MarriageFee(),
    deadline=law.DEADLINE,
    steps=(
        ProcessingStep(
            name="tham-tra",
            title=Text(
                "Thẩm tra, tra cứu tình trạng hôn nhân", "Check, and look up who is free to marry"
            ),
            hours=5,
        ),
        ProcessingStep(
            name="ky-so",
            title=Text(
                "Hai bên ký, ghi sổ, lập Giấy chứng nhận",
                "Both sign; enter in the register, draw up the certificate",
            ),
            hours=3,
        ),
    ),
    result=RESULT,
    legal_bases=law.LEGAL_BASES,
    retention=law.RETENTION,
    keywords=(
        "cưới",
        "lấy vợ",
        "lấy chồng",
        "giấy kết hôn",
        "giấy đăng ký kết hôn",
        "giấy chứng nhận kết hôn",
        "hôn thú",
    ),
    life_events=(LifeEvent.MARRIAGE,),
    requirements=(
        Text(
            "Nộp tại Ủy ban nhân dân cấp xã nơi cư trú của một trong hai bên.",
            "File with the People's Committee of the commune where one of the two lives.",
        ),
        Text(
            "Hai bên tự nguyện, không đang có vợ hoặc chồng, đủ điều kiện theo Luật Hôn nhân và "
            "gia đình.",
            "Both are willing, unmarried, and fulfil the conditions of the law on marriage and "
            "family.",
        ),
        Text(
            "Hai bên cùng đến ký, mang theo giấy tờ tùy thân.",
            "Both come together to sign, with their identity papers.",
        ),
    ),
    subject_of=names_of_both,
    cases=CASES,
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (PROCEDURE,)
