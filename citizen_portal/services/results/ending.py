"""Ending a result: it is revoked, or revoked because its dossier is opened again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.due_steps import DueStep
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.moment import day_in_vietnam, format_moment
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, IssuedResult
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.handing_over.records import cancel_handover
from citizen_portal.services.interlinked.ending import refuse_by_hand
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.pauses import explain_due
from citizen_portal.services.processing.stopping import require_reason
from citizen_portal.services.vault.store import withdraw_result

NOTHING_IN_FORCE = Text(
    "Hồ sơ không có kết quả nào đang có hiệu lực để thu hồi. Có thể cấp lại kết quả.",
    "No result of the dossier is in force, so there is none to revoke. It can be issued again.",
)
GROUP_DONE = Text(
    "Hồ sơ liên thông đã hoàn thành nên không mở lại riêng phần này được. Nếu kết quả sai, "
    "hãy cấp lại kết quả.",
    "The interlinked dossier is complete, so this part cannot be reopened by itself. "
    "If its result is wrong, issue the result again.",
)


def revoke_result(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Revoke the result in force, with the reason; whoever verifies it is told at once."""
    act = begin_act(session, parts, actor, dossier_id, Action.REVOKE_RESULT, revision)
    next_transition(act.dossier, Action.REVOKE_RESULT, act.kind)
    refuse_by_hand(act.procedure)
    require_reason(reason)
    result = result_in_force(session, dossier_id)
    if result is None:
        raise NotPossibleNow(NOTHING_IN_FORCE)
    end_result(act, result, "revoked", reason)
    change(
        session, act.dossier, Action.REVOKE_RESULT, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=result.paper_id, number=number_of(result),
    )  # fmt: skip
    session.commit()


def reopen_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Put a finished dossier back into processing; its result is revoked in the same act.

    The due date stays: an error of the agency costs the applicant nothing (NĐ 61/2018,
    Điều 21). Raises what ``begin_act`` raises, and ``NotPossibleNow``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.REOPEN, revision)
    next_transition(act.dossier, Action.REOPEN, act.kind)
    refuse_by_hand(act.procedure)
    _refuse_when_group_is_done(session, act.dossier)
    require_reason(reason)
    result = result_in_force(session, dossier_id)
    if result is not None:
        end_result(act, result, "revoked", reason)
    change(
        session, act.dossier, Action.REOPEN, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=result.paper_id if result else None,
        number=number_of(result) if result else "",
    )  # fmt: skip
    act.dossier.completed_at = None
    cancel_handover(session, act.dossier)
    act.start_step(act.procedure.steps[-1].name)
    if act.dossier.due_at is not None:
        explain_due(act.dossier, act.dossier.due_at, _reopened(act))
    session.commit()


def result_in_force(session: Session, dossier_id: UUID) -> IssuedResult | None:
    """The one result of a dossier that is in force, or None."""
    return session.scalars(
        select(IssuedResult).where(
            IssuedResult.dossier_id == dossier_id, IssuedResult.state == "in_force"
        )
    ).one_or_none()


def end_result(act: OfficerAct, result: IssuedResult, state: str, reason: str) -> None:
    """Note that a result is ``revoked`` or ``replaced``, by whom, when and why."""
    result.state = state
    result.ended_at = act.now
    result.ended_by_id = act.actor.person_id
    result.ended_reason = reason.strip()
    withdraw_result(act.session, result.paper_id, act.now)


def number_of(result: IssuedResult) -> str:
    """The number as the paper shows it."""
    return f"{result.number:02d}/{result.symbol}"


def _refuse_when_group_is_done(session: Session, dossier: Dossier) -> None:
    if dossier.parent_id is None:
        return
    status = session.scalar(select(Dossier.status).where(Dossier.id == dossier.parent_id))
    if status != Status.IN_PROCESSING:
        raise NotPossibleNow(GROUP_DONE)


def _reopened(act: OfficerAct) -> DueStep:
    return DueStep(
        text=Text(
            f"Hồ sơ được mở lại lúc {format_moment(act.now)}; ngày hẹn giữ nguyên.",
            f"Reopened at {format_moment(act.now, 'en')}; the due date stays.",
        ),
        on=day_in_vietnam(act.now),
    )
