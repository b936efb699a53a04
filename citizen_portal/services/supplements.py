"""Supplements: an officer asks once for all that is missing, the applicant answers."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    PaperContent,
    SupplementItem,
    SupplementRequestContent,
)
from citizen_portal.domain.deadline import acceptance_due
from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, SupplementRequest
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.assessment import assess_due
from citizen_portal.services.attachments import attachments_of, freeze
from citizen_portal.services.change import (
    change,
    check_revision,
    lock_own_dossier,
    next_transition,
)
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_asking
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.paper_parties import applicant_party, paper_head, signed_by
from citizen_portal.services.papers import agency_seal, issue_paper
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing import APPROVAL, WAITING

ONCE = Text(
    "Hồ sơ này đã được yêu cầu bổ sung một lần. Mỗi giai đoạn chỉ yêu cầu một lần, "
    "đầy đủ mọi nội dung.",
    "A supplement has already been requested. It may be asked once a stage, for everything.",
)
NOTHING_ASKED = Text("Hãy ghi rõ những gì cần bổ sung.", "Say what has to be added.")
NOTHING_ADDED = Text(
    "Hãy thêm giấy tờ hoặc viết câu trả lời trước khi gửi.",
    "Add a paper or write an answer before sending.",
)


def request_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    items: str,
    reason: str,
) -> None:
    """Ask the applicant, once at this stage, for all that is missing (a line each).

    Raises what ``begin_act`` raises, and ``NotPossibleNow``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.REQUEST_SUPPLEMENT, revision)
    next_transition(act.dossier, Action.REQUEST_SUPPLEMENT, act.kind)
    refuse_asking(act.procedure, act.dossier)
    if act.dossier.step == APPROVAL:
        raise NotPossibleNow(WAITING)
    if not items.strip():
        raise NotPossibleNow(NOTHING_ASKED)
    if _asked_before(session, act.dossier):
        raise NotPossibleNow(ONCE)
    asked_from = act.dossier.status
    paper_id = _issue_request(act, items, reason)
    act.dossier.supplements += 1
    session.execute(
        insert(SupplementRequest).values(
            dossier_id=dossier_id,
            number=act.dossier.supplements,
            items=items.strip(),
            reason=reason.strip(),
            asked_at=act.now,
            asked_by=act.actor.person_id,
            asked_from=asked_from,
            due_before=act.dossier.due_at,
        )
    )
    change(
        session, act.dossier, Action.REQUEST_SUPPLEMENT, actor=act.actor, kind=act.kind,
        at=act.now, reason=reason or items, paper_id=paper_id, items=items.strip(),
    )  # fmt: skip
    act.dossier.asked_from = asked_from
    session.commit()


def answer_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    answer: str,
) -> None:
    """Send what was asked for: papers added since, or words. The dossier goes back.

    During processing the due date is counted anew (NĐ 61/2018, Điều 19).
    Raises ``NotFound``, ``Stale``, ``NotPossibleNow``.
    """
    person = require_person(actor, 2)
    dossier = lock_own_dossier(session, person, dossier_id)
    check_revision(dossier, revision)
    next_transition(dossier, Action.SUPPLEMENT, ActorKind.APPLICANT)
    added = [one for one in attachments_of(session, dossier_id) if one.frozen_at is None]
    if not added and not answer.strip():
        raise NotPossibleNow(NOTHING_ADDED)
    now = parts.clock()
    session.execute(
        update(SupplementRequest)
        .where(
            SupplementRequest.dossier_id == dossier_id,
            SupplementRequest.number == dossier.supplements,
        )
        .values(answer=answer.strip(), answered_at=now)
    )
    freeze(session, dossier_id, now)
    before_due = dossier.due_at
    change(
        session, dossier, Action.SUPPLEMENT, actor=person, kind=ActorKind.APPLICANT, at=now,
        reason=answer.strip(), papers=len(added),
        due_before=before_due.isoformat() if before_due else None,
    )  # fmt: skip
    dossier.asked_from = None
    _restart_clock(parts, dossier)
    session.commit()


def _restart_clock(parts: Parts, dossier: Dossier) -> None:
    now = parts.clock()
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    if dossier.status == Status.REGISTERED:
        dossier.acceptance_due_at = acceptance_due(
            now, parts.reference.calendar(), procedure.acceptance_hours
        )
        return
    answers = answers_from_json(procedure.form, dossier.answers)
    due = assess_due(parts, procedure, answers, Channel(dossier.channel), now)
    dossier.due_at, dossier.due = due.at, due.to_json()


def _asked_before(session: Session, dossier: Dossier) -> bool:
    rows = session.query(SupplementRequest.asked_from).filter(
        SupplementRequest.dossier_id == dossier.id
    )
    return any(asked_from == dossier.status for (asked_from,) in rows)


def _issue_request(act: OfficerAct, items: str, reason: str) -> UUID:
    seal = agency_seal(act.agency)
    number = act.book_number("HDHS")

    def write(check_url: str) -> PaperContent:
        return SupplementRequestContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_by(seal, act.now, name=act.actor.name),
            recipient=applicant_party(act.session, act.dossier),
            request=act.procedure.name.vi,
            items=tuple(
                SupplementItem(name=line.strip()) for line in items.splitlines() if line.strip()
            ),
            reason=reason.strip(),
            contact_name=act.actor.name,
            contact_phone=act.agency.phone,
            officer_name=act.actor.name,
        )

    return issue_paper(
        act.session, act.parts, act.dossier, write, signatories=(seal,), issuer=act.agency.name
    )
