"""The next thing to do: the most urgent dossier of all that lies on an officer's desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select, union_all
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import DeclaredRelative, Dossier, Person, Presence
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.columns import urgency
from citizen_portal.services.queues.lines import FRESH
from citizen_portal.services.queues.queue import QUEUES, lies_in, own_queues

_WAITING = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
# Whole agencies, and what others do: a dossier of these is in another queue once it is a task.
_FOR_OVERVIEW = frozenset({"dang-xu-ly", "sap-den-han", "qua-han", "cho-nop-phi"})


def next_task(session: Session, parts: Parts, actor: Actor | None) -> UUID | None:
    """The dossier to open next, or None when nothing waits for the officer.

    Left out are the officer's own dossiers, those of their relatives, and those that a
    colleague has open.
    """
    officer = require_officer(actor)
    now = parts.clock()
    names = [name for name in own_queues(officer) if _is_work(name)]
    if not names:
        return None
    firsts = union_all(*(_first(name, officer, now) for name in names)).subquery()
    statement = select(firsts.c.id).order_by(firsts.c.due, firsts.c.id).limit(1)
    found: UUID | None = session.scalar(statement)
    return found


def _is_work(name: str) -> bool:
    return name not in _FOR_OVERVIEW and not _WAITING.issuperset(QUEUES[name].statuses)


def _first(name: str, officer: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    relative = exists().where(
        DeclaredRelative.person_id == officer.person_id,
        DeclaredRelative.personal_number == Person.personal_number,
        Person.id == Dossier.person_id,
    )
    colleague = exists().where(
        Presence.dossier_id == Dossier.id,
        Presence.person_id != officer.person_id,
        Presence.seen_at > now - FRESH,
    )
    first = (
        select(Dossier.id, urgency.label("due"))
        .where(
            lies_in(QUEUES[name], officer, now),
            Dossier.person_id != officer.person_id,
            ~relative,
            ~colleague,
        )
        .order_by(urgency, Dossier.id)
        .limit(1)
        .subquery()
    )
    return select(first)
