"""Drafts of apologies: prepared by the system for what is about to be late, not yet signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import in_vietnam
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import ApologyDraft, Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import ISSUANCE

AHEAD = 2
"""Working days before the due date: one to read and sign the draft, and the last one, by which
the applicant has to know (Nghị định 61/2018/NĐ-CP, Điều 19)."""

REASON = (
    "Hồ sơ cần thêm thời gian thẩm định nên cơ quan chưa thể trả kết quả đúng ngày đã hẹn."
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedApology:
    """What the system proposes to say, and the date it proposes."""

    reason: str
    new_due_at: datetime


def drafted_apology(
    session: Session, actor: Actor | None, dossier_id: UUID
) -> DraftedApology | None:
    """The open draft of a dossier that the officer has open, or None."""
    require_officer(actor)
    row = session.scalars(
        select(ApologyDraft)
        .where(ApologyDraft.dossier_id == dossier_id, ApologyDraft.state == "open")
        .order_by(ApologyDraft.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return DraftedApology(reason=row.reason, new_due_at=row.new_due_at)


def draft_apologies(
    session: Session, parts: Parts, after: UUID | None = None, most: int = 500
) -> UUID | None:
    """Draft what is missing, so many dossiers after one; None when there are no more.

    For dossiers in processing, before issuance, that are due within two working days and were
    not put off before. The job's: it decides nothing. Commits.
    """
    now = parts.clock()
    rows = _about_to_be_late(session, parts, now, after, most)
    drafts = [_draft(parts, row, now) for row in rows]
    if drafts:
        session.execute(insert(ApologyDraft), drafts)
        session.commit()
    return rows[-1].id if len(rows) == most else None


def _about_to_be_late(
    session: Session, parts: Parts, now: datetime, after: UUID | None, most: int
) -> Sequence[Any]:
    drafted = exists().where(
        ApologyDraft.dossier_id == Dossier.id, ApologyDraft.due_before == Dossier.due_at
    )
    query = select(
        Dossier.id, Dossier.due_at, Dossier.accepted_at, Dossier.handling_agency_id
    ).where(
        Dossier.status == Status.IN_PROCESSING,
        Dossier.step != ISSUANCE,
        Dossier.apologies == 0,
        Dossier.due_at > now,
        Dossier.due_at <= parts.reference.calendar().add_working_days(now, AHEAD),
        ~drafted,
    )
    if after is not None:
        query = query.where(Dossier.id > after)
    return session.execute(query.order_by(Dossier.id).limit(most)).all()


def _draft(parts: Parts, row: Any, now: datetime) -> dict[str, Any]:
    calendar = parts.reference.calendar(row.handling_agency_id)
    return {
        "dossier_id": row.id,
        "reason": REASON,
        "due_before": row.due_at,
        "new_due_at": proposed_date(calendar, row.accepted_at or now, row.due_at),
        "state": "open",
        "drafted_at": now,
    }


def proposed_date(calendar: WorkingCalendar, start: datetime, due: datetime) -> datetime:
    """The closing of the day that is as many working days after the due date as that was after
    ``start``, and at least one."""
    day, days = in_vietnam(start).date(), 0
    while day < in_vietnam(due).date():
        day += timedelta(days=1)
        days += calendar.is_working_day(day)
    last = calendar.add_working_days(due, max(days, 1))
    return calendar.closing_of(last.date())


def drop_idle_drafts(session: Session, at: datetime) -> None:
    """Close the drafts of dossiers that are done, stopped, or due on another day. Commits."""
    waits = exists().where(
        Dossier.id == ApologyDraft.dossier_id,
        Dossier.status == Status.IN_PROCESSING,
        Dossier.due_at == ApologyDraft.due_before,
    )
    session.execute(
        update(ApologyDraft)
        .where(ApologyDraft.state == "open", ~waits)
        .values(state="dropped", closed_at=at)
    )
    session.commit()
