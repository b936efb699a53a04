"""Withdrawal: the applicant takes the dossier back before its result."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.wording import Text
from citizen_portal.models import Attachment, Dossier
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.change import change, check_revision, next_transition
from citizen_portal.services.counter.on_behalf import lock_to_apply
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.ending import withdraw_parts
from citizen_portal.services.parts import Parts

WHO_ASKED = Text(
    "Hãy ghi căn cứ rút hồ sơ thay, ví dụ: công dân có đơn đề nghị rút tại quầy.",
    "Say on what ground it is withdrawn on behalf, such as the applicant's request at the desk.",
)


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
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.WITHDRAW)
    check_revision(dossier, revision)
    if dossier.status == Status.DRAFT:
        session.execute(delete(Attachment).where(Attachment.dossier_id == dossier_id))
        session.execute(delete(Dossier).where(Dossier.id == dossier_id))
        audit.record(session, at=parts.clock(), actor=person, act="discard", object_id=dossier_id)
        session.commit()
        return True
    next_transition(dossier, Action.WITHDRAW, kind)
    if kind is not ActorKind.APPLICANT and not reason.strip():
        raise NotPossibleNow(WHO_ASKED)
    now = parts.clock()
    withdraw_parts(session, parts, dossier, person, reason, now)
    change(session, dossier, Action.WITHDRAW, actor=person, kind=kind, at=now, reason=reason)
    session.commit()
    return False
