"""Apologies: a late result gets a new date, drafted by the system and signed by a person.

Nghị định 61/2018/NĐ-CP, Điều 19: at least a day before the due date, and one new date only.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import ApologyContent, PaperContent
from citizen_portal.domain.due_steps import DueStep
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.moment import day_in_vietnam, format_moment
from citizen_portal.domain.wording import Text
from citizen_portal.models import ApologyDraft
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper, officer_hand
from citizen_portal.services.papers.parties import (
    COPIES_OF_LETTERS,
    applicant_party,
    paper_head,
    signed_in_office,
)
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.pauses import explain_due
from citizen_portal.services.processing.stopping import require_reason

ONE_APOLOGY = Text(
    "Chỉ được hẹn lại một lần; hồ sơ này đã được hẹn lại. Lãnh đạo phê duyệt có thể cho phép "
    "hẹn lại thêm khi có căn cứ pháp lý.",
    "A new date may be set once; this dossier has already had one. The approver may allow "
    "another one on a legal ground.",
)
GROUND_MISSING = Text(
    "Hồ sơ đã được hẹn lại một lần. Muốn hẹn lại thêm, hãy đánh dấu cho phép ngoại lệ và ghi "
    "căn cứ pháp lý.",
    "A new date has been set before. To set another one, tick the exception and give its "
    "legal ground.",
)
LATER = Text(
    "Ngày hẹn mới phải sau ngày hẹn cũ.", "The new date must be later than the one promised."
)
WORKING_DAY = Text(
    "Ngày hẹn mới phải là ngày làm việc; hãy chọn ngày khác.",
    "The new date must be a working day; choose another one.",
)


def apologise(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str, new_due_at: datetime, allowed: bool = False, legal_basis: str = "",
) -> None:  # fmt: skip
    """Say sorry for a late result and set a new date, signed by who sends it.

    Once; a second time only by an approver who allows it (``allowed``) on a legal ground.
    Raises what ``begin_act`` raises, and ``NotPossibleNow``.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.APOLOGISE, revision)
    next_transition(act.dossier, Action.APOLOGISE, act.kind)
    again = act.dossier.apologies > 0
    if again:
        _require_exception(act, allowed, legal_basis)
    _check_new_date(act, new_due_at)
    require_reason(reason)
    before = act.dossier.due_at or act.now
    ground = legal_basis.strip() if again else ""
    paper_id = _issue(act, reason, before, new_due_at, ground)
    change(
        session, act.dossier, Action.APOLOGISE, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id, due_before=before.isoformat(),
        due_at=new_due_at.isoformat(), late=act.now > before,
        **({"exception": ground} if again else {}),
    )  # fmt: skip
    act.dossier.apologies += 1
    act.dossier.due_at = new_due_at
    explain_due(act.dossier, new_due_at, _step(new_due_at))
    _close_draft(act)
    session.commit()


def _require_exception(act: OfficerAct, allowed: bool, legal_basis: str) -> None:
    if ActorKind.APPROVER not in act.actor.roles_at(act.agency.id):
        raise NotPossibleNow(ONE_APOLOGY)
    if not allowed or not legal_basis.strip():
        raise NotPossibleNow(GROUND_MISSING)


def _check_new_date(act: OfficerAct, new_due_at: datetime) -> None:
    if new_due_at <= (act.dossier.due_at or act.now) or new_due_at <= act.now:
        raise NotPossibleNow(LATER)
    if not act.calendar.is_working_day(day_in_vietnam(new_due_at)):
        raise NotPossibleNow(WORKING_DAY)


def _issue(
    act: OfficerAct, reason: str, before: datetime, new_due_at: datetime, ground: str
) -> UUID:
    person = officer_hand(act.actor)
    number = act.book_number("PXL")

    def write(check_url: str) -> PaperContent:
        return ApologyContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_in_office(
                person, act.now, act.agency, act.actor.title_at(act.agency.id, act.kind)
            ),
            recipient=applicant_party(act.session, act.dossier),
            request=act.procedure.name.vi,
            received_at=act.dossier.accepted_at or act.now,
            promised_at=before,
            new_due_at=new_due_at,
            reason=reason.strip(),
            legal_basis=ground,
            copies_to=COPIES_OF_LETTERS,
        )  # fmt: skip

    return issue_paper(
        act.session, act.parts, act.dossier, write,
        signatories=(person, agency_seal(act.agency)), issuer=act.agency.name,
    )  # fmt: skip


def _step(new_due_at: datetime) -> DueStep:
    return DueStep(
        text=Text(
            f"Cơ quan xin lỗi vì chậm và hẹn lại: {format_moment(new_due_at)}.",
            f"The agency apologised for the delay; new date: {format_moment(new_due_at, 'en')}.",
        ),
        on=day_in_vietnam(new_due_at),
    )


def _close_draft(act: OfficerAct) -> None:
    act.session.execute(
        update(ApologyDraft)
        .where(ApologyDraft.dossier_id == act.dossier.id, ApologyDraft.state == "open")
        .values(state="signed", closed_at=act.now)
    )
