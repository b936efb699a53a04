"""What was imported from the national catalogue: the list that administrators work through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.folding import fold
from citizen_portal.domain.wording import Text
from citizen_portal.models import ImportedProcedure
from citizen_portal.services.actor import Actor, require_administrator

PAGE = 50

STATES = {
    "unreviewed": (Text("Chưa xem xét", "Not reviewed"), "yellow"),
    "published": (Text("Đã công bố", "Published"), "green"),
    "withdrawn": (Text("Đã rút", "Withdrawn"), "grey"),
    "rejected": (Text("Không dùng", "Rejected"), "red"),
}
"""The states of an imported procedure, in words and with the colour of their tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFilters:
    """Which entries to list: a state or any, only with marks, only changed, with these words."""

    state: str = ""
    marked: bool = False
    changed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLine:
    """One entry in the list."""

    code: str
    name: str
    state: str
    marks: int
    changed: bool
    imported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLines:
    """A page of the list; ``older`` continues it, empty at the end.

    ``counts`` are of all entries: by state, and ``"changed"``.
    """

    lines: tuple[ImportedLine, ...]
    older: str
    counts: Mapping[str, int]


_CHANGED = ImportedProcedure.incoming.is_not(None)
_COLUMNS = (
    ImportedProcedure.code,
    ImportedProcedure.name,
    ImportedProcedure.state,
    ImportedProcedure.marks,
    ImportedProcedure.imported_at,
    _CHANGED.label("changed"),
)


def list_imported(
    session: Session, actor: Actor | None, filters: ImportFilters, after: str = ""
) -> ImportedLines:
    """Entries by code, a page at a time by keyset; words match with or without diacritics."""
    require_administrator(actor)
    query = _filtered(filters, after)
    wanted = fold(filters.text).split()
    found = []
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for row in rows:
            text = f"{fold(row.name)} {row.code}" if wanted else ""
            if all(word in text for word in wanted):
                found.append(ImportedLine(**row._mapping))
                if len(found) > PAGE:
                    break
    older = found[PAGE - 1].code if len(found) > PAGE else ""
    return ImportedLines(lines=tuple(found[:PAGE]), older=older, counts=_counts(session))


def _filtered(filters: ImportFilters, after: str) -> Select[*tuple[Any, ...]]:
    query = select(*_COLUMNS).where(ImportedProcedure.code > after)
    if filters.state in STATES:
        query = query.where(ImportedProcedure.state == filters.state)
    if filters.marked:
        query = query.where(ImportedProcedure.marks > 0)
    if filters.changed:
        query = query.where(_CHANGED)
    query = query.order_by(ImportedProcedure.code)
    return query if filters.text else query.limit(PAGE + 1)


def _counts(session: Session) -> Mapping[str, int]:
    rows = session.execute(
        select(ImportedProcedure.state, func.count(), func.count(ImportedProcedure.incoming))
        .group_by(ImportedProcedure.state)
    ).all()  # fmt: skip
    return {**{state: count for state, count, _ in rows}, "changed": sum(row[2] for row in rows)}
