"""Approval and return: the draft is approved or sent back, the result handed over."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import IssuedResult, OfficerPost, Paper
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import Forbidden, NotPossibleNow
from citizen_portal.services.handing_over.claims import Claim, accept_claim, electronically
from citizen_portal.services.handing_over.records import end_handover
from citizen_portal.services.interlinked.ending import group_fee_is_due, refuse_by_hand
from citizen_portal.services.interlinked.group import return_group
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.results.issuing import approval_by, conclude, prepare_issue

PREPARED = Text(
    "Bạn đã dự thảo kết quả này nên người khác phải phê duyệt.",
    "You prepared this result, so somebody else has to approve it.",
)
NOT_SENT = Text("Hồ sơ chưa được trình duyệt.", "The dossier has not been sent for approval.")
NOT_PAID = Text(
    "Phí, lệ phí của hồ sơ chưa được nộp nên chưa trả kết quả được. "
    "Người nộp có thể thanh toán trên trang hồ sơ.",
    "The fee has not been paid, so the result cannot be handed over yet. "
    "The applicant can pay on the dossier's page.",
)
NOT_READY = Text(
    "Kết quả đang được ký số, thường mất vài giây. Hãy thử lại sau ít phút.",
    "The result is being signed, which takes a few seconds. Try again in a moment.",
)
NOT_IN_FORCE = Text(
    "Kết quả đã bị thu hồi nên không trả được. Người phê duyệt có thể cấp lại kết quả "
    "hoặc mở lại hồ sơ.",
    "The result has been revoked and cannot be handed over. The approver can issue it again "
    "or reopen the dossier.",
)


def approve_result(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """Approve: the result is to be signed in the approver's name.

    The agency's clerk numbers and issues it; where there is none, the system does so at
    once. Who prepared the result may not approve it (``Forbidden``).
    """
    act = begin_act(session, parts, actor, dossier_id, Action.APPROVE, revision)
    next_transition(act.dossier, Action.APPROVE, act.kind)
    refuse_by_hand(act.procedure)
    require_sent(act)
    refuse_preparer(act)
    issued = None
    if not has_clerk(session, parts, act.agency):
        issued = prepare_issue(act, approval_by(act), issued_by=None)
    change(session, act.dossier, Action.APPROVE, actor=act.actor, kind=act.kind, at=act.now)
    act.start_step(ISSUANCE)
    if issued is not None:
        conclude(act, issued, actor=None, kind=ActorKind.SYSTEM)
    session.commit()


def has_clerk(session: Session, parts: Parts, agency: AgencyView) -> bool:
    """Tell whether somebody at the agency numbers and seals its results."""
    today = parts.today()
    held = select(OfficerPost.id).where(
        OfficerPost.agency_id == agency.id,
        OfficerPost.role == ActorKind.CLERK.value,
        OfficerPost.since <= today,
        or_(OfficerPost.until.is_(None), OfficerPost.until >= today),
    )
    return session.scalar(held.limit(1)) is not None


def send_back(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Send the draft back to the case officer, with the reason."""
    act = begin_act(session, parts, actor, dossier_id, Action.SEND_BACK, revision)
    next_transition(act.dossier, Action.SEND_BACK, act.kind)
    require_sent(act)
    change(
        session, act.dossier, Action.SEND_BACK, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason,
    )  # fmt: skip
    act.start_step(act.procedure.steps[-1].name)
    session.commit()


def return_result(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    claim: Claim | None = None,
) -> None:  # fmt: skip
    """Hand the signed result to the applicant, once the fee is settled.

    ``claim`` is what was shown at the desk by whoever came for it; without one the result is
    returned electronically. Raises what ``begin_act`` raises, ``NotPossibleNow``, ``WrongInput``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.RETURN_RESULT, revision)
    next_transition(act.dossier, Action.RETURN_RESULT, act.kind)
    refuse_by_hand(act.procedure)
    if group_fee_is_due(session, act.dossier):
        raise NotPossibleNow(NOT_PAID)
    require_result_ready(session, dossier_id)
    delivered = accept_claim(act, claim) if claim else electronically(act)
    end_handover(session, parts, act.dossier, act.now, delivered)
    act.dossier.returned_at = act.now
    change(
        session, act.dossier, Action.RETURN_RESULT, actor=act.actor, kind=act.kind, at=act.now,
        how=delivered.way.value,
    )  # fmt: skip
    return_group(session, act.dossier, act.now)
    session.commit()


def require_result_ready(session: Session, dossier_id: UUID) -> None:
    """There is a signed result that is in force. Raises ``NotPossibleNow``."""
    rows = session.execute(
        select(Paper.state, IssuedResult.state.label("standing"))
        .join(IssuedResult, IssuedResult.paper_id == Paper.id, isouter=True)
        .where(Paper.dossier_id == dossier_id, Paper.kind == "result")
    ).all()
    in_force = [row.state for row in rows if row.standing in (None, "in_force")]
    if rows and not in_force:
        raise NotPossibleNow(NOT_IN_FORCE)
    if not in_force or any(state != "ready" for state in in_force):
        raise NotPossibleNow(NOT_READY)


def require_sent(act: OfficerAct) -> None:
    """The draft waits for the approver. Raises ``NotPossibleNow``."""
    if act.dossier.step != APPROVAL:
        raise NotPossibleNow(NOT_SENT)


def refuse_preparer(act: OfficerAct) -> None:
    """Nobody decides on what they prepared. Raises ``Forbidden``."""
    if act.dossier.officer_id == act.actor.person_id:
        raise Forbidden(PREPARED)
