"""Standing in: an officer lends one of their roles to a colleague from day to day.

What is lent works in the colleague's session on those days, see ``login``; the check that
nobody approves what they prepared holds for who stands in as for anybody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.roles import ActorKind, Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Delegation, OfficerPost, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.staff import colleagues_at, post_in_force
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from citizen_portal.services.parts import Parts

LONGEST = timedelta(days=366)
LONGEST_REASON = 500
MOST_SHOWN = 50

ONLY_OWN_ENDS = Text(
    "Chỉ người uỷ quyền hoặc lãnh đạo phê duyệt của cơ quan kết thúc được uỷ quyền này.",
    "Only who lent the role, or the agency's approver, can end this.",
)
OWN_ROLE = Text(
    "Hãy chọn một vai trò của chính bạn; vai trò được uỷ quyền không uỷ quyền lại được.",
    "Choose a role of your own; what was lent to you cannot be lent on.",
)
COLLEAGUE = Text(
    "Hãy chọn một đồng nghiệp khác cùng cơ quan với vai trò được uỷ quyền.",
    "Choose another colleague, of the agency of the role that is lent.",
)
WHY = Text("Hãy ghi lý do vắng mặt, ví dụ: nghỉ phép.", "Give the reason, such as: on leave.")
TOO_LONG = Text(f"Lý do dài nhất {LONGEST_REASON} ký tự.", f"At most {LONGEST_REASON} characters.")
NOT_PAST = Text("Ngày bắt đầu không được trước hôm nay.", "The first day must not be before today.")
ORDER = Text(
    "Ngày kết thúc không được trước ngày bắt đầu, và không quá một năm sau đó.",
    "The last day must not be before the first, nor more than a year after it.",
)
TAKEN = Text(
    "Vai trò này đã được uỷ quyền trong những ngày đó. Hãy kết thúc uỷ quyền cũ trước.",
    "This role is lent on some of these days already. End that first.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LendableRole:
    """A role of one's own that can be lent."""

    agency_id: int
    role: ActorKind
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationView:
    """Who stands in for whom; ``may_end`` tells whether the viewer may end it."""

    id: int
    agency: str
    from_name: str
    to_name: str
    role: ActorKind
    since: date
    until: date
    reason: str
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegations:
    """What the page shows: what can be lent to whom, and what is lent now or soon.

    ``colleagues`` are (agency id, person id, name).
    """

    roles: tuple[LendableRole, ...]
    colleagues: tuple[tuple[int, UUID, str], ...]
    current: tuple[DelegationView, ...]


def open_delegations(session: Session, parts: Parts, actor: Actor | None) -> Delegations:
    """One's own roles and colleagues, and what is lent: one's own; leaders see the agency's."""
    officer = require_officer(actor)
    today = parts.today()
    roles = _own_roles(session, parts, officer.person_id, today)
    agencies = {one.agency_id for one in roles}
    colleagues = colleagues_at(session, agencies, today) if agencies else ()
    return Delegations(
        roles=roles,
        colleagues=tuple(one for one in colleagues if one[1] != officer.person_id),
        current=_current(session, parts, officer, today),
    )


def _own_roles(
    session: Session, parts: Parts, person_id: UUID, today: date
) -> tuple[LendableRole, ...]:
    rows = session.execute(
        select(OfficerPost.agency_id, OfficerPost.role)
        .where(OfficerPost.person_id == person_id, *post_in_force(today))
        .order_by(OfficerPost.id)
    )
    return tuple(
        LendableRole(
            agency_id=row.agency_id,
            role=ActorKind(row.role),
            agency=parts.reference.agency(row.agency_id).name,
        )
        for row in rows
        if ActorKind(row.role).has_desk
    )


def _current(
    session: Session, parts: Parts, officer: Actor, today: date
) -> tuple[DelegationView, ...]:
    giver, receiver = aliased(Person), aliased(Person)
    led = officer.agencies_for(Duty.DIRECT)
    rows = session.execute(
        select(Delegation, giver.full_name.label("from_name"), receiver.full_name.label("to_name"))
        .join(giver, giver.id == Delegation.from_person_id)
        .join(receiver, receiver.id == Delegation.to_person_id)
        .where(
            Delegation.until >= today,
            Delegation.ended_at.is_(None),
            or_(
                Delegation.from_person_id == officer.person_id,
                Delegation.to_person_id == officer.person_id,
                Delegation.agency_id.in_(led),
            ),
        )
        .order_by(Delegation.since, Delegation.id)
        .limit(MOST_SHOWN)
    )
    return tuple(_view(parts, officer, row) for row in rows)


def _view(parts: Parts, officer: Actor, row: Any) -> DelegationView:
    one: Delegation = row.Delegation
    return DelegationView(
        id=one.id,
        agency=parts.reference.agency(one.agency_id).name,
        from_name=row.from_name,
        to_name=row.to_name,
        role=ActorKind(one.role),
        since=one.since,
        until=one.until,
        reason=one.reason,
        may_end=_may_end(officer, one),
    )


def _may_end(officer: Actor, one: Delegation) -> bool:
    leads = ActorKind.APPROVER in officer.roles_at(one.agency_id)
    return one.from_person_id == officer.person_id or leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Lending:
    """What is asked for; None where nothing that can be read was given."""

    agency_id: int | None
    role: ActorKind | None
    to: UUID | None
    since: date
    until: date
    reason: str


def delegate(session: Session, parts: Parts, actor: Actor | None, lending: Lending) -> None:
    """Lend one of one's own roles to a colleague of the agency. Raises ``WrongInput``."""
    officer = require_officer(actor)
    today = parts.today()
    own = _own_roles(session, parts, officer.person_id, today)
    problems = _problems(session, officer, lending, own, today)
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    assert lending.role is not None  # noqa: S101 - one of the officer's own
    row = Delegation(
        agency_id=lending.agency_id, from_person_id=officer.person_id, to_person_id=lending.to,
        role=lending.role.value, since=lending.since, until=lending.until,
        reason=lending.reason.strip(), made_at=now, made_by_id=officer.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, at=now, actor=officer, act="delegate", object_id=row.id,
                 agency=lending.agency_id, role=row.role, to=str(lending.to),
                 since=row.since.isoformat(), until=row.until.isoformat())  # fmt: skip
    session.commit()


def _problems(
    session: Session, officer: Actor, lending: Lending, own: Collection[LendableRole], today: date
) -> dict[str, Text]:
    problems = {}
    if not any((one.agency_id, one.role) == (lending.agency_id, lending.role) for one in own):
        problems["vai_tro"] = OWN_ROLE
    elif not _is_colleague(session, officer, lending, today):
        problems["nguoi_nhan"] = COLLEAGUE
    if lending.since < today:
        problems["tu_ngay"] = NOT_PAST
    if not lending.since <= lending.until <= lending.since + LONGEST:
        problems["den_ngay"] = ORDER
    if not lending.reason.strip():
        problems["ly_do"] = WHY
    elif len(lending.reason) > LONGEST_REASON:
        problems["ly_do"] = TOO_LONG
    if not problems and _lent_already(session, officer, lending):
        problems["tu_ngay"] = TAKEN
    return problems


def _is_colleague(session: Session, officer: Actor, lending: Lending, today: date) -> bool:
    if lending.to is None or lending.to == officer.person_id or lending.agency_id is None:
        return False
    found = colleagues_at(session, (lending.agency_id,), today)
    return any(person_id == lending.to for _, person_id, _ in found)


def _lent_already(session: Session, officer: Actor, lending: Lending) -> bool:
    """One role has one stand-in at a time; the giver's row is locked against a second click."""
    session.execute(select(Person.id).where(Person.id == officer.person_id).with_for_update())
    overlapping = select(Delegation.id).where(
        Delegation.from_person_id == officer.person_id,
        Delegation.agency_id == lending.agency_id,
        Delegation.role == lending.role,
        Delegation.ended_at.is_(None),
        Delegation.since <= lending.until,
        Delegation.until >= lending.since,
    )
    return session.scalar(overlapping.limit(1)) is not None


def end_delegation(session: Session, parts: Parts, actor: Actor | None, delegation_id: int) -> None:
    """End it at once; a second call changes nothing.

    Raises ``NotFound`` for another agency's, ``Forbidden`` for anybody but the giver and the
    agency's approver.
    """
    officer = require_officer(actor)
    row = session.get(Delegation, delegation_id, with_for_update=True)
    if row is None or not (
        officer.roles_at(row.agency_id) or officer.person_id == row.from_person_id
    ):
        raise NotFound()
    if not _may_end(officer, row):
        raise Forbidden(ONLY_OWN_ENDS)
    if row.ended_at is None:
        now = parts.clock()
        row.ended_at = now
        session.flush()
        audit.record(session, at=now, actor=officer, act="end-delegation", object_id=row.id)
    session.commit()
