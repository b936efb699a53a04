"""A small invented procedure that is sound, to be broken by the tests of the kit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Case,
    Channel,
    DocumentRequirement,
    FieldOfLaw,
    GovernmentLevel,
    InForce,
    Procedure,
    ProcessingStep,
    Retention,
    ServiceLevel,
    Subject,
    Text,
    hookimpl,
    when,
)
from tests.testing.boats.form import Boat, Owner
from tests.testing.boats.result import RESULT, RULES, BerthFee, time_for

OWN = Case(
    name="own-boat",
    answers={
        "owner_name": "Nguyễn Văn An",
        "owner_number": "022085000011",
        "owner_phone": "+84912345678",
        "owner_email": None,
        "kind": "own",
        "length": 6,
        "value": 50_000_000,
        "uses": ["sport"],
        "moored_from": date(2027, 1, 9),
        "poor": False,
        "night": 2,
        "notes": None,
        "statement": True,
    },
    fee=120_000,
)
RENTED = Case(
    name="rented-boat",
    answers={
        **{name: value for name, value in OWN.answers.items() if name != "night"},
        "kind": "rented",
        "uses": ["fish", "sport"],
        "hands": [{"hand_name": "Lý A Sáng", "hand_born": None}],
        "poor": True,
    },
    papers=("hop-dong-thue", "ho-ngheo"),
    fee=0,
)

SOUND = Procedure(
    code="3.999009",
    version="1",
    in_force=InForce(since=date(2026, 1, 1), until=date(2026, 12, 31)),
    name=Text("Cấp thẻ bến thuyền", "A berth for a boat"),
    summary=Text("Xin chỗ neo thuyền.", "Ask for a berth."),
    field_of_law=FieldOfLaw(code="", name=Text("Ví dụ", "Example")),
    competent_level=GovernmentLevel.COMMUNE,
    authority="commune_peoples_committee",
    subjects=(Subject.CITIZEN,),
    service_level=ServiceLevel.FULL,
    channels=(Channel.ONLINE, Channel.COUNTER),
    form=(Owner, Boat),
    documents=(
        DocumentRequirement(name="anh-thuyen", title=Text("Ảnh", "Photo"), optional=True),
        DocumentRequirement(
            name="hop-dong-thue",
            title=Text("Hợp đồng thuê", "Contract of rent"),
            needed_when=when("kind", "rented"),
        ),
        DocumentRequirement(
            name="ho-ngheo",
            title=Text("Giấy hộ nghèo", "Certificate of a poor household"),
            needed_when=lambda answers, on: answers.get("poor") is True,
        ),
    ),
    fee=BerthFee(),
    deadline=time_for,
    steps=(ProcessingStep(name="xem", title=Text("Xem bến", "Look at the berth"), hours=4),),
    result=RESULT,
    legal_bases=(RULES,),
    retention=Retention(years=1, legal_basis=RULES),
    subject_of=lambda answers: str(answers.get("owner_name") or ""),
    cases=(OWN, RENTED),
)


@hookimpl
def register_procedures() -> Iterable[Procedure]:
    """Declare the procedure."""
    return (SOUND,)
