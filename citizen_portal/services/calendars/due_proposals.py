"""Due dates that a changed calendar moves: computed in batches, and only proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.clocks import ClockEvent, legal_start
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.due_again import due_again
from citizen_portal.domain.lifecycle import Action, ClockEffect, Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import CalendarEdition, Dossier, DossierEvent, DueProposal
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.queue import enqueue
from citizen_portal.services.assessment import assess_due
from citizen_portal.services.errors import OutOfOrder
from citizen_portal.services.parts import Parts

PROPOSE_JOB = "propose_due_dates"
BATCH = 500
AT_WORK = (Status.ACCEPTED, Status.IN_PROCESSING)
"""The statuses in which the table lets a due date be changed."""

_COLUMNS = (
    Dossier.id, Dossier.procedure_code, Dossier.procedure_version, Dossier.answers,
    Dossier.channel, Dossier.handling_agency_id, Dossier.due_at,
)  # fmt: skip


def propose_due_dates(session: Session, parts: Parts, edition_id: int, after: str) -> None:
    """Compute one batch of dossiers anew, by keyset after ``after``, and enqueue the next.

    Only an edition in force proposes, so that running a job again does no harm. Commits.
    """
    parts.reference.forget()
    edition = session.get(CalendarEdition, edition_id)
    if edition is None or edition.state != "in_force":
        return
    query = select(*_COLUMNS).where(Dossier.status.in_(AT_WORK), Dossier.due_at.is_not(None))
    if edition.agency_id is not None:
        query = query.where(Dossier.handling_agency_id == edition.agency_id)
    if after:
        query = query.where(Dossier.id > UUID(after))
    rows = session.execute(query.order_by(Dossier.id).limit(BATCH)).all()
    if not rows:
        return
    _propose(session, parts, edition_id, rows)
    if len(rows) == BATCH:
        enqueue(session, PROPOSE_JOB, edition_id=edition_id, after=str(rows[-1].id))
    session.commit()


def _propose(session: Session, parts: Parts, edition_id: int, rows: Sequence[Any]) -> None:
    """What was proposed for these dossiers and not yet decided gives way."""
    ids = [row.id for row in rows]
    session.execute(
        delete(DueProposal).where(DueProposal.dossier_id.in_(ids), DueProposal.state == "open")
    )
    events, now = _events(session, ids), parts.clock()
    moved = (
        {"dossier_id": row.id, "agency_id": row.handling_agency_id, "edition_id": edition_id,
         "due_before": row.due_at, "due_after": due.at, "due": due.to_json(), "state": "open",
         "proposed_at": now}
        for row, due in _moved(parts, rows, events, now)
    )  # fmt: skip
    proposals = list(moved)
    if proposals:
        session.execute(insert(DueProposal), proposals)


def _events(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[ClockEvent]]:
    """What moved the clock or the due date of each dossier, in order."""
    event = DossierEvent
    rows = session.execute(
        select(event.dossier_id, event.action, event.at, event.clock_effect, event.detail)
        .where(
            event.dossier_id.in_(ids),
            or_(event.clock_effect != ClockEffect.NONE.value,
                func.jsonb_exists(event.detail, "due_at")),
        )
        .order_by(event.dossier_id, event.sequence)
    )  # fmt: skip
    found: dict[UUID, list[ClockEvent]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append(
            ClockEvent(
                action=Action(row.action), at=row.at, effect=ClockEffect(row.clock_effect),
                detail=row.detail,
            )
        )  # fmt: skip
    return found


def _moved(
    parts: Parts, rows: Sequence[Any], events: Mapping[UUID, list[ClockEvent]], now: datetime
) -> Iterator[tuple[Any, DueDate]]:
    for row in rows:
        due = _due_anew(parts, row, events.get(row.id, []))
        # Nobody is promised a moment that has passed.
        if due is not None and due.at != row.due_at and due.at > now:
            yield row, due


def _due_anew(parts: Parts, row: Any, events: Sequence[ClockEvent]) -> DueDate | None:
    """The due date by today's calendar; None where the procedure cannot tell just now."""
    start = legal_start(events)
    if start is None:
        return None
    try:
        procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
        answers = answers_from_json(procedure.form, row.answers)
        channel, agency_id = Channel(row.channel), row.handling_agency_id
        counted = assess_due(parts, procedure, answers, channel, start, agency_id)
    except (ProcedureSuspended, PluginFailed, OutOfOrder):
        return None
    return due_again(counted, start, events, parts.reference.calendar(agency_id))
