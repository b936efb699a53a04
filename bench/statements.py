"""Counting SQL by PostgreSQL's own log, per program: nothing of ours does the counting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

# log_line_prefix: a mark, then the application's name.
_PREFIX = "bench %a|"
_LINE = re.compile(r"bench (?P<program>[^|]*)\|LOG:  (?:statement|execute [^:]*): (?P<sql>.*)")
_TURN = re.compile(r"(BEGIN|COMMIT|ROLLBACK)\b", re.IGNORECASE)


@dataclass(slots=True)
class Statements:
    """The statements of one program; turns are BEGIN, COMMIT and ROLLBACK."""

    queries: Counter[str] = field(default_factory=Counter)
    turns: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """The statements that are not turns."""
        return self.queries.total()

    @property
    def commits(self) -> int:
        """How often something was committed."""
        return self.turns["COMMIT"]


def log_everything(url: str, wanted: bool) -> None:
    """Tell the server to write every statement into its log, or to stop doing so."""
    settings = {"log_statement": "'all'", "log_line_prefix": f"'{_PREFIX}'"}
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(
                f"ALTER SYSTEM SET {name} = {value}" if wanted else f"ALTER SYSTEM RESET {name}"
            )
        connection.execute("SELECT pg_reload_conf()")


def read_log(log: Path, start: int) -> dict[str, Statements]:
    """The statements logged after ``start`` (a place in the file), by program."""
    with log.open("rb") as file:
        file.seek(start)
        text = file.read().decode("utf-8", "replace")
    return count_statements(text.splitlines())


def count_statements(lines: Iterable[str]) -> dict[str, Statements]:
    """Count the statements of a log; further lines of a statement begin with a tab."""
    counted: dict[str, Statements] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        program = counted.setdefault(found["program"], Statements())
        turn = _TURN.match(found["sql"])
        if turn:
            program.turns[turn[1].upper()] += 1
        else:
            program.queries[found["sql"][:100].strip()] += 1
    return counted
