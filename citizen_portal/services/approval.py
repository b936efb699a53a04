"""Approval and return: the approver signs the result, the one-stop officer hands it over."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import PaperContent, ResultContent
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import OfficerPost, Paper
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import Forbidden, NotPossibleNow, OutOfOrder
from citizen_portal.services.interlinked.ending import group_fee_is_due, refuse_by_hand
from citizen_portal.services.interlinked.group import (
    follow_completion,
    result_of,
    return_group,
    tell,
)
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.paper_parties import paper_head, signed_by
from citizen_portal.services.papers import agency_seal, issue_paper
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing import APPROVAL, ISSUANCE
from citizen_portal.services.reference import AgencyView

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
    _require_sent(act)
    if act.dossier.officer_id == act.actor.person_id:
        raise Forbidden(PREPARED)
    change(session, act.dossier, Action.APPROVE, actor=act.actor, kind=act.kind, at=act.now)
    act.dossier.step = ISSUANCE
    if not has_clerk(session, parts, act.agency):
        _issue_at_once(act)
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


def _issue_at_once(act: OfficerAct) -> None:
    paper_id = _issue_result(act)
    act.dossier.completed_at = act.now
    act.dossier.step = ""
    following = follow_completion(act.session, act.parts, act.dossier)
    change(
        act.session, act.dossier, Action.ISSUE, actor=None, kind=ActorKind.SYSTEM, at=act.now,
        paper_id=paper_id,
    )  # fmt: skip
    if following:
        tell(act.session, following, act.now)


def send_back(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Send the draft back to the case officer, with the reason."""
    act = begin_act(session, parts, actor, dossier_id, Action.SEND_BACK, revision)
    next_transition(act.dossier, Action.SEND_BACK, act.kind)
    _require_sent(act)
    change(
        session, act.dossier, Action.SEND_BACK, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason,
    )  # fmt: skip
    act.dossier.step = act.procedure.steps[-1].name
    session.commit()


def return_result(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """Hand the signed result to the applicant, once the fee is settled."""
    act = begin_act(session, parts, actor, dossier_id, Action.RETURN_RESULT, revision)
    next_transition(act.dossier, Action.RETURN_RESULT, act.kind)
    refuse_by_hand(act.procedure)
    if group_fee_is_due(session, act.dossier):
        raise NotPossibleNow(NOT_PAID)
    states = session.scalars(
        select(Paper.state).where(Paper.dossier_id == dossier_id, Paper.kind == "result")
    ).all()
    if not states or any(state != "ready" for state in states):
        raise NotPossibleNow(NOT_READY)
    act.dossier.returned_at = act.now
    change(session, act.dossier, Action.RETURN_RESULT, actor=act.actor, kind=act.kind, at=act.now)
    return_group(session, act.dossier, act.now)
    session.commit()


def _require_sent(act: OfficerAct) -> None:
    if act.dossier.step != APPROVAL:
        raise NotPossibleNow(NOT_SENT)


def _issue_result(act: OfficerAct) -> UUID:
    result = act.procedure.result
    approver = Signatory(kind="person", key=act.actor.personal_number, name=act.actor.name)
    number = act.book_number(result.number_symbol or "KQ")
    try:
        body = dict(result.content(act.answers, result_of(act.parts, act.dossier)))
    except Exception as error:
        raise OutOfOrder() from error

    def write(check_url: str) -> PaperContent:
        return ResultContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_by(
                approver,
                act.now,
                title=act.actor.title_at(act.agency.id).upper(),
                name=act.actor.name,
            ),
            title=result.name.vi,
            subject=act.dossier.subject,
            template=_template(act),
            body=body,
        )

    return issue_paper(
        act.session, act.parts, act.dossier, write,
        signatories=(approver, agency_seal(act.agency)), issuer=act.agency.name,
    )  # fmt: skip


def _template(act: OfficerAct) -> str:
    """The procedure's template behind its plugin's prefix, or the generic one."""
    name = act.procedure.result.template
    return f"{act.parts.catalogue.plugin_of(act.procedure)}/{name}" if name else "result.html"
