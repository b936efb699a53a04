"""Stopping: for good, or for a time after which processing goes on. Each with its notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import PaperContent, SignatureBlock, StopNoticeContent
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import REASON_MISSING, change, next_transition
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_by_hand, require_parts_ended
from citizen_portal.services.numbering import next_number
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper, officer_hand
from citizen_portal.services.papers.parties import (
    COPIES_OF_LETTERS,
    applicant_party,
    paper_head,
    signed_by,
    signed_in_office,
)
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import paid_so_far
from citizen_portal.services.processing.pauses import SUSPENDED, count_on
from citizen_portal.services.processing.steps import refuse_approved
from citizen_portal.services.reference import AgencyView

FILE_AGAIN = ("Khi đã khắc phục lý do nêu trên, Ông/Bà có thể nộp hồ sơ mới.",)
WAIT = (
    "Đây là tạm dừng: cơ quan sẽ tiếp tục giải quyết khi lý do nêu trên không còn. "
    "Thời gian tạm dừng không tính vào thời hạn giải quyết.",
    "Ông/Bà không phải nộp lại hồ sơ và được báo ngày hẹn mới khi hồ sơ được tiếp tục.",
)


def stop_processing(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str, legal_basis: str = "",
) -> None:  # fmt: skip
    """Stop for good, with the reason; the notice says what the applicant can do.

    Raises what ``begin_act`` raises, and ``NotPossibleNow`` once the result is approved.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.STOP, revision)
    next_transition(act.dossier, Action.STOP, act.kind)
    refuse_approved(act)
    if act.procedure.interlinked:
        require_parts_ended(session, parts, act.dossier)
    require_reason(reason)
    paper_id = issue_stop_notice(
        session, parts, act.dossier, act.now, reason=reason, legal_basis=legal_basis,
        by=act, next_steps=FILE_AGAIN,
    )  # fmt: skip
    change(
        session, act.dossier, Action.STOP, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id,
    )  # fmt: skip
    act.dossier.asked_from = None
    session.commit()


def suspend_processing(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str, legal_basis: str = "",
) -> None:  # fmt: skip
    """Stop for a time: the clock pauses until processing is resumed.

    Raises what ``stop_processing`` raises; an interlinked dossier is suspended part by part.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.SUSPEND, revision)
    next_transition(act.dossier, Action.SUSPEND, act.kind)
    refuse_by_hand(act.procedure)
    refuse_approved(act)
    require_reason(reason)
    paper_id = issue_stop_notice(
        session, parts, act.dossier, act.now, reason=reason, legal_basis=legal_basis,
        by=act, next_steps=WAIT,
    )  # fmt: skip
    change(
        session, act.dossier, Action.SUSPEND, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id,
    )  # fmt: skip
    act.dossier.asked_from = Status.IN_PROCESSING
    session.commit()


def resume_processing(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Take a suspended dossier up again; the due date moves by the working time suspended."""
    act = begin_act(session, parts, actor, dossier_id, Action.RESUME, revision)
    next_transition(act.dossier, Action.RESUME, act.kind)
    require_reason(reason)
    moved: dict[str, Any] = count_on(session, parts, act.dossier, act.now, SUSPENDED)
    change(
        session, act.dossier, Action.RESUME, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, **moved,
    )  # fmt: skip
    act.dossier.asked_from = None
    session.commit()


def require_reason(reason: str) -> None:
    """A paper that states a reason is not made without one. Raises ``NotPossibleNow``."""
    if not reason.strip():
        raise NotPossibleNow(REASON_MISSING)


def issue_stop_notice(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    at: datetime,
    *,
    reason: str,
    by: OfficerAct | None,
    next_steps: Sequence[str],
    legal_basis: str = "",
) -> UUID:
    """Issue the notice without which nothing is stopped (Mẫu 05).

    ``by`` is the act of the officer who signs it, None when the system stops.
    """
    agency = parts.reference.agency(dossier.handling_agency_id)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    block, signatories = _signatures(agency, at, by)
    number = next_number(session, "TBD", agency.code, str(day_in_vietnam(at).year))
    recipient = applicant_party(session, dossier)
    so_far = _so_far(session, procedure, dossier)

    def write(check_url: str) -> PaperContent:
        return StopNoticeContent(
            **paper_head(
                parts, dossier, agency, at=at, check_url=check_url, number=f"{number:02d}/TBD"
            ),
            signature=block,
            recipient=recipient,
            request=as_text(procedure.name).vi,
            received_at=dossier.accepted_at or dossier.submitted_at or at,
            reason=reason.strip(),
            legal_basis=legal_basis.strip(),
            next_steps=tuple(next_steps),
            copies_to=COPIES_OF_LETTERS,
            **so_far,
        )

    return issue_paper(session, parts, dossier, write, signatories=signatories, issuer=agency.name)


def _so_far(session: Session, procedure: Procedure, dossier: Dossier) -> dict[str, Any]:
    """How far the dossier had come, and what was paid for it."""
    titles = (one.title for one in procedure.steps if one.name == dossier.step)
    paid = paid_so_far(session, dossier.id)
    return {
        "stage": as_text(next(titles, Text(""))).vi,
        "fee_note": f"đã nộp {format_vnd(paid)}." if paid else "",
    }


def _signatures(
    agency: AgencyView, at: datetime, by: OfficerAct | None
) -> tuple[SignatureBlock, tuple[Signatory, ...]]:
    """The block on the paper, and who signs it in which order."""
    seal = agency_seal(agency)
    if by is None:
        return signed_by(seal, at), (seal,)
    hand, title = officer_hand(by.actor), by.actor.title_at(by.agency.id, by.kind)
    return signed_in_office(hand, at, agency, title), (hand, seal)
