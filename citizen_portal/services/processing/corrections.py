"""Corrections: an officer puts declared answers right; both values, the reason and who stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import AnswerCorrection, Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.answer_lines import shown_answer
from citizen_portal.services.answers_merge import Merged, merge_answers, shown_questions
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.drafts.versions import day_that_counts
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.interlinked.papers import papers_seen
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.scope import sees
from citizen_portal.services.supplements.fee_change import fee_change
from citizen_portal.services.supplements.items import title_of

REASON = "ly_do"
MOST_REASON = 1000

REASON_WANTED = Text("Hãy ghi rõ lý do đính chính.", "Give the reason for the correction.")
NOTHING_CHANGED = Text(
    "Chưa có nội dung nào thay đổi. Hãy sửa câu trả lời cần đính chính.",
    "Nothing has changed. Change the answer that has to be corrected.",
)
TOO_LATE = Text(
    "Hồ sơ đã trình phê duyệt nên không đính chính được. "
    "Lãnh đạo phê duyệt có thể trả lại để xử lý tiếp.",
    "The dossier is with the approver and cannot be corrected. The approver can send it back.",
)
GROUP = Text(
    "Hồ sơ liên thông được giải quyết theo từng phần. Hãy đính chính ở phần có nội dung sai.",
    "An interlinked dossier is handled in its parts. Correct the part that has the error.",
)
FEE_CHANGES = Text(
    "Đính chính này làm thay đổi phí, lệ phí nên cán bộ không tự sửa được. "
    "Hãy yêu cầu người nộp bổ sung.",
    "This correction changes the fee, so an officer cannot make it alone. "
    "Ask the applicant for a supplement.",
)
TIME_CHANGES = Text(
    "Đính chính này làm thay đổi thời hạn giải quyết nên cán bộ không tự sửa được. "
    "Hãy yêu cầu người nộp bổ sung.",
    "This correction changes the time for the result, so an officer cannot make it alone. "
    "Ask the applicant for a supplement.",
)
PAPERS_CHANGE = Text(
    "Với nội dung đã sửa, hồ sơ cần thêm giấy tờ: {titles}. Hãy yêu cầu người nộp bổ sung.",
    "With the corrected content these papers are needed: {titles}. Ask for a supplement.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPage:
    """The dossier whose answers are about to be corrected.

    ``answers`` are those that count by what was typed so far: they decide what is asked.
    """

    page: DossierPage
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One answer put right."""

    question: str
    label: Text
    before: Text
    after: Text
    reason: str
    at: datetime
    by_name: str


def open_correction(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    typed: Mapping[str, list[str]] | None = None,
) -> CorrectionPage:
    """The answers to correct. Raises what ``correct_answers`` raises before it reads any."""
    act = begin_act(session, parts, actor, dossier_id, Action.CORRECT, None)
    _begin(act)
    answers: Mapping[str, Any] = act.answers
    if typed is not None:
        answers = _merge(act, typed).answers
    page = open_agency_dossier(session, parts, actor, dossier_id)
    return CorrectionPage(page=page, answers=answers)


def correct_answers(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    typed: Mapping[str, list[str]],
    reason: str,
) -> None:
    """Put answers right by the rules that the applicant's are checked by.

    ``typed`` are all questions of the form. Fee, time and papers never change this way.
    Raises what ``begin_act`` raises, ``NotPossibleNow``, ``WrongInput`` with every problem.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.CORRECT, revision)
    _begin(act)
    merged = _merge(act, typed)
    changed = merged.changed(act.dossier.answers)
    why = reason.strip()[:MOST_REASON]
    _refuse_problems(merged, changed, why)
    _refuse_consequences(act, merged)
    before = dict(act.dossier.answers)
    change(
        session, act.dossier, Action.CORRECT, actor=act.actor, kind=act.kind, at=act.now,
        reason=why, corrected=list(changed),
    )  # fmt: skip
    act.dossier.answers = dict(merged.stored)
    if act.procedure.subject_of:
        act.dossier.subject = act.procedure.subject_of(merged.answers)[:200]
    session.execute(insert(AnswerCorrection), _rows(act, before, merged, changed, why))
    session.commit()


def _begin(act: OfficerAct) -> None:
    next_transition(act.dossier, Action.CORRECT, act.kind)
    if act.dossier.step in (APPROVAL, ISSUANCE):
        raise NotPossibleNow(TOO_LATE)
    if act.procedure.interlinked:
        raise NotPossibleNow(GROUP)


def _merge(act: OfficerAct, typed: Mapping[str, list[str]]) -> Merged:
    asked = shown_questions(act.procedure, act.answers)
    on = day_that_counts(act.procedure, act.parts.today())
    return merge_answers(act.procedure, act.dossier.answers, asked, typed, on)


def _refuse_problems(merged: Merged, changed: tuple[str, ...], reason: str) -> None:
    problems = {
        problem.question: problem.sentence
        for found in merged.problems.values()
        for problem in found
    }
    if not reason:
        problems[REASON] = REASON_WANTED
    if not changed and not merged.problems:
        problems[""] = NOTHING_CHANGED
    if problems:
        raise WrongInput(problems)


def _refuse_consequences(act: OfficerAct, merged: Merged) -> None:
    procedure, dossier = act.procedure, act.dossier
    if fee_change(procedure, dossier, act.answers, merged.answers, act.parts) is not None:
        raise NotPossibleNow(FEE_CHANGES)
    channel = Channel(dossier.channel)
    if procedure.deadline_for(act.answers, channel) != procedure.deadline_for(
        merged.answers, channel
    ):
        raise NotPossibleNow(TIME_CHANGES)
    on = day_in_vietnam(dossier.submitted_at or act.now)
    there = {one.requirement for one in papers_seen(act.session, dossier, procedure)}
    there |= {one.name for one in procedure.needed_documents(act.answers, on)}
    missing = [
        one.title
        for one in procedure.needed_documents(merged.answers, on)
        if not one.optional and one.name not in there
    ]
    if missing:
        vi, en = ("; ".join(one.in_language(each) for one in missing) for each in ("vi", "en"))
        raise NotPossibleNow(
            Text(PAPERS_CHANGE.vi.format(titles=vi), PAPERS_CHANGE.en.format(titles=en))
        )


def _rows(
    act: OfficerAct,
    before: Mapping[str, Any],
    merged: Merged,
    changed: tuple[str, ...],
    reason: str,
) -> list[dict[str, Any]]:
    places = {name: step.name for step in act.procedure.form for name in step.questions()}
    return [
        {
            "dossier_id": act.dossier.id,
            "step": places.get(name, ""),
            "name": name,
            "before": {"value": before.get(name)},
            "after": {"value": merged.stored.get(name)},
            "reason": reason,
            "at": act.now,
            "by_id": act.actor.person_id,
            "by_name": act.actor.name,
        }
        for name in changed
    ]


def list_corrections(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[CorrectionView, ...]:
    """What was corrected, oldest first, for the owner and the officers of its agencies.

    Raises ``NotFound``.
    """
    person = require_person(actor)
    rows = session.execute(
        select(Dossier, AnswerCorrection)
        .outerjoin(AnswerCorrection, AnswerCorrection.dossier_id == Dossier.id)
        .where(Dossier.id == dossier_id)
        .order_by(AnswerCorrection.id)
    ).all()
    if not rows:
        raise NotFound()
    dossier = rows[0].Dossier
    if dossier.person_id != person.person_id and not sees(session, person, dossier):
        raise NotFound()
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return tuple(_view(procedure, one) for _, one in rows if one is not None)


def _view(procedure: Procedure, row: AnswerCorrection) -> CorrectionView:
    return CorrectionView(
        question=row.name,
        label=title_of(procedure, ItemKind.FIELD, row.name, row.name),
        before=shown_answer(procedure, row.name, row.before.get("value")),
        after=shown_answer(procedure, row.name, row.after.get("value")),
        reason=row.reason,
        at=row.at,
        by_name=row.by_name,
    )
