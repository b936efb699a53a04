"""Lending a role from day to day: by who will be away, or by who leads somebody absent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Delegation, Person
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.delegations import LendableRole, lendable_roles, may_end
from citizen_portal.services.colleagues.staff import colleagues_at
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from citizen_portal.services.parts import Parts

LONGEST = timedelta(days=366)
LONGEST_REASON = 500

ONLY_OWN_ENDS = Text(
    "Chỉ người uỷ quyền hoặc lãnh đạo của người đó kết thúc được uỷ quyền này.",
    "Only who lent the role, or their leader, can end this.",
)
OWN_ROLE = Text(
    "Hãy chọn một vai trò của chính bạn hoặc của người bạn phụ trách; vai trò được uỷ quyền không "
    "uỷ quyền lại được.",
    "Choose a role of your own, or of somebody whom you lead; what was lent to you cannot be lent "
    "on.",
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
class Lending:
    """What is asked for; None where nothing that can be read was given.

    ``giver`` is who is away: the actor, or somebody whom the actor leads.
    """

    agency_id: int | None
    role: ActorKind | None
    giver: UUID | None
    to: UUID | None
    since: date
    until: date
    reason: str

    def is_of(self, one: LendableRole) -> bool:
        """Tell whether this role is meant."""
        return (one.agency_id, one.role, one.giver) == (self.agency_id, self.role, self.giver)


def delegate(session: Session, parts: Parts, actor: Actor | None, lending: Lending) -> None:
    """Lend a role to a colleague of the agency; who did not do it themselves is told.

    Raises ``WrongInput`` with every problem.
    """
    officer = require_officer(actor)
    today = parts.today()
    lendable = lendable_roles(session, parts, officer, today)
    problems = _problems(session, officer, lending, lendable, today)
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    assert lending.role is not None  # noqa: S101 - one of those that can be lent
    row = Delegation(
        agency_id=lending.agency_id, from_person_id=lending.giver, to_person_id=lending.to,
        role=lending.role.value, since=lending.since, until=lending.until,
        reason=lending.reason.strip(), made_at=now, made_by_id=officer.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, at=now, actor=officer, act="delegate", object_id=row.id,
                 agency=lending.agency_id, role=row.role, giver=str(lending.giver),
                 to=str(lending.to), since=row.since.isoformat(),
                 until=row.until.isoformat())  # fmt: skip
    _tell(session, officer, row)
    session.commit()


def _tell(session: Session, officer: Actor, row: Delegation) -> None:
    """Have a letter written to each of the two who did not do this themselves."""
    for person_id in {row.from_person_id, row.to_person_id} - {officer.person_id}:
        enqueue(session, "tell_of_standing_in", delegation_id=row.id, person_id=str(person_id),
                by=officer.name, ended=row.ended_at is not None)  # fmt: skip


def _problems(
    session: Session,
    officer: Actor,
    lending: Lending,
    lendable: Collection[LendableRole],
    today: date,
) -> dict[str, Text]:
    problems = {}
    if not any(lending.is_of(one) for one in lendable):
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
    if not problems and _lent_already(session, lending):
        problems["tu_ngay"] = TAKEN
    return problems


def _is_colleague(session: Session, officer: Actor, lending: Lending, today: date) -> bool:
    """Who leads somebody absent does not hand their role to themselves: nobody would look on."""
    if lending.to in (None, officer.person_id, lending.giver) or lending.agency_id is None:
        return False
    found = colleagues_at(session, (lending.agency_id,), today)
    return any(person_id == lending.to for _, person_id, _ in found)


def _lent_already(session: Session, lending: Lending) -> bool:
    """One role has one stand-in at a time; the giver's row is locked against a second click."""
    session.execute(select(Person.id).where(Person.id == lending.giver).with_for_update())
    overlapping = select(Delegation.id).where(
        Delegation.from_person_id == lending.giver,
        Delegation.agency_id == lending.agency_id,
        Delegation.role == lending.role,
        Delegation.ended_at.is_(None),
        Delegation.since <= lending.until,
        Delegation.until >= lending.since,
    )
    return session.scalar(overlapping.limit(1)) is not None


def end_delegation(session: Session, parts: Parts, actor: Actor | None, delegation_id: int) -> None:
    """End it at once; a second call changes nothing.

    Raises ``NotFound`` for another agency's, ``Forbidden`` for anybody but the giver and who
    leads them.
    """
    officer = require_officer(actor)
    row = session.get(Delegation, delegation_id, with_for_update=True)
    if row is None or not (
        officer.roles_at(row.agency_id) or officer.person_id == row.from_person_id
    ):
        raise NotFound()
    if not may_end(officer, row):
        raise Forbidden(ONLY_OWN_ENDS)
    if row.ended_at is None:
        now = parts.clock()
        row.ended_at = now
        session.flush()
        audit.record(session, at=now, actor=officer, act="end-delegation", object_id=row.id)
        _tell(session, officer, row)
    session.commit()
