"""The job queue: whatever leaves the building leaves from a job of the same transaction."""

from __future__ import annotations

from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from sqlalchemy.orm import Session

PATIENT = RetryStrategy(max_attempts=12, exponential_wait=3)
"""Try again after 3, 9, 27 … seconds: an outage of a day loses nothing."""

app = App(connector=PsycopgConnector())

_counter = App(connector=SyncPsycopgConnector())
"""Takes jobs in, also from within a job: there ``app`` waits for connections of another kind."""


def enqueue(session: Session, task: str, /, *, delay: int = 0, **arguments: Any) -> None:
    """Add a job in the caller's transaction: a rollback leaves none. ``delay`` is in seconds."""
    raw = session.connection().connection.driver_connection
    _counter.configure_task(
        task,
        allow_unknown=True,
        connection=raw,
        schedule_in={"seconds": delay} if delay else None,
    ).defer(**arguments)
