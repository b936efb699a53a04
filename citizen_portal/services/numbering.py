"""Numbers without gaps: given out in the transaction that uses them, or not at all."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.models import NumberSeries


def next_number(session: Session, kind: str, owner: str, period: str) -> int:
    """Take the next number of a series, from 1; a rollback gives it back.

    The series stays locked until the caller's transaction ends.
    """
    new = insert(NumberSeries).values(kind=kind, owner=owner, period=period, last=1)
    taken = new.on_conflict_do_update(
        index_elements=[NumberSeries.kind, NumberSeries.owner, NumberSeries.period],
        set_={"last": NumberSeries.last + 1},
    ).returning(NumberSeries.last)
    return session.execute(taken).scalar_one()
