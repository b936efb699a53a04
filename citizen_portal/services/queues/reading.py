"""What is asked of the database for one page of a list.

Each agency is asked for its first rows in order, which an index gives, and these are merged:
the cost of a page does not grow with what lies behind it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    cast,
    false,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from citizen_portal.domain.dossier_code import is_dossier_code
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Seat
from citizen_portal.models import Dossier, DossierText, Person, Presence
from citizen_portal.services.actor import Actor
from citizen_portal.services.colleagues.present import present_at_dossier
from citizen_portal.services.finding.words import question_of
from citizen_portal.services.notices.messages import unread_clause
from citizen_portal.services.parts import Parts
from citizen_portal.services.queues.columns import COLUMNS
from citizen_portal.services.queues.filters import Filters, narrowed
from citizen_portal.services.queues.order import Order, sorted_page
from citizen_portal.services.queues.queue import ME, NOW, Queue, at_seats, branches, held

MOST_FOUND = 1000
"""So many matches of a search are looked at: beyond it the words say too little."""

_PRESENT = (
    select(Presence.name)
    .where(Presence.person_id != ME, *present_at_dossier(NOW))
    .order_by(Presence.seen_at.desc())
    .correlate(Dossier)
    .scalar_subquery()
)
Statement = Select[*tuple[Any, ...]]
Clause = ColumnElement[bool]
_ANY_SEAT = tuple(Seat)


def queue_page(
    queue: Queue, officer: Actor, filters: Filters, order: Order, after: str, count: int
) -> Statement:
    """So many rows of a queue after a mark, in order; executed with ``asking``."""
    conditions = (*held(queue), *narrowed(filters, officer))
    pages = [
        sorted_page(select(Dossier.id).where(there, *conditions), order, after, count).subquery()
        for there in _branches(queue.seats, officer, filters)
    ]
    return _with_columns(union_all(*(select(page) for page in pages)).subquery(), order, count)


def found_page(
    parts: Parts, find: str, officer: Actor, filters: Filters, order: Order, after: str, count: int
) -> Statement:
    """So many of the dossiers with these words, or with this code; ``cut`` when the words say
    too little; executed with ``asking``.

    The agencies are asked of the dossier itself as well: the index may lag behind it.
    """
    typed = find.strip().upper()
    conditions = [_seats(officer, filters), Dossier.status != Status.DRAFT]
    statement = select(Dossier.id).where(*conditions, *narrowed(filters, officer))
    if is_dossier_code(typed):
        page = sorted_page(statement.where(Dossier.code == typed), order, after, count)
        return _with_columns(page.subquery(), order, count)
    question = question_of(find, officer.agency_ids, parts.search_key)
    matches = DossierText.words.bool_op("@@")(cast(question, TSQUERY)) if question else false()
    found = select(DossierText.dossier_id).where(matches).limit(MOST_FOUND).cte("found")
    statement = statement.join(found, found.c.dossier_id == Dossier.id)
    page = sorted_page(statement, order, after, count)
    cut = select(func.count() >= MOST_FOUND).select_from(found).scalar_subquery()
    return _with_columns(page.subquery(), order, count, cut)


def _with_columns(page: Any, order: Order, count: int, cut: Any = None) -> Statement:
    columns: tuple[Any, ...] = (
        *COLUMNS,
        Person.full_name.label("officer_name"),
        unread_clause().label("unread"),
        func.array(_PRESENT).label("present"),
        page.c.sorted_by,
        (literal(False) if cut is None else cut).label("cut"),
    )
    statement: Statement = select(*columns).select_from(page)
    statement = statement.join(Dossier, Dossier.id == page.c.id)
    statement = statement.outerjoin(Person, Person.id == Dossier.officer_id)
    way = (page.c.sorted_by, page.c.id)
    turned = [one.desc() for one in way] if order.descending else way
    return statement.order_by(*turned).limit(count)


def _branches(seats: tuple[Seat, ...], officer: Actor, filters: Filters) -> list[Clause]:
    """One for each agency in each of its parts; none overlaps another."""
    mine = officer.agency_ids
    if filters.agency_id is not None:
        mine = (filters.agency_id,) if filters.agency_id in mine else ()
    if filters.seat is not None:
        seats = (filters.seat,)
    elif filters.agency_id is not None and not seats:
        seats = _ANY_SEAT
    return branches(seats, mine)


def _seats(officer: Actor, filters: Filters) -> Clause:
    """An agency that is not the officer's finds nothing."""
    if filters.agency_id is not None and filters.agency_id not in officer.agency_ids:
        return false()
    wanted = _ANY_SEAT if filters.seat is None else (filters.seat,)
    return at_seats(wanted, filters.agency_id)
