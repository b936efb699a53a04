"""How much lies in each queue, and how long the oldest has been waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.queue import QUEUES, branches, held

MOST_COUNTED = 1000
"""Counting ends here: beyond it nobody works by the number."""


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many, at most ``MOST_COUNTED``, and when the oldest of them was submitted."""

    number: int
    oldest: datetime | None

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return f"{MOST_COUNTED - 1}+" if self.number >= MOST_COUNTED else str(self.number)


def count_queues(
    session: Session, parts: Parts, actor: Actor | None, names: Iterable[str]
) -> Mapping[str, QueueCount]:
    """Count some queues by one statement, each at most up to ``MOST_COUNTED``."""
    officer = require_officer(actor)
    now = parts.clock()
    counted = [_count(name, officer, now) for name in names]
    if not counted:
        return {}
    rows = session.execute(union_all(*counted))
    return {row.queue: QueueCount(row.number, row.oldest) for row in rows}


def _count(name: str, officer: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    queue = QUEUES[name]
    conditions = held(queue, officer, now)
    parts = [
        select(Dossier.submitted_at.label("submitted_at"))
        .where(there, *conditions)
        .limit(MOST_COUNTED)
        .subquery()
        for there in branches(queue.seats, officer.agency_ids)
    ]
    some = union_all(*(select(part) for part in parts)).limit(MOST_COUNTED).subquery()
    return select(
        literal(name).label("queue"),
        func.count().label("number"),
        func.min(some.c.submitted_at).label("oldest"),
    ).select_from(some)
