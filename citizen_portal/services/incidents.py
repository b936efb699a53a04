"""What went wrong inside plugins: written down, counted, and shown to administrators."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Engine, Table, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import PluginIncident
from citizen_portal.models.session import new_session
from citizen_portal.procedures.containment.incident import IncidentBook
from citizen_portal.services.actor import Actor, require_administrator

MOST_SHOWN = 200

KINDS = {
    "timeout": Text("Quá thời gian cho phép", "Took too long"),
    "exit": Text("Tự ý kết thúc chương trình", "Tried to end the program"),
    "recursion": Text("Gọi lặp vô hạn", "Called itself without end"),
    "memory": Text("Hết bộ nhớ", "Ran out of memory"),
    "wrong_type": Text("Trả về sai kiểu", "Returned what it must not"),
    "error": Text("Phát sinh lỗi", "Raised an error"),
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One kind of failure of a plugin: how often, and when first and last."""

    plugin: str
    procedure_code: str
    what: str
    kind: Text
    sentence: str
    times: int
    first_at: datetime
    last_at: datetime


def write_incidents(engine: Engine, book: IncidentBook, at: datetime) -> None:
    """Add what waits in the book to the counts, in a transaction of its own.

    A database that does not answer must not make things worse: it is tried again later.
    """
    taken = book.take()
    try:
        with new_session(engine) as session:
            for incident, times in sorted(taken, key=lambda one: one[0].key):
                values = {name: getattr(incident, name) for name in incident.__slots__}
                session.execute(_count({**values, "times": times, "first_at": at, "last_at": at}))
            session.commit()
    except SQLAlchemyError as error:
        log.error("incidents of plugins wait to be written: %s", type(error).__name__)
        for incident, times in taken:
            book.note(incident, times)
    else:
        for incident, times in taken:
            log.error("plugin incident, %d times: %s", times, incident)


def list_incidents(session: Session, actor: Actor | None) -> tuple[IncidentLine, ...]:
    """What went wrong, newest first."""
    require_administrator(actor)
    newest = select(PluginIncident).order_by(PluginIncident.last_at.desc(), PluginIncident.id)
    return tuple(
        IncidentLine(
            plugin=one.plugin,
            procedure_code=one.procedure_code,
            what=one.what,
            kind=KINDS.get(one.kind, Text(one.kind)),
            sentence=one.sentence,
            times=one.times,
            first_at=one.first_at,
            last_at=one.last_at,
        )
        for one in session.scalars(newest.limit(MOST_SHOWN))
    )


def incident_counts(session: Session) -> tuple[tuple[str, str, int], ...]:
    """Plugin, kind, and how often: for the operator's monitoring."""
    counted = (
        select(PluginIncident.plugin, PluginIncident.kind, func.sum(PluginIncident.times))
        .group_by(PluginIncident.plugin, PluginIncident.kind)
        .order_by(PluginIncident.plugin, PluginIncident.kind)
    )
    return tuple((plugin, kind, int(times)) for plugin, kind, times in session.execute(counted))


def _count(values: dict[str, Any]) -> Any:
    table = cast(Table, PluginIncident.__table__)
    new = insert(table).values(values)
    return new.on_conflict_do_update(
        index_elements=["plugin", "procedure_code", "what", "kind"],
        set_={
            "times": table.c.times + new.excluded.times,
            "sentence": new.excluded.sentence,
            "last_at": new.excluded.last_at,
        },
    )
