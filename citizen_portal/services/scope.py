"""Whose dossiers an officer may see: those in which one of their agencies has a part."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, Status
from citizen_portal.domain.roles import ActorKind, Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import DeclaredRelative, Dossier, OpinionRequest, Person
from citizen_portal.services.actor import Actor, whose_task
from citizen_portal.services.change import agency_at
from citizen_portal.services.errors import Forbidden, NotFound

OWN = Text(
    "Đây là hồ sơ của bạn hoặc người thân của bạn, nên người khác phải xử lý.",
    "This dossier is your own or a close relative's, so somebody else has to work on it.",
)


def agencies_of(dossier: Any) -> tuple[int, ...]:
    """The agencies that have a part in a dossier: receiving, competent, handling, returning."""
    return tuple(dict.fromkeys(agency_at(dossier, seat) for seat in Seat))


def sees(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Tell whether a submitted dossier lies within an officer's agencies.

    One that was asked for its opinion sees the dossier while the question is open.
    """
    if dossier.code is None or dossier.status == Status.DRAFT:
        return False
    mine = set(actor.agency_ids)
    if mine.intersection(agencies_of(dossier)):
        return True
    asked = select(OpinionRequest.id).where(
        OpinionRequest.dossier_id == dossier.id,
        OpinionRequest.to_agency_id.in_(mine),
        OpinionRequest.state == "open",
    )
    return bool(mine) and session.scalar(asked.limit(1)) is not None


def seat_for(actor: Actor, dossier: Dossier, action: Action) -> tuple[ActorKind, Seat]:
    """In which role, and at which of the dossier's agencies, the officer would act.

    Of several, the one for which the table has a row now. Raises ``NotFound`` when none of
    the agencies is the officer's, ``Forbidden`` naming whose task it is.
    """
    rows = [row for row in TRANSITIONS if row.action is action]
    rows.sort(key=lambda row: Status(dossier.status) not in row.from_statuses)
    for row in rows:
        for kind in actor.roles_at(agency_at(dossier, row.seat)):
            if kind in row.actor_kinds:
                return kind, row.seat
    if not set(actor.agency_ids).intersection(agencies_of(dossier)):
        raise NotFound()
    raise Forbidden(whose_task({kind for row in rows for kind in row.actor_kinds}))


def own_or_relatives(person_id: Any) -> ColumnElement[bool]:
    """What holds for a ``Dossier`` that is a person's own, or that of a relative they named."""
    named = exists().where(
        DeclaredRelative.person_id == person_id,
        DeclaredRelative.personal_number == Person.personal_number,
        Person.id == Dossier.person_id,
    )
    return or_(Dossier.person_id == person_id, named.correlate(Dossier))


def is_own_or_relatives(session: Session, actor: Actor, dossier: Any) -> bool:
    """Tell whether a dossier is the officer's own or that of a relative they named."""
    if dossier.person_id == actor.person_id:
        return True
    named = (
        select(DeclaredRelative.id)
        .join(Person, Person.personal_number == DeclaredRelative.personal_number)
        .where(DeclaredRelative.person_id == actor.person_id, Person.id == dossier.person_id)
    )
    return session.scalar(named.limit(1)) is not None


def refuse_own(session: Session, actor: Actor, dossier: Dossier) -> None:
    """Nobody works on their own dossier or a close relative's. Raises ``Forbidden``."""
    if is_own_or_relatives(session, actor, dossier):
        raise Forbidden(OWN)
