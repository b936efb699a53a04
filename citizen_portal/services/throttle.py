"""Limits on how often something may be tried, kept in the database for all processes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.models import Throttle
from citizen_portal.services.errors import TooManyTries


def count_try(session: Session, key: str, *, most: int, window: timedelta, now: datetime) -> None:
    """Count one try and commit it. Raises ``TooManyTries`` beyond ``most`` in the window."""
    span = window.total_seconds()
    start = datetime.fromtimestamp(now.timestamp() // span * span, tz=now.tzinfo)
    new = insert(Throttle).values(key=key, window_start=start, tries=1)
    counted = new.on_conflict_do_update(
        index_elements=[Throttle.key, Throttle.window_start], set_={"tries": Throttle.tries + 1}
    ).returning(Throttle.tries)
    tries = session.execute(counted).scalar_one()
    session.commit()
    if tries > most:
        raise TooManyTries(start + window)


def forget_old_tries(session: Session, now: datetime) -> None:
    """Remove windows of days ago. Commits; for the worker."""
    session.execute(delete(Throttle).where(Throttle.window_start < now - timedelta(days=2)))
    session.commit()
