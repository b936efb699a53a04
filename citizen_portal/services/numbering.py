"""Numbers without gaps: given out in the transaction that uses them, or not at all."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from citizen_portal.models import NumberSeries


def _take_statement() -> ReturningInsert[Any]:
    table = cast(Table, NumberSeries.__table__)
    return (
        insert(table)
        .on_conflict_do_update(index_elements=table.primary_key, set_={"last": table.c.last + 1})
        .returning(table.c.last)
    )


_TAKE = _take_statement()


def next_number(session: Session, kind: str, owner: str, period: str) -> int:
    """Take the next number of a series, from 1; a rollback gives it back.

    The series stays locked until the caller's transaction ends.
    """
    first = {"kind": kind, "owner": owner, "period": period, "last": 1}
    taken: int = session.execute(_TAKE, first).scalar_one()
    return taken
