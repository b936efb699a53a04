"""Processing: the case officer works the procedure's steps and sends the draft for approval."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import ApologyContent, PaperContent, StopNoticeContent
from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import answers_to_json, read_step
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_by_hand, require_parts_ended
from citizen_portal.services.interlinked.group import continue_group, require_following
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.paper_parties import applicant_party, paper_head, signed_by
from citizen_portal.services.papers import agency_seal, issue_paper
from citizen_portal.services.parts import Parts

APPROVAL = "phe-duyet"
"""The step in which a dossier waits for its approver."""

ISSUANCE = "ban-hanh"
"""The step in which an approved result waits for the clerk's number and the agency's seal."""

LAST_STEP = Text(
    "Hồ sơ đã ở bước cuối. Hãy trình duyệt.",
    "The dossier is at its last step. Send it for approval.",
)
STEPS_LEFT = Text(
    "Hồ sơ còn bước xử lý chưa xong. Hãy chuyển hết các bước trước khi trình duyệt.",
    "There are processing steps left. Finish them before sending it for approval.",
)
WAITING = Text(
    "Hồ sơ đang chờ lãnh đạo phê duyệt.",
    "The dossier is waiting for the approver.",
)
ONE_APOLOGY = Text(
    "Chỉ được hẹn lại một lần; hồ sơ này đã được hẹn lại.",
    "A new date may be set once; this dossier has already had one.",
)
LATER = Text(
    "Ngày hẹn mới phải sau ngày hẹn cũ.", "The new date must be later than the one promised."
)
WORKING_DAY = Text(
    "Ngày hẹn mới phải là ngày làm việc; hãy chọn ngày khác.",
    "The new date must be a working day; choose another one.",
)


def advance_step(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    note: str = "",
) -> None:  # fmt: skip
    """Finish the present step and go to the next; of a group: open what was not yet opened."""
    act = begin_act(session, parts, actor, dossier_id, Action.ADVANCE, revision)
    next_transition(act.dossier, Action.ADVANCE, act.kind)
    if act.procedure.interlinked:
        continue_group(session, parts, act.dossier, act.now)
        session.commit()
        return
    index = _step_index(act)
    if index + 1 >= len(act.procedure.steps):
        raise NotPossibleNow(LAST_STEP)
    following = act.procedure.steps[index + 1]
    change(
        session, act.dossier, Action.ADVANCE, actor=act.actor, kind=act.kind, at=act.now,
        reason=note, step=act.dossier.step, next_step=following.name,
    )  # fmt: skip
    act.dossier.step = following.name
    act.dossier.officer_id = act.actor.person_id
    session.commit()


def send_for_approval(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    typed: Mapping[str, list[str]],
) -> None:
    """Draft the result from the officer's answers and send it to the approver.

    Raises ``InvalidAnswers`` with every problem of the draft, and ``NotPossibleNow`` when the
    next part of an interlinked dossier lacks something of the result.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.SEND_FOR_APPROVAL, revision)
    next_transition(act.dossier, Action.SEND_FOR_APPROVAL, act.kind)
    refuse_by_hand(act.procedure)
    if _step_index(act) + 1 < len(act.procedure.steps):
        raise NotPossibleNow(STEPS_LEFT)
    act.dossier.result_answers = _result_answers(act, typed)
    require_following(session, parts, act.dossier)
    change(
        session, act.dossier, Action.SEND_FOR_APPROVAL, actor=act.actor, kind=act.kind,
        at=act.now, step=act.dossier.step,
    )  # fmt: skip
    act.dossier.step = APPROVAL
    act.dossier.officer_id = act.actor.person_id
    session.commit()


def stop_processing(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str,
) -> None:  # fmt: skip
    """Stop for good, with the reason; the notice says what the applicant can do."""
    act = begin_act(session, parts, actor, dossier_id, Action.STOP, revision)
    next_transition(act.dossier, Action.STOP, act.kind)
    if act.procedure.interlinked:
        require_parts_ended(session, parts, act.dossier)
    seal = agency_seal(act.agency)

    def write(check_url: str) -> PaperContent:
        return StopNoticeContent(
            **_common(act, check_url, "TBD"),
            signature=signed_by(seal, act.now, name=act.actor.name),
            received_at=act.dossier.accepted_at or act.now,
            reason=reason.strip(),
            next_steps=("Khi đã khắc phục lý do nêu trên, bạn có thể nộp hồ sơ mới.",),
        )

    paper_id = _issue(act, write) if reason.strip() else None
    change(
        session, act.dossier, Action.STOP, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id,
    )  # fmt: skip
    session.commit()


def apologise(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    reason: str, new_due_at: datetime,
) -> None:  # fmt: skip
    """Say sorry for a late result and set a new date, once (NĐ 61/2018, Điều 19)."""
    act = begin_act(session, parts, actor, dossier_id, Action.APOLOGISE, revision)
    next_transition(act.dossier, Action.APOLOGISE, act.kind)
    promised = act.dossier.due_at or act.now
    if act.dossier.apologies:
        raise NotPossibleNow(ONE_APOLOGY)
    if new_due_at <= promised or new_due_at <= act.now:
        raise NotPossibleNow(LATER)
    if not parts.reference.calendar().is_working_day(day_in_vietnam(new_due_at)):
        raise NotPossibleNow(WORKING_DAY)
    seal = agency_seal(act.agency)

    def write(check_url: str) -> PaperContent:
        return ApologyContent(
            **_common(act, check_url, "PXL"),
            signature=signed_by(seal, act.now, name=act.actor.name),
            received_at=act.dossier.accepted_at or act.now,
            promised_at=promised,
            new_due_at=new_due_at,
            reason=reason.strip(),
        )

    paper_id = _issue(act, write) if reason.strip() else None
    change(
        session, act.dossier, Action.APOLOGISE, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, paper_id=paper_id, due_before=promised.isoformat(),
        due_at=new_due_at.isoformat(),
    )  # fmt: skip
    act.dossier.apologies += 1
    act.dossier.due_at = new_due_at
    session.commit()


def _step_index(act: OfficerAct) -> int:
    names = [step.name for step in act.procedure.steps]
    if act.dossier.step == APPROVAL:
        raise NotPossibleNow(WAITING)
    return names.index(act.dossier.step) if act.dossier.step in names else 0


def _result_answers(act: OfficerAct, typed: Mapping[str, list[str]]) -> dict[str, Any]:
    form = act.procedure.result.form
    if form is None:
        return {}
    reading = read_step(form, typed, {}, act.parts.today())
    if reading.problems:
        raise InvalidAnswers({form.name: reading.problems})
    return answers_to_json((form,), reading.answers)


def _common(act: OfficerAct, check_url: str, symbol: str) -> dict[str, Any]:
    number = act.book_number(symbol)
    return {
        **paper_head(
            act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
        ),
        "recipient": applicant_party(act.session, act.dossier),
        "request": act.procedure.name.vi,
    }


def _issue(act: OfficerAct, write: Any) -> UUID:
    return issue_paper(
        act.session, act.parts, act.dossier, write,
        signatories=(agency_seal(act.agency),), issuer=act.agency.name,
    )  # fmt: skip
