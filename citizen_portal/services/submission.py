"""Submitting: everything is checked again, and then it all happens or nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    PaperContent,
    ReceiptAnswer,
    ReceiptAttachment,
    ReceiptFeeLine,
    ReceiptStep,
    SubmissionReceiptContent,
)
from citizen_portal.domain.clocks import WAITS_FOR
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.dossier_code import DossierCode
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.form import (
    Problem,
    answers_to_json,
    asked_answers,
    check_answers,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.acceptance import count_acceptance, papers_travel
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.answer_lines import answered_steps
from citizen_portal.services.assessment import assess_due, assess_fee
from citizen_portal.services.attachments import (
    SUPPLEMENT_PAPERS,
    AttachmentView,
    attachments_of,
    digitised,
    freeze,
    require_papers,
)
from citizen_portal.services.change import change, check_revision
from citizen_portal.services.counter.on_behalf import lock_to_apply
from citizen_portal.services.drafts.draft import Draft, as_draft
from citizen_portal.services.drafts.filling_in import move_draft
from citizen_portal.services.drafts.versions import MOVED, newer_version
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow, Stale
from citizen_portal.services.interlinked.group import Following, add_parts, tell
from citizen_portal.services.interlinked.plan import plan_first_parts
from citizen_portal.services.numbering import next_number
from citizen_portal.services.papers.issued import issue_paper, portal_seal
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.asked import wish_answered

UNSAVED = Text(
    "Bước này có nội dung đã nhập nhưng chưa lưu được; hãy mở lại, sửa rồi lưu.",
    "This step has answers that were typed but not saved; open it, correct and save it.",
)
PAPERS_TO_COME = (
    "Giấy tờ gửi qua bưu chính: thời gian tiếp nhận tính từ khi cơ quan nhận được bưu gửi; "
    "ngày hẹn trả có khi hồ sơ được tiếp nhận."
)
OTHER_PAPERS = Text("Giấy tờ khác", "Other papers")


def submit_dossier(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None = None,
) -> str:
    """Submit one's own draft, or for somebody at the counter; return the dossier's code.

    A second call returns the same code.

    An interlinked dossier opens its first parts. Raises ``StepUpNeeded``, ``NotFound``,
    ``Stale``, ``NotPossibleNow``, ``InvalidAnswers``, ``PapersMissing``, ``PartNotOpened``.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUBMIT)
    if dossier.status != Status.DRAFT and dossier.code is not None:
        return dossier.code
    check_revision(dossier, revision)
    draft = _current_draft(session, parts, dossier)
    procedure, now, today = draft.procedure, parts.clock(), parts.today()
    answers = settled_answers(draft, today)
    papers = attachments_of(session, dossier_id)
    fee = assess_fee(procedure, answers, Channel(dossier.channel), today)
    due = None
    if not papers_travel(dossier):
        require_papers(procedure, answers, papers, today)
        due = assess_due(
            parts, procedure, answers, Channel(dossier.channel), now, dossier.handling_agency_id
        )
    planned = plan_first_parts(parts, procedure, answers, draft.competent)
    code = _register(session, parts, dossier, draft, answers, fee, now)
    if papers:
        freeze(session, dossier_id, now)
        dossier.digitisation_state = digitised(dossier, papers)
    opened = add_parts(session, parts, dossier, planned, now)
    receipt_id = _issue_receipt(session, parts, dossier, draft, answers, papers, fee, due, now)
    change(
        session, dossier, Action.SUBMIT, actor=person, kind=kind, at=now,
        paper_id=receipt_id, **_told(dossier, draft),
    )  # fmt: skip
    tell(session, Following(group=dossier, opened=opened), now)
    session.commit()
    return code


def _told(dossier: Dossier, draft: Draft) -> dict[str, Any]:
    """What the event of submitting says of it: the papers that are to come, another version."""
    told = {"moved_from": draft.moved_from} if draft.moved_from else {}
    return told | ({WAITS_FOR: "papers"} if papers_travel(dossier) else {})


def _current_draft(session: Session, parts: Parts, dossier: Dossier) -> Draft:
    """The draft, if its version is in force. Raises ``Stale`` when it had to move to another:
    nobody submits under rules they have not seen; ``NotPossibleNow`` when there is none.
    """
    draft = as_draft(parts, dossier)
    if draft.closed is not None:
        raise NotPossibleNow(draft.closed)
    if newer_version(parts, draft.procedure, draft.channel) is not None:
        move_draft(session, parts, draft)
        raise Stale(MOVED)
    return draft


def settled_answers(draft: Draft, on: date) -> dict[str, Any]:
    """Check all steps together; return the answers that count, hidden ones dropped.

    Raises ``InvalidAnswers`` with every problem of every step.
    """
    answers = asked_answers(draft.procedure.form, draft.answers)
    problems = {}
    for step in draft.procedure.shown_steps(answers):
        found = check_answers(step, answers, on)
        if step.name in draft.typed:
            found = (Problem("", UNSAVED), *found)
        if found:
            problems[step.name] = found
    if problems:
        raise InvalidAnswers(problems)
    return answers


def _register(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    draft: Draft,
    answers: Mapping[str, Any],
    fee: FeeAssessment,
    now: datetime,
) -> str:
    day = day_in_vietnam(now)
    sequence = next_number(session, "dossier", draft.agency.code, day.isoformat())
    dossier.code = DossierCode.format(draft.agency.code, day, sequence)
    dossier.answers = answers_to_json(draft.procedure.form, answers)
    dossier.unfinished = {}
    dossier.moved_from = ""
    dossier.subject = _subject(draft.procedure, answers)
    dossier.fee = fee.to_json()
    dossier.fee_total = fee.total
    dossier.payment_state = "due" if fee.total else "none"
    dossier.submitted_at = now
    if dossier.delivery is None and not draft.procedure.interlinked:
        person = session.get_one(Person, dossier.person_id)
        dossier.delivery = wish_answered(person, dossier.answers)
    if not papers_travel(dossier):
        count_acceptance(parts, dossier, draft.procedure, now)
    return dossier.code


def _subject(procedure: Procedure, answers: Mapping[str, Any]) -> str:
    return procedure.subject_of(answers)[:200] if procedure.subject_of else ""


def _issue_receipt(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    draft: Draft,
    answers: Mapping[str, Any],
    papers: Sequence[AttachmentView],
    fee: FeeAssessment,
    due: DueDate | None,
    now: datetime,
) -> UUID:
    seal = portal_seal(parts)
    applicant = applicant_party(session, dossier)

    def write(check_url: str) -> PaperContent:
        return SubmissionReceiptContent(
            **paper_head(parts, dossier, draft.agency, at=now, check_url=check_url),
            signature=signed_by(seal, now),
            submitted_at=now,
            applicant=applicant,
            procedure_code=draft.procedure.code,
            procedure_name=draft.procedure.name.vi,
            receiving_agency=draft.agency.name,
            steps=_receipt_steps(draft.procedure, answers),
            attachments=_receipt_papers(draft.procedure, papers),
            fee_lines=tuple(
                ReceiptFeeLine(name=line.name.vi, amount=line.amount, reason=line.reason.vi)
                for line in fee.lines
            ),
            online=dossier.channel == Channel.ONLINE,
            due_at=due.at if due else None,
            due_steps=tuple(step.text.vi for step in due.steps) if due else (PAPERS_TO_COME,),
        )

    return issue_paper(
        session, parts, dossier, write, signatories=(seal,), issuer=seal.name, first=True
    )


def _receipt_steps(procedure: Procedure, answers: Mapping[str, Any]) -> tuple[ReceiptStep, ...]:
    return tuple(
        ReceiptStep(
            title=step.title.vi,
            answers=tuple(
                ReceiptAnswer(label=line.label.vi, value=line.value.vi)
                for line in step.lines
                if line.value.vi
            ),
        )
        for step in answered_steps(procedure, answers)
    )


def _receipt_papers(
    procedure: Procedure, papers: Sequence[AttachmentView]
) -> tuple[ReceiptAttachment, ...]:
    return tuple(
        ReceiptAttachment(
            name=_paper_title(procedure, one.requirement).vi,
            file_name=one.file_name,
            sha256=one.sha256,
            size=one.size,
        )
        for one in papers
    )


def _paper_title(procedure: Procedure, requirement: str) -> Text:
    """A paper that was attached under an older version may not be asked for any more."""
    return (
        OTHER_PAPERS if requirement == SUPPLEMENT_PAPERS else procedure.document(requirement).title
    )
