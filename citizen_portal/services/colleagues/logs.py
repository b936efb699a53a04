"""The audit trail for those who may read it: auditors all, leaders their agencies' dossiers.

Nobody changes it; that somebody read it is itself written down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, case, cast, or_, select, text
from sqlalchemy.orm import Session

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.roles import Duty
from citizen_portal.models import AuditEntry, AuditHead, Dossier, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.colleagues.relatives import is_auditor
from citizen_portal.services.parts import Parts

PAGE = 50
WINDOW: Final = 5000
"""So many entries are looked through for one page: its cost does not grow with the trail."""

_UUID: Final = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

# Entries stand in the order of time and have no gaps: halving finds where a day begins.
_LAST_BEFORE = text(
    """
    WITH RECURSIVE half(low, high) AS (
        SELECT CAST(0 AS bigint), CAST(sequence AS bigint) FROM audit_head WHERE id = 1
        UNION ALL
        SELECT CASE WHEN entry.at < :moment THEN entry.sequence ELSE low END,
               CASE WHEN entry.at < :moment THEN high ELSE entry.sequence - 1 END
        FROM half JOIN audit_entry AS entry ON entry.sequence = (low + high + 1) / 2
        WHERE low < high
    )
    SELECT max(low) FROM half
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for; nothing narrows nothing. ``person`` is a personal number or a name."""

    code: str = ""
    person: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry. ``code`` and ``dossier_id`` when it is about a dossier."""

    sequence: int
    at: datetime
    who: str
    act: str
    outcome: str
    code: str
    dossier_id: UUID | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Entries, newest first; ``older`` is the number to continue before, 0 at the end."""

    lines: tuple[LogLine, ...]
    older: int


def read_log(
    session: Session, parts: Parts, actor: Actor | None, wanted: Wanted, before: int = 0
) -> LogPage:
    """The newest entries that fit, from before entry ``before`` (0: from the newest).

    A page looks through at most ``WINDOW`` entries, so it may be short and still go on.
    """
    officer = require_duty(actor, Duty.READ_LOGS)
    first, last = _stretch(session, wanted.day, before)
    start = max(first, last - WINDOW + 1)
    rows: Sequence[Any] = ()
    narrowed = _narrowed(session, officer, wanted)
    if narrowed is not None and last >= first:
        query = _select().where(AuditEntry.sequence <= last, *narrowed)
        if wanted.code:
            start = first  # a dossier's own entries are found by its index
        query = query.where(AuditEntry.sequence >= start)
        rows = session.execute(query.order_by(AuditEntry.sequence.desc()).limit(PAGE + 1)).all()
    page = LogPage(
        lines=_lines(session, rows[:PAGE]), older=_older(rows, first, start, narrowed is not None)
    )
    audit.record(session, at=parts.clock(), actor=officer, act="read-log", object_id="-",
                 code=wanted.code, day=wanted.day.isoformat() if wanted.day else "")  # fmt: skip
    session.commit()
    return page


def _older(rows: Sequence[Any], first: int, start: int, any_fits: bool) -> int:
    if len(rows) > PAGE:
        return int(rows[PAGE - 1].sequence)
    return start if any_fits and start > first else 0


def _stretch(session: Session, day: date | None, before: int) -> tuple[int, int]:
    """The first and last entry that come into question."""
    head = session.scalar(select(AuditHead.sequence).where(AuditHead.id == 1)) or 0
    first, last = 1, head
    if day is not None:
        opens = datetime.combine(day, time(), VIETNAM)
        first = _last_before(session, opens) + 1
        last = _last_before(session, opens + timedelta(days=1))
    return first, min(last, before - 1) if before else last


def _last_before(session: Session, moment: datetime) -> int:
    return int(session.scalar(_LAST_BEFORE, {"moment": moment}) or 0)


def _dossier_of() -> ColumnElement[Any]:
    """The entry's object where it looks like a dossier's id."""
    return case(
        (AuditEntry.object_id.regexp_match(_UUID), cast(AuditEntry.object_id, Uuid)), else_=None
    )


def _select() -> Any:
    return select(
        AuditEntry.sequence, AuditEntry.at, AuditEntry.record, Dossier.code, Dossier.id
    ).outerjoin(Dossier, Dossier.id == _dossier_of())


def _narrowed(session: Session, officer: Actor, wanted: Wanted) -> list[ColumnElement[bool]] | None:
    """The conditions of what is wanted and allowed; None when nothing can fit."""
    found: list[ColumnElement[bool]] = []
    if not is_auditor(officer):
        mine = officer.agencies_for(Duty.READ_LOGS)
        seats = (Dossier.receiving_agency_id, Dossier.competent_agency_id,
                 Dossier.handling_agency_id, Dossier.return_agency_id)  # fmt: skip
        found.append(or_(*(seat.in_(mine) for seat in seats)))
    if wanted.code:
        code = wanted.code.strip().upper()
        ids = session.scalars(select(cast(Dossier.id, String)).where(Dossier.code == code)).all()
        found.append(AuditEntry.object_id.in_(ids))
    if wanted.person:
        people = session.scalars(_people(wanted.person.strip())).all()
        if not people:
            return None
        found.append(or_(*(AuditEntry.record.contains(f'"who":"{one}"') for one in people)))
    return found


def _people(given: str) -> Any:
    same = or_(Person.personal_number == given, Person.full_name == given)
    return select(Person.id).where(same, Person.personal_number != "").limit(20)


def _who(record: Mapping[str, Any]) -> str:
    """Who did it; before a login nobody was there yet, so it is whoever logged in."""
    return str(record["object"] if record["act"] == "login" else record["who"])


def _lines(session: Session, rows: Sequence[Any]) -> tuple[LogLine, ...]:
    records = [json.loads(row.record) for row in rows]
    ids = {_who(one) for one in records} - {"system"}
    names = {
        str(row.id): row.full_name
        for row in session.execute(
            select(Person.id, Person.full_name).where(Person.id.in_([UUID(one) for one in ids]))
        )
    }
    return tuple(
        LogLine(
            sequence=row.sequence,
            at=row.at,
            who=names.get(_who(record), ""),
            act=record["act"],
            outcome=record["outcome"],
            code=row.code or "",
            dossier_id=row.id,
            detail=record["detail"],
        )
        for row, record in zip(rows, records, strict=True)
    )
