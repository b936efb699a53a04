"""One page of a queue or of what was found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.filters import Filters
from citizen_portal.services.queues.next_words import next_words
from citizen_portal.services.queues.order import BY_DUE, NEWEST, Order, write_mark
from citizen_portal.services.queues.queue import QUEUES, asking
from citizen_portal.services.queues.reading import found_page, queue_page

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One dossier in a list; ``present`` are the colleagues who have it open, ``next`` is
    what is to be done, ``unread`` tells of a message from the applicant.
    """

    id: UUID
    revision: int
    code: str
    procedure_code: str
    procedure: Text
    subject: str
    applicant_name: str
    status: Status
    step: str
    payment_state: str
    channel: Channel
    officer_name: str
    submitted_at: datetime
    acceptance_due_at: datetime | None
    due_at: datetime | None
    next: Text
    unread: bool
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLines:
    """A page of a list; ``older`` continues it, empty at the end.

    ``cut`` when a search had more matches than are looked at.
    """

    lines: tuple[QueueLine, ...]
    older: str
    order: Order
    cut: bool = False


def list_queue(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    queue: str,
    after: str = "",
    find: str = "",
    filters: Filters | None = None,
    order: Order | None = None,
) -> QueueLines:
    """One queue of the officer's agencies, most urgent first, a page at a time by keyset.

    ``find`` looks through all dossiers of the officer's agencies instead, by words or by the
    whole code; what is closed is found too.
    """
    officer = require_officer(actor)
    chosen = filters or Filters()
    there = QUEUES.get(queue) or QUEUES["can-tiep-nhan"]
    fallback = NEWEST if find.strip() or there.newest_first else BY_DUE
    order = order or fallback
    if find.strip():
        statement = found_page(parts, find, officer, chosen, order, after, PAGE + 1)
    else:
        statement = queue_page(there, officer, chosen, order, after, PAGE + 1)
    rows = session.execute(statement, asking(officer, parts.clock())).all()
    older = write_mark(order, rows[PAGE - 1]) if len(rows) > PAGE else ""
    lines = tuple(_line(parts, row) for row in rows[:PAGE])
    return QueueLines(lines=lines, older=older, order=order, cut=bool(rows and rows[0].cut))


_AS_READ = (
    "id", "revision", "procedure_code", "subject", "applicant_name", "step", "payment_state",
    "submitted_at", "acceptance_due_at", "due_at", "unread",
)  # fmt: skip


def _line(parts: Parts, row: Any) -> QueueLine:
    """A suspended procedure shows by its code."""
    try:
        procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
        name = procedure.name
        steps = {step.name: step.title for step in procedure.steps}
    except ProcedureSuspended:
        name, steps = Text(row.procedure_code), {}
    status = Status(row.status)
    return QueueLine(
        **{name: getattr(row, name) for name in _AS_READ},
        code=row.code or "",
        status=status,
        channel=Channel(row.channel),
        officer_name=row.officer_name or "",
        present=tuple(row.present),
        procedure=name,
        next=next_words(status, row.step, steps.get(row.step), taken=row.officer_id is not None),
    )
