"""Reception: the one-stop officer accepts a dossier or refuses it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import PaperContent, RefusalContent
from citizen_portal.domain.deadline import hand_over_at
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.service_level import Channel
from citizen_portal.services.actor import Actor
from citizen_portal.services.assessment import assess_due
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.colleagues.assignment import assign_by_rule
from citizen_portal.services.interlinked.ending import (
    refuse_parts,
    require_group_accepted,
    start_acceptance,
)
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper, officer_hand
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.papers.reception_slip import issue_reception_slip
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.step_budget import start_step
from citizen_portal.services.reference import AgencyView


def accept_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """Accept: the processing clock starts, the slip states the due date, the case is handed over.

    With an immediate result nothing is handed over: it is drafted and decided at once, and there
    is a slip only when the applicant asks for one (Nghị định 61/2018/NĐ-CP, Điều 17).
    Raises what ``begin_act`` raises, and ``NotPossibleNow``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.ACCEPT, revision)
    next_transition(act.dossier, Action.ACCEPT, act.kind)
    require_group_accepted(session, act.dossier)
    channel = Channel(act.dossier.channel)
    due = assess_due(
        parts, act.procedure, act.answers, channel, act.now, act.dossier.handling_agency_id
    )
    act.dossier.accepted_at = act.now
    act.dossier.due_at = due.at
    act.dossier.due = due.to_json()
    slip_id = None if act.procedure.immediate else issue_reception_slip(act, due)
    change(
        session, act.dossier, Action.ACCEPT, actor=act.actor, kind=act.kind, at=act.now,
        paper_id=slip_id, due_at=due.at.isoformat(),
    )  # fmt: skip
    if act.procedure.interlinked:
        start_acceptance(session, parts, act.dossier, act.now)
    _hand_over(act)
    session.commit()


def _hand_over(act: OfficerAct) -> None:
    """Pass the dossier to who handles it; an immediate result is decided where it was accepted."""
    steps = act.procedure.steps
    if act.procedure.immediate:
        act.start_step(steps[-1].name)
    else:
        handed_over = hand_over_at(act.now, act.calendar)
        change(
            act.session, act.dossier, Action.TRANSFER, actor=None, kind=ActorKind.SYSTEM,
            at=act.now, handed_over_at=handed_over.isoformat(),
        )  # fmt: skip
        start_step(act.dossier, act.procedure, steps[0].name, handed_over, act.calendar)
    assign_by_rule(act.session, act.dossier, act.now)


def refuse_dossier(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    reason: str,
) -> None:
    """Refuse to accept, with the reason; the notice tells what can be done next."""
    act = begin_act(session, parts, actor, dossier_id, Action.REFUSE, revision)
    next_transition(act.dossier, Action.REFUSE, act.kind)
    hand, seal = officer_hand(act.actor), agency_seal(act.agency)
    number = act.book_number("PTC")

    def write(check_url: str) -> PaperContent:
        return RefusalContent(
            **paper_head(
                parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_by(seal, act.now),
            recipient=applicant_party(session, act.dossier),
            request=act.procedure.name.vi,
            reasons=tuple(line for line in reason.splitlines() if line.strip()),
            officer_name=act.actor.name,
            next_steps=_after_refusal(act.agency),
        )

    paper_id = None
    if reason.strip():  # without a reason ``change`` refuses; no paper is issued then
        paper_id = issue_paper(
            session, parts, act.dossier, write, signatories=(hand, seal), issuer=act.agency.name
        )
    if act.procedure.interlinked:
        refuse_parts(session, act.dossier, reason, act.now)
    change(
        session, act.dossier, Action.REFUSE, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id,
    )  # fmt: skip
    session.commit()


def _after_refusal(agency: AgencyView) -> tuple[str, str]:
    phone = f", điện thoại {agency.phone}" if agency.phone else ""
    return (
        "Sửa những điểm nêu trên rồi nộp hồ sơ mới trên Cổng dịch vụ công.",
        f"Cần giúp đỡ, liên hệ {agency.name}{phone}.",
    )
