"""The next thing to do: the most urgent dossier of all that lies on an officer's desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select, union_all
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import Dossier, Presence
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.present import present_at_dossier
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.columns import urgency
from citizen_portal.services.queues.queue import (
    ME,
    NOW,
    QUEUES,
    Queue,
    asking,
    branches,
    held,
    own_queues,
)
from citizen_portal.services.scope import own_or_relatives

_WAITING = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
# Whole agencies, and what others do: a dossier of these is in another queue once it is a task.
_FOR_OVERVIEW = frozenset({"dang-xu-ly", "sap-den-han", "qua-han", "cho-nop-phi", "tin-chua-doc"})


def next_task(session: Session, parts: Parts, actor: Actor | None) -> UUID | None:
    """The dossier to open next, or None when nothing waits for the officer.

    Left out are the officer's own dossiers, those of their relatives, and those that a
    colleague has open.
    """
    officer = require_officer(actor)
    names = [name for name in own_queues(officer) if _is_work(name)]
    if not names:
        return None
    firsts = [
        select(_first(there, QUEUES[name]).subquery())
        for name in names
        for there in branches(QUEUES[name].seats, officer.agency_ids)
    ]
    all_firsts = union_all(*firsts).subquery()
    statement = select(all_firsts.c.id).order_by(all_firsts.c.due, all_firsts.c.id).limit(1)
    found: UUID | None = session.scalar(statement, asking(officer, parts.clock()))
    return found


def _is_work(name: str) -> bool:
    return name not in _FOR_OVERVIEW and not _WAITING.issuperset(QUEUES[name].statuses)


def _first(there: ColumnElement[bool], queue: Queue) -> Select[*tuple[Any, ...]]:
    colleague = exists().where(Presence.person_id != ME, *present_at_dossier(NOW))
    return (
        select(Dossier.id, urgency.label("due"))
        .where(there, *held(queue), ~own_or_relatives(ME), ~colleague)
        .order_by(urgency, Dossier.id)
        .limit(1)
    )
