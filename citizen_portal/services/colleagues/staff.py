"""Who works at an agency on a day, who is away, and who stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.assignment import Candidate
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import DeclaredRelative, Delegation, Dossier, OfficerPost, Person

IN_HAND = (Status.ACCEPTED, Status.IN_PROCESSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfficer:
    """A case officer to whom a dossier may be given; ``stand_in_name`` while they are away."""

    person_id: UUID
    name: str
    in_hand: int
    last_given: datetime | None
    stand_in: UUID | None
    stand_in_name: str

    @property
    def candidate(self) -> Candidate:
        """The same as the rules weigh it."""
        return Candidate(
            person_id=self.person_id,
            in_hand=self.in_hand,
            last_given=self.last_given,
            stand_in=self.stand_in,
        )


def post_in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a post is held on a day."""
    return (
        OfficerPost.since <= on,
        or_(OfficerPost.until.is_(None), OfficerPost.until >= on),
    )


def delegation_in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which somebody stands in on a day."""
    return (Delegation.since <= on, Delegation.until >= on, Delegation.ended_at.is_(None))


def case_officers_for(session: Session, dossier: Dossier, on: date) -> tuple[CaseOfficer, ...]:
    """The case officers of the handling agency who may work on this dossier, by name.

    Who stands in for one counts as one. The applicant and their declared relatives do not.
    """
    agency_id, role = dossier.handling_agency_id, ActorKind.CASE_OFFICER.value
    away: dict[UUID, UUID] = {
        row.from_person_id: row.to_person_id
        for row in session.execute(
            select(Delegation.from_person_id, Delegation.to_person_id)
            .where(Delegation.agency_id == agency_id, Delegation.role == role,
                   *delegation_in_force(on))
            .order_by(Delegation.id)
        )
    }  # fmt: skip
    held = select(OfficerPost.person_id).where(
        OfficerPost.agency_id == agency_id, OfficerPost.role == role, *post_in_force(on)
    )
    rows = session.execute(_with_load(or_(Person.id.in_(held), Person.id.in_(away.values())))).all()
    names = {row.id: row.full_name for row in rows}
    barred = _related(session, dossier)
    return tuple(
        CaseOfficer(
            person_id=row.id,
            name=row.full_name,
            in_hand=row.in_hand,
            last_given=row.last_given,
            stand_in=away.get(row.id),
            stand_in_name=names.get(away.get(row.id), ""),
        )
        for row in rows
        if row.id not in barred
    )


def _with_load(who: ColumnElement[bool]) -> Any:
    open_work = (Dossier.officer_id == Person.id) & Dossier.status.in_(IN_HAND)
    return (
        select(
            Person.id,
            Person.full_name,
            func.count(Dossier.id).label("in_hand"),
            func.max(Dossier.assigned_at).label("last_given"),
        )
        .outerjoin(Dossier, open_work)
        .where(who)
        .group_by(Person.id, Person.full_name)
        .order_by(Person.full_name, Person.id)
    )


def _related(session: Session, dossier: Dossier) -> set[UUID]:
    """The applicant, and the officers who named the applicant as a relative."""
    applicant = aliased(Person)
    named = (
        select(DeclaredRelative.person_id)
        .join(applicant, applicant.personal_number == DeclaredRelative.personal_number)
        .where(applicant.id == dossier.person_id)
    )
    return {dossier.person_id, *session.scalars(named)}


def name_of(session: Session, person_id: UUID | None) -> str:
    """The person's name; "" for nobody."""
    if person_id is None:
        return ""
    return session.scalar(select(Person.full_name).where(Person.id == person_id)) or ""


def colleagues_at(
    session: Session, agency_ids: Collection[int], on: date, roles: Collection[ActorKind] = ()
) -> tuple[tuple[int, UUID, str], ...]:
    """Agency, id and name of who holds a post at one of the agencies on a day, by name."""
    query = (
        select(OfficerPost.agency_id, Person.id, Person.full_name)
        .join(Person, Person.id == OfficerPost.person_id)
        .where(OfficerPost.agency_id.in_(agency_ids), *post_in_force(on))
        .group_by(OfficerPost.agency_id, Person.id, Person.full_name)
        .order_by(Person.full_name, Person.id)
    )
    if roles:
        query = query.where(OfficerPost.role.in_([role.value for role in roles]))
    return tuple((row.agency_id, row.id, row.full_name) for row in session.execute(query))
