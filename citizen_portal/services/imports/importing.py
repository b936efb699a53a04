"""Importing the national catalogue: every entry lands, nobody has reviewed any of them yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, cast

from sqlalchemy import Table, bindparam, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from citizen_portal.domain.audit_chain import canonical_json
from citizen_portal.models import ImportedProcedure
from citizen_portal.services import audit
from citizen_portal.services.imports.entry import NotUnderstood, read_entry
from citizen_portal.services.imports.json_stream import MalformedFile
from citizen_portal.services.imports.marks import marks_of
from citizen_portal.services.imports.namesakes import note_namesakes
from citizen_portal.services.imports.national_file import FileEntry, entries_of
from citizen_portal.services.imports.reading import Reading

UNREVIEWED = "unreviewed"
BATCH = 200
_LOCK = 7_100_310
"""One import at a time; any number that no other advisory lock of the portal has."""

_TABLE = cast(Table, ImportedProcedure.__table__)
_INSERT = insert(_TABLE)
_INCOMING = (
    update(_TABLE)
    .where(_TABLE.c.code == bindparam("its_code"))
    .values(
        incoming=func.nullif(bindparam("incoming", type_=JSONB), literal_column("'null'::jsonb")),
        incoming_digest=bindparam("incoming_digest"),
    )
)


class ImportRefused(Exception):
    """Nothing was written; ``sentences`` name every problem with its path."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(slots=True, kw_only=True)
class ImportSummary:
    """What an import did; ``refused`` has a sentence for each entry that was left out."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    marked: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored of an entry; ``waiting`` tells that a newer source waits for a person."""

    digest: str
    incoming_digest: str
    waiting: bool


def import_catalogue(
    session: Session,
    file: IO[bytes],
    *,
    now: datetime,
    skip_refused: bool = False,
    on_read: Callable[[int], None] = lambda _: None,
) -> ImportSummary:
    """Import a national file whole, or not at all. Commits.

    New entries land as unreviewed; a source that changed waits beside the one that is there.
    It is run by an operator's command, which is the permission. Raises ``ImportRefused`` for
    a file that is malformed, or for entries that make no sense unless ``skip_refused``.
    """
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    summary = ImportSummary()
    landing = _Landing(session, now, summary)
    try:
        for entry in entries_of(file, on_read):
            landing.take(entry)
    except MalformedFile as error:
        session.rollback()
        raise ImportRefused([str(error)]) from None
    if summary.refused and not skip_refused:
        session.rollback()
        raise ImportRefused(summary.refused)
    landing.write()
    note_namesakes(session)
    if summary.new or summary.changed:
        audit.record(session, at=now, actor=None, act="import_catalogue",
                     object_id="imported_procedure", new=summary.new, changed=summary.changed,
                     unchanged=summary.unchanged, refused=len(summary.refused))  # fmt: skip
    session.commit()
    return summary


class _Landing:
    """Takes entries in turn and writes them in batches."""

    def __init__(self, session: Session, now: datetime, summary: ImportSummary) -> None:
        self._session = session
        self._now = now
        self._summary = summary
        self._known = dict(_known(session))
        self._seen: dict[str, tuple[str, str]] = {}
        self._new: list[dict[str, Any]] = []
        self._changed: list[dict[str, Any]] = []

    def take(self, entry: FileEntry) -> None:
        """Read an entry and keep it for the next batch."""
        try:
            reading = read_entry(entry)
            digest = _digest(entry)
            self._refuse_second(entry.place, reading, digest)
        except NotUnderstood as error:
            self._summary.refused.append(str(error))
            return
        if reading.code in self._seen:
            return
        self._seen[reading.code] = (digest, entry.place)
        known = self._known.get(reading.code)
        if known is None:
            self._add(reading, entry.value, digest)
        else:
            self._compare(reading.code, known, entry.value, digest)
        if len(self._new) + len(self._changed) >= BATCH:
            self.write()

    def _refuse_second(self, place: str, reading: Reading, digest: str) -> None:
        """The same entry twice counts once; another one under its code makes no sense."""
        first = self._seen.get(reading.code)
        if first is not None and first[0] != digest:
            raise NotUnderstood(
                f"{place}.code: {reading.given_code} is {reading.code}, which stands already, "
                f"with other content, at {first[1]}"
            )

    def _add(self, reading: Reading, source: dict[str, Any], digest: str) -> None:
        marks = len(marks_of(reading))
        self._summary.new += 1
        self._summary.marked += bool(marks)
        self._new.append(
            {"code": reading.code, "name": reading.name, "state": UNREVIEWED, "digest": digest,
             "source": source, "reading": reading.to_json(), "marks": marks,
             "imported_at": self._now}
        )  # fmt: skip

    def _compare(self, code: str, known: _Known, source: dict[str, Any], digest: str) -> None:
        incoming: dict[str, Any] | None = source
        incoming_digest = digest
        if digest == known.digest and known.waiting:  # the source is again as it was
            incoming, incoming_digest = None, ""
        elif digest in (known.digest, known.incoming_digest):
            self._summary.unchanged += 1
            return
        self._summary.changed += 1
        self._changed.append(
            {"its_code": code, "incoming": incoming, "incoming_digest": incoming_digest}
        )

    def write(self) -> None:
        """Write what was taken so far."""
        if self._new:
            self._session.execute(_INSERT, self._new)
        if self._changed:
            self._session.execute(_INCOMING, self._changed)
        self._new, self._changed = [], []


def _known(session: Session) -> Iterator[tuple[str, _Known]]:
    rows = session.execute(
        select(
            _TABLE.c.code,
            _TABLE.c.digest,
            _TABLE.c.incoming_digest,
            _TABLE.c.incoming.is_not(None).label("waiting"),
        )
    )
    for row in rows:
        yield row.code, _Known(row.digest, row.incoming_digest, row.waiting)


def _digest(entry: FileEntry) -> str:
    """The digest of the source. Raises ``NotUnderstood`` for what no table can hold."""
    try:
        written = canonical_json(entry.value)
    except (ValueError, TypeError):  # half a character, or a number without end
        raise NotUnderstood(
            f"{entry.place}: it holds a text or a number that cannot be stored"
        ) from None
    if b"\\u0000" in written and _holds_nul(entry.value):
        raise NotUnderstood(f"{entry.place}: it holds the character U+0000")
    return hashlib.sha256(written).hexdigest()


def _holds_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_nul(one) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return any(_holds_nul(one) for one in value)
    return isinstance(value, str) and "\x00" in value
