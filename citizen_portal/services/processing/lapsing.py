"""Lapses: who neither supplements nor pays in time has the dossier stopped, by the system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.moment import format_moment
from citizen_portal.models import Dossier, DossierEvent, SupplementRequest
from citizen_portal.services.change import change
from citizen_portal.services.interlinked.ending import refuse_parts
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.stopping import FILE_AGAIN, issue_stop_notice

# Policy, not law: no act found says after how many days an unpaid dossier is stopped.
PAYMENT_TERM = timedelta(days=30)

_WAITING = (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)


def lapsed_dossiers(
    session: Session, at: datetime, after: UUID | None = None, most: int = 100
) -> Sequence[UUID]:
    """The dossiers whose applicant let the time pass, by id, so many after one of them."""
    query = select(Dossier.id).where(Dossier.status.in_(_WAITING), _time_is_over(at))
    if after is not None:
        query = query.where(Dossier.id > after)
    return session.scalars(query.order_by(Dossier.id).limit(most)).all()


def _time_is_over(at: datetime) -> ColumnElement[bool]:
    late = exists().where(
        SupplementRequest.dossier_id == Dossier.id,
        SupplementRequest.number == Dossier.supplements,
        SupplementRequest.answered_at.is_(None),
        SupplementRequest.answer_by < at,
    )
    asked_lately = exists().where(
        DossierEvent.dossier_id == Dossier.id,
        DossierEvent.action == Action.REQUEST_PAYMENT.value,
        DossierEvent.at >= at - PAYMENT_TERM,
    )
    return or_(
        and_(Dossier.status == Status.SUPPLEMENT_REQUESTED, late),
        and_(Dossier.status == Status.PAYMENT_REQUESTED, ~asked_lately),
    )


def stop_lapsed(session: Session, parts: Parts, dossier_id: UUID) -> bool:
    """Stop one dossier whose time is over, with its notice; False when it no longer is.

    The job's: the system acts, for nobody. Commits.
    """
    at = parts.clock()
    dossier = lock_with_group(session, dossier_id)
    still = select(Dossier.id).where(
        Dossier.id == dossier_id, Dossier.status.in_(_WAITING), _time_is_over(at)
    )
    if session.scalar(still) is None:
        session.rollback()
        return False
    reason = _reason(session, dossier)
    paper_id = issue_stop_notice(
        session, parts, dossier, at, reason=reason, by=None, next_steps=FILE_AGAIN
    )
    if parts.catalogue.version(dossier.procedure_code, dossier.procedure_version).interlinked:
        refuse_parts(session, dossier, reason, at)
    change(
        session, dossier, Action.STOP, actor=None, kind=ActorKind.SYSTEM, at=at, reason=reason,
        paper_id=paper_id,
    )  # fmt: skip
    dossier.asked_from = None
    session.commit()
    return True


def _reason(session: Session, dossier: Dossier) -> str:
    if dossier.status == Status.PAYMENT_REQUESTED:
        return f"Quá {PAYMENT_TERM.days} ngày kể từ ngày yêu cầu mà phí, lệ phí chưa được nộp."
    until = session.scalar(
        select(SupplementRequest.answer_by).where(
            SupplementRequest.dossier_id == dossier.id,
            SupplementRequest.number == dossier.supplements,
        )
    )
    when = format_moment(until) if until else ""
    return f"Quá thời hạn bổ sung ({when}) mà hồ sơ chưa được bổ sung."
