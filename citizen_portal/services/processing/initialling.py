"""Initialling (ký nháy): the head of department puts their initials to a draft."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.models import DossierEvent
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_by_hand
from citizen_portal.services.officer_acts import begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.approval import refuse_preparer, require_sent

INITIALLED = Text(
    "Dự thảo này đã được ký nháy. Hãy chờ lãnh đạo phê duyệt.",
    "This draft has been initialled. Wait for the approver.",
)


def initial_draft(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    note: str = "",
) -> None:  # fmt: skip
    """The head of department puts their initials to the draft, once for each draft sent.

    It is recorded for the approver, who may decide without it. Who prepared the draft may
    not (``Forbidden``).
    """
    act = begin_act(session, parts, actor, dossier_id, Action.INITIAL, revision)
    next_transition(act.dossier, Action.INITIAL, act.kind)
    refuse_by_hand(act.procedure)
    require_sent(act)
    refuse_preparer(act)
    if _last_of(session, dossier_id, Action.INITIAL) > _last_of(
        session, dossier_id, Action.SEND_FOR_APPROVAL
    ):
        raise NotPossibleNow(INITIALLED)
    change(
        session, act.dossier, Action.INITIAL, actor=act.actor, kind=act.kind, at=act.now,
        reason=note,
    )  # fmt: skip
    session.commit()


def _last_of(session: Session, dossier_id: UUID, action: Action) -> int:
    """The sequence of the dossier's last event of an action, 0 when there is none."""
    last = (
        select(DossierEvent.sequence)
        .where(DossierEvent.dossier_id == dossier_id, DossierEvent.action == action.value)
        .order_by(DossierEvent.sequence.desc())
        .limit(1)
    )
    return session.scalar(last) or 0
