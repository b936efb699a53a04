"""The telephones of the simulated network: what they were sent, and what was reported."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

MOST_SHOWN = 100

_TABLES = """
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT UNIQUE, sender TEXT, phone TEXT,
    words TEXT, report_url TEXT, outcome TEXT DEFAULT '', answer TEXT DEFAULT ''
);
CREATE TABLE IF NOT EXISTS switch (name TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """One message; ``outcome`` is what was reported of it, ``answer`` what the portal said."""

    number: int
    reference: str
    sender: str
    phone: str
    words: str
    report_url: str
    outcome: str
    answer: str


class Network:
    """Keeps messages in one file; the same reference is kept once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "sms.sqlite"
        with self._open() as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=10)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def keep(self, *, reference: str, sender: str, phone: str, words: str, report_url: str) -> Sms:
        """Take a message, or find the same one."""
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO message (reference, sender, phone, words, report_url)"
                " VALUES (?, ?, ?, ?, ?)",
                (reference, sender, phone, words, report_url),
            )
            query = "SELECT * FROM message WHERE reference = ?"
            return Sms(**connection.execute(query, (reference,)).fetchone())

    def newest(self) -> list[Sms]:
        """The newest messages, newest first."""
        with self._open() as connection:
            query = "SELECT * FROM message ORDER BY number DESC LIMIT ?"
            return [Sms(**row) for row in connection.execute(query, (MOST_SHOWN,))]

    def find(self, number: int) -> Sms:
        """One message. Raises ``LookupError``."""
        with self._open() as connection:
            query = "SELECT * FROM message WHERE number = ?"
            row = connection.execute(query, (number,)).fetchone()
        if row is None:
            raise LookupError(number)
        return Sms(**row)

    def note(self, number: int, outcome: str, answer: str) -> None:
        """Remember what was reported of a message."""
        with self._open() as connection:
            connection.execute(
                "UPDATE message SET outcome = ?, answer = ? WHERE number = ?",
                (outcome, answer, number),
            )

    @property
    def down(self) -> bool:
        """Tell whether the gateway pretends to be out of order."""
        with self._open() as connection:
            row = connection.execute("SELECT value FROM switch WHERE name = 'down'").fetchone()
        return row is not None and row["value"] == "1"

    @down.setter
    def down(self, yes: bool) -> None:
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO switch (name, value) VALUES ('down', ?)", (str(int(yes)),)
            )
