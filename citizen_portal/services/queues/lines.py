"""One page of a queue or of what was found, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Presence
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.filters import Filters
from citizen_portal.services.queues.next_words import next_words
from citizen_portal.services.queues.order import BY_DUE, NEWEST, Order, write_mark
from citizen_portal.services.queues.queue import QUEUES
from citizen_portal.services.queues.reading import found_page, queue_page

PAGE = 50
FRESH = timedelta(minutes=3)
"""So long after a colleague was seen at a dossier the list says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One dossier in a list; ``present`` are the colleagues who have it open, ``next`` is
    what is to be done.
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
        statement = queue_page(there, officer, chosen, parts.clock(), order, after, PAGE + 1)
    rows = session.execute(statement).all()
    older = write_mark(order, rows[PAGE - 1]) if len(rows) > PAGE else ""
    lines = _lines(session, parts, officer, rows[:PAGE])
    return QueueLines(lines=lines, older=older, order=order, cut=bool(rows and rows[0].cut))


def _lines(
    session: Session, parts: Parts, officer: Actor, rows: Sequence[Any]
) -> tuple[QueueLine, ...]:
    present = _present(session, parts, officer, [row.id for row in rows])
    return tuple(_line(parts, row, present.get(row.id, ())) for row in rows)


def _present(
    session: Session, parts: Parts, officer: Actor, dossier_ids: list[UUID]
) -> Mapping[UUID, tuple[str, ...]]:
    if not dossier_ids:
        return {}
    seen = session.execute(
        select(Presence.dossier_id, Presence.name)
        .where(
            Presence.dossier_id.in_(dossier_ids),
            Presence.person_id != officer.person_id,
            Presence.seen_at > parts.clock() - FRESH,
        )
        .order_by(Presence.seen_at.desc())
    )
    found: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    for dossier_id, name in seen:
        found[dossier_id] += (name,)
    return found


def _line(parts: Parts, row: Any, present: tuple[str, ...]) -> QueueLine:
    """A suspended procedure shows by its code."""
    try:
        procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
        name = procedure.name
        steps = {step.name: step.title for step in procedure.steps}
    except ProcedureSuspended:
        name, steps = Text(row.procedure_code), {}
    wanted = QueueLine.__dataclass_fields__.keys() & row._mapping.keys()
    values = {one: row._mapping[one] for one in wanted}
    status = Status(row.status)
    return QueueLine(
        **values | {
            "code": row.code or "", "status": status, "channel": Channel(row.channel),
            "officer_name": row.officer_name or "",
        },
        procedure=name,
        next=next_words(status, row.step, steps.get(row.step), taken=row.officer_id is not None),
        present=present,
    )  # fmt: skip
