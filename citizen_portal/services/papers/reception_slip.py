"""The reception slip of an accepted dossier: what was received, until when, why, at what cost."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    PaperContent,
    ReceiptFeeLine,
    ReceptionSlipContent,
    SlipComponent,
)
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.papers import papers_seen
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper, officer_hand, papers_of
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.parts import Parts

_PIECES = {"original": "originals", "copy": "photocopies"}
"""By kind of copy, the column of the slip; what came electronically stands in another."""


NOT_ACCEPTED = Text(
    "Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận. Hãy tiếp nhận hồ sơ trước.",
    "The dossier has not been accepted, so there is no slip yet. Accept it first.",
)


def may_give_slip(actor: Actor, receiving_agency_id: int) -> bool:
    """Tell whether the officer receives dossiers at the agency that received this one."""
    return receiving_agency_id in actor.agencies_for(Duty.RECEIVE)


def slip_on_request(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> None:
    """Issue the slip of a dossier that was accepted without one; where there is one, it stays.

    Raises what ``begin_act`` raises, and ``NotPossibleNow`` before acceptance.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.ACCEPT, None)
    if act.dossier.accepted_at is None or act.dossier.due is None:
        raise NotPossibleNow(NOT_ACCEPTED)
    if not any(one.kind == "reception_slip" for one in papers_of(session, dossier_id)):
        paper_id = issue_reception_slip(act, DueDate.from_json(act.dossier.due))
        audit.record(session, at=act.now, actor=act.actor, act="give_reception_slip",
                     object_id=dossier_id, paper=str(paper_id))  # fmt: skip
    session.commit()


def issue_reception_slip(act: OfficerAct, due: DueDate) -> UUID:
    """Freeze the slip of an accepted dossier; it counts into the year's book."""
    hand, seal = officer_hand(act.actor), agency_seal(act.agency)
    number = act.book_number("GTN")
    content = _content(act, due, number)

    def write(check_url: str) -> PaperContent:
        return ReceptionSlipContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_by(seal, act.now, name=act.actor.name),
            **content,
        )

    return issue_paper(
        act.session, act.parts, act.dossier, write, signatories=(hand, seal), issuer=act.agency.name
    )


def _content(act: OfficerAct, due: DueDate, number: str) -> dict[str, Any]:
    party = applicant_party(act.session, act.dossier)
    channel = Channel(act.dossier.channel)
    fee = FeeAssessment.from_json(act.dossier.fee or {"lines": []})
    return {
        "desk": act.agency.name,
        "submitter": party,
        "applicant": party,
        "request": act.procedure.name.vi,
        "components": _components(act),
        "sets": act.dossier.sets,
        "received_at": act.dossier.accepted_at,
        "duration": act.procedure.deadline_for(act.answers, channel).label.vi,
        "due_at": due.at,
        "due_steps": tuple(step.text.vi for step in due.steps),
        "result_place": _result_place(act),
        "officer_name": act.actor.name,
        "fee_total": act.dossier.fee_total,
        "fee_note": "đã nộp" if act.dossier.payment_state == "paid" else "",
        "fee_lines": tuple(
            ReceiptFeeLine(name=line.name.vi, amount=line.amount, reason=line.reason.vi)
            for line in fee.lines
        ),
        "book_volume": str(day_in_vietnam(act.now).year),
        "book_number": number.partition("/")[0],
    }


def _result_place(act: OfficerAct) -> str:
    """The electronic result always comes; on paper it waits at the returning agency."""
    electronic = "Tài khoản của người nộp trên Cổng dịch vụ công (bản điện tử)"
    if Channel(act.dossier.channel) is Channel.ONLINE:
        return electronic
    returning = act.parts.reference.agency(act.dossier.return_agency_id)
    return f"{returning.name} (bản giấy); {electronic[0].lower()}{electronic[1:]}"


def _components(act: OfficerAct) -> tuple[SlipComponent, ...]:
    pieces = Counter(
        (one.requirement, _PIECES.get(one.copy_kind, "electronic"))
        for one in papers_seen(act.session, act.dossier, act.procedure)
    )
    names = {one.name: one.title.vi for one in act.procedure.documents}
    form = SlipComponent(name="Tờ khai điện tử", electronic=1)
    return (
        form,
        *(
            SlipComponent(name=names.get(name, "Giấy tờ bổ sung"), **_counted(pieces, name))
            for name in dict.fromkeys(requirement for requirement, _ in pieces)
        ),
    )


def _counted(pieces: Counter[tuple[str, str]], name: str) -> dict[str, int]:
    return {column: count for (requirement, column), count in pieces.items() if requirement == name}
