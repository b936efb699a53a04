"""The demonstration's seed: agencies, officers with their posts, and a signing authority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import ActorKind
from citizen_portal.models import Agency, OfficerPost, Person
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.demo_agencies import (
    COUNCIL,
    FINANCE,
    INSURANCE,
    POLICE,
    PROVINCIAL_POLICE,
    SERVICE_CENTRE,
    demo_agencies,
)
from citizen_portal.services.login import expected_subject
from citizen_portal.services.papers.issued import agency_seal, portal_seal
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference_data import UNITS_SINCE

SIMULATOR = "/dinh-danh"
HA_LONG, BAI_CHAY = "06688", "06673"
_DESK = (ActorKind.ONE_STOP_OFFICER, "Cán bộ một cửa")
_CASE = (ActorKind.CASE_OFFICER, "Cán bộ thụ lý")

Posts = tuple[tuple[ActorKind, str], ...]

# number, name, kind of agency, commune, posts: as the login page of the simulator lists them.
OFFICERS: tuple[tuple[str, str, str, str, Posts], ...] = (
    ("022188000055", "Phạm Thị Dung", COUNCIL, HA_LONG, (_DESK,)),
    ("022083000066", "Hoàng Văn Em", COUNCIL, HA_LONG, (_CASE,)),
    ("022175000077", "Vũ Thị Giang", COUNCIL, HA_LONG, ((ActorKind.APPROVER, "Phó Chủ tịch"),)),
    ("022182000088", "Đỗ Thị Hải", COUNCIL, BAI_CHAY, (_DESK,)),
    ("022081000111", "Trịnh Văn Lâm", POLICE, HA_LONG, (_DESK, _CASE)),
    ("022178000122", "Đinh Thị Mai", POLICE, HA_LONG, ((ActorKind.APPROVER, "Trưởng Công an"),)),
    ("022186000099", "Ngô Thị Hoa", FINANCE, "", (_CASE,)),
    ("022184000133", "Tạ Thị Ngân", INSURANCE, "", (_DESK, _CASE)),
    ("022077000144", "Đặng Văn Phúc", INSURANCE, "", ((ActorKind.APPROVER, "Giám đốc"),)),
    ("022087000155", "Cao Văn Quý", PROVINCIAL_POLICE, "", (_DESK, _CASE)),
    ("022176000166", "Mạc Thị Sen", PROVINCIAL_POLICE, "",
     ((ActorKind.APPROVER, "Phó Giám đốc"),)),
    ("022174000177", "Lương Thị Sinh", COUNCIL, BAI_CHAY, ((ActorKind.APPROVER, "Chủ tịch"),)),
    ("022089000188", "Kiều Văn Thành", COUNCIL, BAI_CHAY,
     ((ActorKind.CASE_OFFICER, "Cán bộ thụ lý"),)),
    ("022190000199", "Tống Thị Uyên", FINANCE, "",
     ((ActorKind.ONE_STOP_OFFICER, "Cán bộ một cửa"),)),
    ("022088000200", "Hà Văn Vinh", FINANCE, "", ((ActorKind.CASHIER, "Thủ quỹ"),)),
    ("022181000211", "Quách Thị Xuân", FINANCE, "", ((ActorKind.DEPARTMENT_HEAD, "Trưởng phòng"),)),
    ("022072000222", "Chu Văn Yên", FINANCE, "", ((ActorKind.APPROVER, "Phó Giám đốc"),)),
    ("022191000233", "Âu Thị Ánh", FINANCE, "", ((ActorKind.CLERK, "Văn thư"),)),
    ("022186000244", "Vi Thị Én", COUNCIL, HA_LONG,
     ((ActorKind.AGENCY_ADMINISTRATOR, "Quản trị đơn vị"),)),
    ("022083000255", "Phan Văn Đạo", COUNCIL, HA_LONG,
     ((ActorKind.AGENCY_ADMINISTRATOR, "Quản trị đơn vị"),)),
    ("022192000266", "Lã Thị Bích", SERVICE_CENTRE, "",
     ((ActorKind.ONE_STOP_OFFICER, "Cán bộ một cửa"),)),
    ("022093000277", "Mai Văn Cảnh", SERVICE_CENTRE, "", ((ActorKind.CASHIER, "Thủ quỹ"),)),
    ("022194000288", "Nghiêm Thị Duyên", SERVICE_CENTRE, "",
     ((ActorKind.RESULT_OFFICER, "Cán bộ trả kết quả"),)),
    ("022070000299", "Kim Văn Định", FINANCE, "", ((ActorKind.AUDITOR, "Thanh tra viên"),)),
    ("022079000100", "Bùi Văn Khoa", FINANCE, "", ((ActorKind.ADMINISTRATOR, "Quản trị"),)),
    ("022184000300", "Trương Thị Gấm", FINANCE, "", ((ActorKind.ADMINISTRATOR, "Quản trị"),)),
)  # fmt: skip


def seed_demo(session: Session, parts: Parts, issuer: str) -> None:
    """Put the demonstration's people and agencies in; running it again changes nothing.

    ``issuer`` is whose numbers the officers log in with. An operator's command is the
    permission. Commits.
    """
    _follow_simulator(session, issuer)
    session.execute(insert(Agency).on_conflict_do_nothing(), list(demo_agencies(parts.province)))
    session.flush()
    agencies = {
        (kind, commune): agency_id
        for agency_id, kind, commune in session.execute(
            select(Agency.id, Agency.kind, Agency.commune_code)
        )
    }
    session.execute(
        insert(Person).on_conflict_do_nothing(index_elements=[Person.id]),
        list(_people(parts, issuer)),
    )
    session.execute(insert(OfficerPost).on_conflict_do_nothing(), list(_posts(agencies)))
    session.commit()
    parts.reference.forget()
    _enrol(parts)


def _follow_simulator(session: Session, issuer: str) -> None:
    """The simulator's address goes with the demonstration's port; its people stay the same."""
    moved = update(Person).where(Person.issuer != issuer, Person.issuer.endswith(SIMULATOR))
    session.execute(moved.values(issuer=issuer))


def _person_id(number: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"portal-demo#{number}")


def _people(parts: Parts, issuer: str) -> Iterator[dict[str, Any]]:
    for number, name, *_ in OFFICERS:
        yield {
            "id": _person_id(number),
            "issuer": issuer,
            "subject": expected_subject(number),
            "personal_number": number,
            "full_name": name,
            "created_at": parts.clock(),
        }


def _posts(agencies: Mapping[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    for number, _, kind, commune, posts in OFFICERS:
        for role, title in posts:
            yield {
                "person_id": _person_id(number),
                "agency_id": agencies[kind, commune],
                "role": role.value,
                "title": title,
                "since": UNITS_SINCE,
            }


def _enrol(parts: Parts) -> None:
    """Keys for the portal, every agency's seal, and every officer."""
    today: date = parts.today()
    seals = [
        agency_seal(agency)
        for kind in (COUNCIL, POLICE, FINANCE, INSURANCE, PROVINCIAL_POLICE, SERVICE_CENTRE)
        for agency in parts.reference.agencies(kind, today)
    ]
    people = [Signatory(kind="person", key=number, name=name) for number, name, *_ in OFFICERS]
    parts.signer.enrol([portal_seal(parts), *seals, *people])
