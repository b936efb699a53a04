"""Entries of one name under several codes: the national catalogue repeats itself."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from citizen_portal.domain.folding import fold
from citizen_portal.models import ImportedProcedure

MOST_NAMED = 20

_TABLE = cast(Table, ImportedProcedure.__table__)
_NOTE = (
    update(_TABLE)
    .where(_TABLE.c.code == bindparam("its_code"))
    .values(
        reading=func.jsonb_set(
            _TABLE.c.reading, ["same_name"], bindparam("others", type_=JSONB), type_=JSONB
        ),
        marks=_TABLE.c.marks + bindparam("more"),
    )
)


def note_namesakes(session: Session) -> None:
    """Tell each entry the codes of the others with its name, where that is news. No commit."""
    rows = session.execute(
        select(
            _TABLE.c.code,
            _TABLE.c.reading["name"].astext.label("name"),
            _TABLE.c.reading["same_name"].label("noted"),
        ).order_by(_TABLE.c.code)
    ).all()
    of_name: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        of_name[fold(row.name)].append(row.code)
    news = []
    for row in rows:
        others = [code for code in of_name[fold(row.name)] if code != row.code][:MOST_NAMED]
        if others != row.noted:
            more = bool(others) - bool(row.noted)
            news.append({"its_code": row.code, "others": others, "more": more})
    if news:
        session.execute(_NOTE, news)
