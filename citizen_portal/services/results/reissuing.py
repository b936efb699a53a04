"""Issuing a result again: a corrected paper replaces the one before, each naming the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.models import IssuedResult
from citizen_portal.procedures.form import ProcedureForm, answers_from_json
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import Forbidden, NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_by_hand
from citizen_portal.services.officer_acts import begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import read_result
from citizen_portal.services.processing.stopping import require_reason
from citizen_portal.services.results.ending import end_result, number_of
from citizen_portal.services.results.issuing import approval_by, prepare_issue

NOTHING_ISSUED = Text(
    "Hồ sơ chưa có kết quả nào được ban hành nên chưa cấp lại được.",
    "No result has been issued for this dossier, so it cannot be issued again.",
)
NOT_YOURS = Text(
    "Hiện không cấp lại được kết quả của hồ sơ này. Chỉ lãnh đạo phê duyệt của cơ quan giải "
    "quyết cấp lại được kết quả đã ban hành.",
    "The result of this dossier cannot be issued again now. Only an approver of the handling "
    "agency can do so with a result that was issued.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reissue:
    """The dossier and what its result says now; ``form`` None asks nothing."""

    page: DossierPage
    form: type[ProcedureForm] | None
    answers: Mapping[str, Any]


def open_reissue(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> Reissue:
    """What the page before issuing again shows. Raises ``NotFound``, ``Forbidden``."""
    officer = require_officer(actor)
    page = open_agency_dossier(session, parts, officer, dossier_id)
    if Action.REISSUE_RESULT not in possible_actions(officer, page):
        raise Forbidden(NOT_YOURS)
    form = page.procedure.result.form
    answers = answers_from_json((form,), page.result_answers) if form else {}
    return Reissue(page=page, form=form, answers=answers)


def reissue_result(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    typed: Mapping[str, list[str]],
    reason: str,
) -> None:
    """Issue the result again from corrected answers, signed by the approver who does so.

    The one in force is replaced; one that was revoked stays revoked. Raises what ``begin_act``
    raises, ``NotPossibleNow``, ``InvalidAnswers``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.REISSUE_RESULT, revision)
    next_transition(act.dossier, Action.REISSUE_RESULT, act.kind)
    refuse_by_hand(act.procedure)
    before = last_result(session, dossier_id)
    if before is None:
        raise NotPossibleNow(NOTHING_ISSUED)
    act.dossier.result_answers = read_result(act, typed)
    require_reason(reason)
    if before.state == "in_force":
        end_result(act, before, "replaced", reason)
    issued = prepare_issue(act, approval_by(act), issued_by=None, replaces=before.id)
    change(
        session, act.dossier, Action.REISSUE_RESULT, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=issued.paper_id, number=issued.document_number,
        replaces=number_of(before),
    )  # fmt: skip
    session.commit()


def last_result(session: Session, dossier_id: UUID) -> IssuedResult | None:
    """The result of a dossier that was issued last, or None."""
    return session.scalars(
        select(IssuedResult)
        .where(IssuedResult.dossier_id == dossier_id)
        .order_by(IssuedResult.id.desc())
        .limit(1)
    ).one_or_none()
