"""Withdrawal: the applicant takes the dossier back before its result."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.models import Attachment, Dossier
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.change import (
    change,
    check_revision,
    lock_own_dossier,
    next_transition,
)
from citizen_portal.services.interlinked.ending import withdraw_parts
from citizen_portal.services.parts import Parts


def withdraw_dossier(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    reason: str = "",
) -> bool:
    """Withdraw a submitted dossier, or throw a draft away; True when it was a draft.

    An interlinked dossier takes its parts along. Raises ``NotFound``, ``Stale``,
    ``NotPossibleNow`` once the result, or that of a part, is there.
    """
    person = require_person(actor)
    dossier = lock_own_dossier(session, person, dossier_id)
    check_revision(dossier, revision)
    if dossier.status == Status.DRAFT:
        session.execute(delete(Attachment).where(Attachment.dossier_id == dossier_id))
        session.execute(delete(Dossier).where(Dossier.id == dossier_id))
        audit.record(session, at=parts.clock(), actor=person, act="discard", object_id=dossier_id)
        session.commit()
        return True
    next_transition(dossier, Action.WITHDRAW, ActorKind.APPLICANT)
    now = parts.clock()
    withdraw_parts(session, parts, dossier, person, reason, now)
    change(
        session, dossier, Action.WITHDRAW, actor=person, kind=ActorKind.APPLICANT, at=now,
        reason=reason,
    )  # fmt: skip
    session.commit()
    return False
