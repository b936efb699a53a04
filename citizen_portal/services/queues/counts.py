"""How much lies in each queue, and how long the oldest has been waiting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, select, true, union_all
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Seat
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.queue import (
    QUEUES,
    asking,
    at_seats,
    elsewhere,
    held,
    with_status,
)

MOST_COUNTED = 1000
"""The number is told up to here: beyond it nobody works by it."""
MOST_LOOKED_AT = 10_000
"""So many open dossiers of the officer's agencies in one part are looked at for all counts."""

Clause = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many, and when the oldest of them was submitted; ``more`` when not all were looked at."""

    number: int
    oldest: datetime | None
    more: bool = False

    @property
    def shown(self) -> str:
        """The number as people read it."""
        if self.number >= MOST_COUNTED:
            return f"{MOST_COUNTED - 1}+"
        return f"{self.number}+" if self.more else str(self.number)


def count_queues(
    session: Session, parts: Parts, actor: Actor | None, names: Iterable[str]
) -> Mapping[str, QueueCount]:
    """Count some queues by one statement, which looks at ``MOST_LOOKED_AT`` in each part."""
    officer = require_officer(actor)
    wanted = tuple(names)
    if not wanted:
        return {}
    row = session.execute(_statement(wanted), asking(officer, parts.clock())).one()
    count = len(wanted)
    numbers, oldest, looked = row[:count], row[count : 2 * count], row[2 * count :]
    more = any(number >= MOST_LOOKED_AT for number in looked)
    return {
        name: QueueCount(numbers[place], oldest[place], more) for place, name in enumerate(wanted)
    }


@cache
def _statement(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Each dossier is looked at once in each part, for all queues, from the index alone."""
    looks = [
        _look(number, names, conditions, where)
        for number, (conditions, where) in enumerate(_parts_of(names))
    ]
    seen = union_all(*(select(look.subquery()) for look in looks)).subquery()
    inside = [seen.c[_column(place)] for place in range(len(names))]
    return select(
        *(func.count().filter(one) for one in inside),
        *(func.min(seen.c.submitted_at).filter(one) for one in inside),
        *(func.count().filter(seen.c.look == number) for number in range(len(looks))),
    )


def _parts_of(names: tuple[str, ...]) -> Iterator[tuple[dict[str, Clause], tuple[Clause, ...]]]:
    """What to look at, and which of it lies in which queue."""
    for seat in Seat:
        here = [name for name in names if seat in QUEUES[name].seats]
        if here:
            conditions = {name: _at_this_seat(name, seat) for name in here}
            statuses: set[Status] = {one for name in here for one in QUEUES[name].statuses}
            yield conditions, (at_seats((seat,)), with_status(sorted(statuses)))
    for name in names:
        if not QUEUES[name].seats:
            yield {name: true()}, held(QUEUES[name])


def _at_this_seat(name: str, seat: Seat) -> Clause:
    """Held by the queue, and not counted at an earlier seat."""
    queue = QUEUES[name]
    before = queue.seats[: queue.seats.index(seat)]
    return and_(*held(queue), *elsewhere(before))


def _look(
    number: int, names: tuple[str, ...], conditions: dict[str, Clause], where: tuple[Clause, ...]
) -> Select[*tuple[Any, ...]]:
    inside = [
        conditions.get(name, false()).label(_column(place)) for place, name in enumerate(names)
    ]
    columns = (Dossier.submitted_at.label("submitted_at"), literal(number).label("look"))
    return select(*columns, *inside).where(*where).limit(MOST_LOOKED_AT)


def _column(place: int) -> str:
    return f"lies_{place}"
