"""The parcels of the simulated carrier, and what happened to each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

MOST_SHOWN = 100

_TABLES = """
CREATE TABLE IF NOT EXISTS parcel (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT UNIQUE, sender TEXT, recipient TEXT,
    content TEXT, events_url TEXT, postage INTEGER
);
CREATE TABLE IF NOT EXISTS event (
    number INTEGER PRIMARY KEY AUTOINCREMENT, parcel INTEGER, message TEXT, answer TEXT DEFAULT ''
);
CREATE TABLE IF NOT EXISTS switch (name TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One parcel; ``sender`` and ``recipient`` as one line, ``postage`` in đồng."""

    number: int
    reference: str | None
    sender: str
    recipient: str
    content: str
    events_url: str
    postage: int

    @property
    def waybill(self) -> str:
        """The number under which it travels."""
        return f"BC{self.number:09d}VN"


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and what the portal answered to it; empty when it was not told."""

    message: dict[str, str]
    answer: str


class Depot:
    """Keeps parcels in one file; the same reference is kept once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "post.sqlite"
        with self._open() as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=10)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def take(
        self, *, reference: str | None, sender: str, recipient: str, content: str,
        events_url: str, postage: int,
    ) -> Parcel:  # fmt: skip
        """Take a parcel, or find the one of the same reference."""
        with self._open() as connection:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO parcel (reference, sender, recipient, content, events_url,"
                " postage) VALUES (?, ?, ?, ?, ?, ?)",
                (reference, sender, recipient, content, events_url, postage),
            )
            query, wanted = "SELECT * FROM parcel WHERE number = ?", cursor.lastrowid
            if not cursor.rowcount:
                query, wanted = "SELECT * FROM parcel WHERE reference = ?", reference  # type: ignore[assignment]
            return Parcel(**connection.execute(query, (wanted,)).fetchone())

    def newest(self) -> list[Parcel]:
        """The newest parcels, newest first."""
        with self._open() as connection:
            query = "SELECT * FROM parcel ORDER BY number DESC LIMIT ?"
            return [Parcel(**row) for row in connection.execute(query, (MOST_SHOWN,))]

    def find(self, number: int) -> Parcel:
        """One parcel. Raises ``LookupError``."""
        with self._open() as connection:
            query = "SELECT * FROM parcel WHERE number = ?"
            row = connection.execute(query, (number,)).fetchone()
        if row is None:
            raise LookupError(number)
        return Parcel(**row)

    def note(self, number: int, message: dict[str, str], answer: str) -> None:
        """Remember an event of a parcel and what the portal answered."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO event (parcel, message, answer) VALUES (?, ?, ?)",
                (number, json.dumps(message, ensure_ascii=False), answer),
            )

    def events(self, number: int) -> list[Told]:
        """What happened to a parcel, in the order in which it was noted."""
        with self._open() as connection:
            query = "SELECT message, answer FROM event WHERE parcel = ? ORDER BY number"
            rows = connection.execute(query, (number,)).fetchall()
        return [Told(json.loads(row["message"]), row["answer"]) for row in rows]

    @property
    def down(self) -> bool:
        """Tell whether the carrier pretends to be out of order."""
        with self._open() as connection:
            row = connection.execute("SELECT value FROM switch WHERE name = 'down'").fetchone()
        return row is not None and row["value"] == "1"

    @down.setter
    def down(self, yes: bool) -> None:
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO switch (name, value) VALUES ('down', ?)", (str(int(yes)),)
            )
