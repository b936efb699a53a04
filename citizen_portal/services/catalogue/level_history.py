"""At which service level a procedure was offered since when: kept for the statistics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.models import ServiceLevelChange
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_administrator

FROM_OLD_LEVELS: Mapping[int, ServiceLevel] = {
    1: ServiceLevel.INFORMATION,
    2: ServiceLevel.INFORMATION,
    3: ServiceLevel.PARTIAL,
    4: ServiceLevel.FULL,
}
"""The levels 1 to 4 of before 2022 as those of today, for statistics of earlier years only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSince:
    """A level, the day from which it counts, and the version that brought it."""

    level: ServiceLevel
    since: date
    version: str


def note_levels(session: Session, procedures: Iterable[Procedure], at: datetime) -> int:
    """Add what is not noted yet, in the caller's transaction; return how many were added.

    Repeating it adds nothing.
    """
    rows = [
        _row(one.code, one.version, one.service_level, one.in_force.since, at) for one in procedures
    ]
    return _add(session, rows) if rows else 0


def note_published(session: Session, code: str, since: date, at: datetime) -> None:
    """Information is offered from a day on; in the caller's transaction."""
    _add(session, [_row(code, "", ServiceLevel.INFORMATION, since, at)])


def _row(
    code: str, version: str, level: ServiceLevel, since: date, at: datetime
) -> dict[str, object]:
    return {
        "procedure_code": code,
        "version": version,
        "level": level.value,
        "since": since,
        "noted_at": at,
    }


def _add(session: Session, rows: list[dict[str, object]]) -> int:
    statement = insert(ServiceLevelChange).on_conflict_do_nothing().returning(ServiceLevelChange.id)
    return len(session.execute(statement, rows).fetchall())


def level_history(session: Session, actor: Actor | None, code: str) -> tuple[LevelSince, ...]:
    """The levels of one procedure, the newest first."""
    require_administrator(actor)
    return tuple(reversed(_history(session, code)))


def level_on(session: Session, code: str, on: date) -> ServiceLevel | None:
    """The level at which a procedure was offered on a day; None before the first."""
    past = [one for one in _history(session, code) if one.since <= on]
    return past[-1].level if past else None


def _history(session: Session, code: str) -> list[LevelSince]:
    rows = session.scalars(
        select(ServiceLevelChange)
        .where(ServiceLevelChange.procedure_code == code)
        .order_by(ServiceLevelChange.since, ServiceLevelChange.id)
    )
    return [
        LevelSince(level=ServiceLevel(row.level), since=row.since, version=row.version)
        for row in rows
    ]
