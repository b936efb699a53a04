"""Opinions as officers see them: those of a dossier, and what waits for an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, OpinionRequest, Person
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.opinions import ANSWERED, OPEN, WITHDRAWN
from citizen_portal.services.colleagues.possible import OPINION_ROLES, takes_part
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts

PAGE = 50

STATES: Mapping[str, tuple[Text, str]] = {
    OPEN: (Text("Chờ trả lời", "Open"), "yellow"),
    ANSWERED: (Text("Đã trả lời", "Answered"), "green"),
    WITHDRAWN: (Text("Đã rút", "Withdrawn"), "grey"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A question to another agency and what became of it; ``may_withdraw`` by the viewer."""

    id: int
    dossier_id: UUID
    code: str
    from_agency: str
    to_agency: str
    question: str
    asked_by: str
    asked_at: datetime
    due_at: datetime
    state: str
    overdue: bool
    answer: str
    answered_at: datetime | None
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """A page of open questions; ``older`` continues it."""

    lines: tuple[Opinion, ...]
    older: str


def opinions_on(
    session: Session, parts: Parts, actor: Actor | None, page: DossierPage
) -> tuple[Opinion, ...]:
    """What other agencies were asked about a dossier, oldest first.

    ``page`` is as the officer opened it; nothing is shown about one's own or a relative's. An
    agency that has no other part in it finds the questions to itself only.
    """
    officer = require_officer(actor)
    if page.off_limits or not page.has_opinions:
        return ()
    query = _select().where(OpinionRequest.dossier_id == page.id).order_by(OpinionRequest.id)
    if not takes_part(officer, page):
        query = query.where(OpinionRequest.to_agency_id.in_(officer.agency_ids))
    return _views(parts, officer, session.execute(query).all())


def list_opinions(
    session: Session, parts: Parts, actor: Actor | None, *, asked_of_us: bool, after: str = ""
) -> Opinions:
    """Open questions to, or by, the officer's agencies: the earliest deadline first, by keyset."""
    officer = require_officer(actor)
    side = OpinionRequest.to_agency_id if asked_of_us else OpinionRequest.from_agency_id
    query = _select().where(side.in_(officer.agency_ids), OpinionRequest.state == OPEN)
    mark = _read_mark(after)
    if mark is not None:
        query = query.where(tuple_(OpinionRequest.due_at, OpinionRequest.id) > mark)
    query = query.order_by(OpinionRequest.due_at, OpinionRequest.id).limit(PAGE + 1)
    rows = session.execute(query).all()
    last = rows[PAGE - 1].OpinionRequest if len(rows) > PAGE else None
    older = f"{last.due_at.timestamp():.6f}_{last.id}" if last else ""
    return Opinions(lines=_views(parts, officer, rows[:PAGE]), older=older)


def open_opinion(session: Session, parts: Parts, actor: Actor | None, request_id: int) -> Opinion:
    """One question to the officer's agency. Raises ``NotFound``."""
    officer = require_officer(actor)
    rows = session.execute(_select().where(OpinionRequest.id == request_id)).all()
    if not rows or rows[0].OpinionRequest.to_agency_id not in officer.agency_ids:
        raise NotFound()
    return _views(parts, officer, rows)[0]


def _select() -> Any:
    return (
        select(OpinionRequest, Dossier.code, Person.full_name)
        .join(Dossier, Dossier.id == OpinionRequest.dossier_id)
        .join(Person, Person.id == OpinionRequest.asked_by_id)
    )


def _views(parts: Parts, officer: Actor, rows: Sequence[Any]) -> tuple[Opinion, ...]:
    now = parts.clock()
    return tuple(_view(parts, officer, row, now) for row in rows)


def _view(parts: Parts, officer: Actor, row: Any, now: datetime) -> Opinion:
    one: OpinionRequest = row.OpinionRequest
    asker = set(officer.roles_at(one.from_agency_id)).intersection(OPINION_ROLES)
    return Opinion(
        id=one.id,
        dossier_id=one.dossier_id,
        code=row.code or "",
        from_agency=parts.reference.agency(one.from_agency_id).name,
        to_agency=parts.reference.agency(one.to_agency_id).name,
        question=one.question,
        asked_by=row.full_name,
        asked_at=one.asked_at,
        due_at=one.due_at,
        state=one.state,
        overdue=one.state == OPEN and now > one.due_at,
        answer=one.answer,
        answered_at=one.answered_at,
        may_withdraw=one.state == OPEN and bool(asker),
    )


def _read_mark(mark: str) -> tuple[datetime, int] | None:
    moment, _, number = mark.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), tz=UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return None
