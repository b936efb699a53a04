"""Standing in, as it is seen: who may lend what, who stands in for whom.

What is lent works in the colleague's session on those days, see ``posts``; the check that
nobody approves what they prepared holds for who stands in as for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.roles import ActorKind, Duty, who_names_stand_in
from citizen_portal.models import Delegation, OfficerPost, Person
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.staff import (
    colleagues_at,
    delegation_in_force,
    post_in_force,
)
from citizen_portal.services.parts import Parts

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LendableRole:
    """A role that can be lent: one's own, or (``own`` False) that of somebody one leads."""

    agency_id: int
    role: ActorKind
    agency: str
    giver: UUID
    giver_name: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationView:
    """Who stands in for whom; ``may_end`` tells whether the viewer may end it.

    ``made_by`` is the leader who arranged it, "" when the absent officer did.
    ``for_viewer`` tells that the viewer is the one who stands in.
    """

    id: int
    agency: str
    from_name: str
    to_name: str
    role: ActorKind
    since: date
    until: date
    reason: str
    made_by: str
    for_viewer: bool
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
    """What one may lend and to whom, and what is lent: one's own; leaders see the agency's."""
    officer = require_officer(actor)
    today = parts.today()
    roles = lendable_roles(session, parts, officer, today)
    agencies = {one.agency_id for one in roles}
    colleagues = colleagues_at(session, agencies, today) if agencies else ()
    led = officer.agencies_for(Duty.DIRECT)
    shown = or_(_concerns(officer), Delegation.agency_id.in_(led))
    query = _seen().where(Delegation.until >= today, Delegation.ended_at.is_(None), shown)
    return Delegations(
        roles=roles,
        colleagues=tuple(one for one in colleagues if one[1] != officer.person_id),
        current=_views(session, parts, officer, query),
    )


def stand_ins_today(
    session: Session, parts: Parts, actor: Actor | None
) -> tuple[DelegationView, ...]:
    """For whom the officer stands in today, and who stands in for them."""
    officer = require_officer(actor)
    query = _seen().where(
        Delegation.agency_id.in_(officer.agency_ids),
        *delegation_in_force(parts.today()),
        _concerns(officer),
    )
    return _views(session, parts, officer, query)


def lendable_roles(
    session: Session, parts: Parts, officer: Actor, today: date
) -> tuple[LendableRole, ...]:
    """One's own posts with a desk first, then those of colleagues whom one leads, by name."""
    led = officer.agencies_for(Duty.ASSIGN)
    rows = session.execute(
        select(OfficerPost.agency_id, OfficerPost.role, Person.id, Person.full_name)
        .join(Person, Person.id == OfficerPost.person_id)
        .where(
            or_(OfficerPost.person_id == officer.person_id, OfficerPost.agency_id.in_(led)),
            *post_in_force(today),
        )
        .order_by(OfficerPost.person_id != officer.person_id, Person.full_name, OfficerPost.id)
    )
    return tuple(
        LendableRole(
            agency_id=row.agency_id,
            role=ActorKind(row.role),
            agency=parts.reference.agency(row.agency_id).name,
            giver=row.id,
            giver_name=row.full_name,
            own=row.id == officer.person_id,
        )
        for row in rows
        if ActorKind(row.role).has_desk and _may_lend(officer, row)
    )


def _may_lend(officer: Actor, row: Any) -> bool:
    own = bool(row.id == officer.person_id)
    return own or names_stand_in(officer, row.agency_id, ActorKind(row.role))


def names_stand_in(officer: Actor, agency_id: int, role: ActorKind) -> bool:
    """Tell whether the officer arranges who stands in for an absent holder of the role.

    A leader's own role is not arranged by who only stands in for a leader: no chains.
    """
    above = who_names_stand_in(role)
    return any(
        post.agency_id == agency_id
        and post.role in above
        and (post.lent_by is None or role not in Duty.ASSIGN.holders)
        for post in officer.posts
    )


def may_end(officer: Actor, one: Delegation) -> bool:
    """Tell whether the officer may end it: whose role it is, and who leads them."""
    own = one.from_person_id == officer.person_id
    return own or names_stand_in(officer, one.agency_id, ActorKind(one.role))


def _concerns(officer: Actor) -> ColumnElement[bool]:
    return or_(
        Delegation.from_person_id == officer.person_id,
        Delegation.to_person_id == officer.person_id,
    )


def _seen() -> Select[Delegation, str, str, str]:
    giver, receiver, maker = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            Delegation,
            giver.full_name.label("from_name"),
            receiver.full_name.label("to_name"),
            maker.full_name.label("made_by"),
        )
        .join(giver, giver.id == Delegation.from_person_id)
        .join(receiver, receiver.id == Delegation.to_person_id)
        .join(maker, maker.id == Delegation.made_by_id)
        .order_by(Delegation.since, Delegation.id)
        .limit(MOST_SHOWN)
    )


def _views(
    session: Session, parts: Parts, officer: Actor, query: Select[Delegation, str, str, str]
) -> tuple[DelegationView, ...]:
    return tuple(_view(parts, officer, row) for row in session.execute(query))


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
        made_by="" if one.made_by_id == one.from_person_id else row.made_by,
        for_viewer=one.to_person_id == officer.person_id,
        may_end=may_end(officer, one),
    )
