"""The applicant's answer: exactly what was asked, everything else stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, SupplementItem, SupplementRequest
from citizen_portal.services.acceptance import count_acceptance_again
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.assessment import assess_due
from citizen_portal.services.attachments import attach, freeze_supplement
from citizen_portal.services.change import change, check_revision, next_transition
from citizen_portal.services.counter.on_behalf import lock_to_apply
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.step_budget import start_step
from citizen_portal.services.supplements.fee_change import FeeChange, apply_fee_change, fee_change
from citizen_portal.services.supplements.reading import ANSWER, Reading, read_answer, typed_of_items

MOST_KEPT = 20_000
"""Characters of one field that are kept on the way; what is sent has limits of its own."""

DRAFT = "bo-sung"
"""Under which name what is typed so far is kept."""

FEE = "phi"
"""The field that carries the fee, in đồng, which the page told for the new answers."""

FEE_GROWS = Text(
    "Với nội dung mới, phí của hồ sơ là {new} thay vì {old}. Nếu đồng ý, hãy gửi lần nữa.",
    "With the new answers the fee is {new} instead of {old}. If you agree, send once more.",
)


def keep_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    typed: Mapping[str, list[str]],
) -> None:
    """Keep what was typed so far, unchecked. Raises ``NotFound``, ``NotPossibleNow``."""
    person = require_person(actor)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    next_transition(dossier, Action.SUPPLEMENT, kind)
    mine = typed_of_items(session, parts, dossier, typed)
    kept = {name: [one[:MOST_KEPT] for one in values] for name, values in mine.items()}
    dossier.unfinished = {DRAFT: kept}
    session.commit()


def attach_to_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    requirement: str,
    data: bytes,
    file_name: str,
) -> None:
    """Attach a file for one of the papers asked for, or for those that what was typed so far
    calls for.

    Raises what ``attach`` raises, and ``NotFound`` for a paper that nobody asked for.
    """
    person = require_person(actor)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    next_transition(dossier, Action.SUPPLEMENT, kind)
    reading = read_answer(session, parts, dossier, dossier.unfinished.get(DRAFT, {}))
    if requirement not in reading.papers_open:
        raise NotFound()
    attach(session, parts, actor, dossier_id, requirement, data, file_name)


def answer_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    answer: str = "",
    typed: Mapping[str, list[str]] | None = None,
) -> None:
    """Send what was asked for. The dossier goes back to where it was asked.

    ``answer`` are the words to the officer, ``typed`` the asked questions as typed in the
    form. During processing the due date is counted anew (Nghị định 61/2018/NĐ-CP, Điều 19).
    Raises ``NotFound``, ``Stale``, ``NotPossibleNow``, and ``WrongInput`` with every problem.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    check_revision(dossier, revision)
    next_transition(dossier, Action.SUPPLEMENT, kind)
    given = {**(typed or {}), **({ANSWER: [answer]} if answer else {})}
    reading = read_answer(session, parts, dossier, given)
    reading.refuse_problems()
    now = parts.clock()
    fee = fee_change(reading.procedure, dossier, reading.before, reading.merged.answers, parts)
    _refuse_unseen(fee, given)
    _note_answer(session, dossier, reading, now)
    freeze_supplement(session, dossier, now)
    before_due = dossier.due_at
    change(
        session, dossier, Action.SUPPLEMENT, actor=person, kind=kind, at=now,
        reason=reading.words, papers=len(reading.added), changed=list(reading.changed),
        due_before=before_due.isoformat() if before_due else None, **_fee_detail(fee),
    )  # fmt: skip
    _take_answers(dossier, reading)
    if fee is not None:
        apply_fee_change(session, dossier, fee)
    dossier.asked_from = None
    dossier.unfinished = {}
    _restart_clock(parts, dossier, reading)
    session.commit()


def _refuse_unseen(fee: FeeChange | None, typed: Mapping[str, list[str]]) -> None:
    """Nobody owes more than the page told before sending. Raises ``WrongInput``."""
    if fee is None or fee.after.total <= fee.before.total:
        return
    if typed.get(FEE, [""])[0] != str(fee.after.total):
        new, old = format_vnd(fee.after.total), format_vnd(fee.before.total)
        raise WrongInput({FEE: Text(FEE_GROWS.vi.format(new=new, old=old),
                                    FEE_GROWS.en.format(new=new, old=old))})  # fmt: skip


def _fee_detail(fee: FeeChange | None) -> dict[str, Any]:
    return {} if fee is None else {"fee_before": fee.before.total, "fee_after": fee.after.total}


def _take_answers(dossier: Dossier, reading: Reading) -> None:
    if not reading.changed:
        return
    dossier.answers = dict(reading.merged.stored)
    dossier.sources = {
        name: source for name, source in dossier.sources.items() if name not in reading.changed
    }
    if reading.procedure.subject_of:
        dossier.subject = reading.procedure.subject_of(reading.merged.answers)[:200]


def _note_answer(session: Session, dossier: Dossier, reading: Reading, now: datetime) -> None:
    session.execute(
        update(SupplementRequest)
        .where(
            SupplementRequest.dossier_id == dossier.id,
            SupplementRequest.number == dossier.supplements,
        )
        .values(answer=reading.words, answered_at=now)
    )
    rows = [
        {"item_id": item.id, "given": _after(reading, item.kind, item.name, item.key)}
        for item in reading.request.items
        if item.id
    ]
    if rows:
        session.connection().execute(
            update(SupplementItem.__table__)  # type: ignore[arg-type]
            .where(SupplementItem.__table__.c.id == bindparam("item_id"))
            .values(after=bindparam("given"), answered_at=now),
            rows,
        )


def _after(reading: Reading, kind: ItemKind, name: str, key: str) -> dict[str, Any]:
    if kind is ItemKind.OTHER:
        return {"text": reading.words}
    if key in reading.cannot:
        return {"cannot": reading.cannot[key]}
    if kind is ItemKind.PAPER:
        return {"files": [one.file_name for one in reading.added if one.requirement == name]}
    return {"value": reading.merged.stored.get(name)}


def _restart_clock(parts: Parts, dossier: Dossier, reading: Reading) -> None:
    now = parts.clock()
    if dossier.status == Status.REGISTERED:
        count_acceptance_again(parts, dossier, now)
        return
    agency_id, channel = dossier.handling_agency_id, Channel(dossier.channel)
    due = assess_due(parts, reading.procedure, reading.merged.answers, channel, now, agency_id)
    dossier.due_at, dossier.due = due.at, due.to_json()
    calendar = parts.reference.calendar(agency_id)
    start_step(dossier, reading.procedure, dossier.step, now, calendar)
