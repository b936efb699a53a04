"""Orders and notices on disk, so that a restart of the simulator forgets none of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from citizen_portal.plugin_api import PaymentState
from plugins.connectors.payment_platform.simulator.orders import Order

_TABLES = """
create table if not exists orders (reference text primary key, content text not null);
create table if not exists memory (name text primary key, value text not null);
create table if not exists notices (
    number integer primary key, reference text not null, url text not null,
    event_id text not null, body blob not null, genuine integer not null,
    age integer not null, retried integer not null, due_at real not null,
    attempts integer not null default 0, outcome text not null default 'waiting'
);
create index if not exists waiting on notices (outcome, due_at, number);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice to send; ``age`` is how many seconds ago it says it was signed."""

    reference: str
    url: str
    event_id: str
    body: bytes
    genuine: bool = True
    age: int = 0
    retried: bool = True
    due_at: float = 0.0
    number: int = 0
    attempts: int = 0


class Ledger:
    """The simulator's book, in one SQLite file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "orders.sqlite3"
        with self.writing() as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that nobody else writes beside."""
        with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("begin immediate")
            with connection:
                yield connection

    def order(self, connection: sqlite3.Connection, reference: str) -> Order | None:
        """Find one order."""
        query = "select content from orders where reference = ?"
        row = connection.execute(query, (reference,)).fetchone()
        return _order(json.loads(row["content"])) if row else None

    def keep(self, connection: sqlite3.Connection, order: Order) -> None:
        """Write an order, new or changed."""
        content = {
            "asked": dict(order.asked),
            "state": order.state.value,
            "event_id": order.event_id,
            "transaction_id": order.transaction_id,
            "occurred_at": order.occurred_at.isoformat(),
        }
        connection.execute(
            "insert or replace into orders values (?, ?)", (order.reference, json.dumps(content))
        )

    def add_notice(self, connection: sqlite3.Connection, notice: Notice) -> None:
        """Put a notice among those to send."""
        connection.execute(
            "insert into notices (reference, url, event_id, body, genuine, age, retried, due_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                notice.reference,
                notice.url,
                notice.event_id,
                notice.body,
                notice.genuine,
                notice.age,
                notice.retried,
                notice.due_at,
            ),
        )

    def next_notice(self) -> Notice | None:
        """The notice to send first, due or not."""
        with self.writing() as connection:
            row = connection.execute(
                "select number, reference, url, event_id, body, genuine, age, retried, due_at,"
                " attempts from notices where outcome = 'waiting' order by due_at, number limit 1"
            ).fetchone()
        return Notice(**dict(row)) if row else None

    def settle(self, notice: Notice, outcome: str, due_at: float) -> None:
        """Write down how an attempt ended: delivered, given up, or waiting for the next."""
        with self.writing() as connection:
            connection.execute(
                "update notices set outcome = ?, due_at = ?, attempts = attempts + 1"
                " where number = ?",
                (outcome, due_at, notice.number),
            )

    def listing(self) -> dict[str, list[dict[str, Any]]]:
        """Orders and notices as the control endpoint shows them."""
        with self.writing() as connection:
            orders = [
                {"reference": reference, "state": json.loads(content)["state"]}
                for reference, content in connection.execute("select * from orders")
            ]
            notices = connection.execute(
                "select number, reference, event_id, genuine, due_at, attempts, outcome"
                " from notices order by number"
            )
            return {"orders": orders, "notices": [dict(row) for row in notices]}

    def remember(self, name: str, value: object) -> None:
        """Keep a switch of the control panel."""
        with self.writing() as connection:
            connection.execute(
                "insert or replace into memory values (?, ?)", (name, json.dumps(value))
            )

    def remembered(self, name: str) -> Any:
        """Return a switch, or None."""
        with self.writing() as connection:
            row = connection.execute("select value from memory where name = ?", (name,)).fetchone()
        return json.loads(row["value"]) if row else None


def _order(content: dict[str, Any]) -> Order:
    content["state"] = PaymentState(content["state"])
    content["occurred_at"] = datetime.fromisoformat(content["occurred_at"])
    return Order(**content)
