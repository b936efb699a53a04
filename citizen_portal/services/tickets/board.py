"""What the board in the hall and the officer's page show of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.ticket_queue import TicketService, ticket_label
from citizen_portal.models import QueueTicket
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.tickets.taking import counter_agency

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A number that is called, and to which desk."""

    id: int
    label: str
    desk: str
    officer_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The numbers called, the newest first; how many wait for what, and for how long."""

    agency: AgencyView
    called: tuple[Called, ...]
    waiting: Mapping[TicketService, int]
    usual_wait: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBoard:
    """A counter as one of its officers sees it: whom they serve, and who did not come."""

    board: Board
    mine: tuple[Called, ...]
    missed: tuple[Called, ...]


def see_board(session: Session, parts: Parts, code: str) -> Board:
    """The board of a counter, for everybody in the hall. Raises ``NotFound``."""
    return _board(session, parts, counter_agency(parts, code))


def own_boards(session: Session, parts: Parts, actor: Actor | None) -> tuple[OwnBoard, ...]:
    """The boards of the counters that the officer serves."""
    officer = require_duty(actor, Duty.SERVE_QUEUE)
    agencies = (parts.reference.agency(one) for one in officer.agencies_for(Duty.SERVE_QUEUE))
    return tuple(
        OwnBoard(
            board=_board(session, parts, agency),
            mine=_whom(session, parts, officer, agency, "called"),
            missed=_whom(session, parts, officer, agency, "missed"),
        )
        for agency in agencies
    )


def _whom(
    session: Session, parts: Parts, officer: Actor, agency: AgencyView, state: str
) -> tuple[Called, ...]:
    rows = session.scalars(
        select(QueueTicket)
        .where(
            QueueTicket.agency_id == agency.id,
            QueueTicket.day == parts.today(),
            QueueTicket.state == state,
            QueueTicket.officer_id == officer.person_id,
        )
        .order_by(QueueTicket.called_at.desc(), QueueTicket.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(_called(row) for row in rows)


def _board(session: Session, parts: Parts, agency: AgencyView) -> Board:
    today = (QueueTicket.agency_id == agency.id, QueueTicket.day == parts.today())
    called = session.scalars(
        select(QueueTicket)
        .where(*today, QueueTicket.state == "called")
        .order_by(QueueTicket.called_at.desc(), QueueTicket.id.desc())
        .limit(MOST_SHOWN)
    )
    waiting = session.execute(
        select(QueueTicket.service, func.count().label("number"))
        .where(*today, QueueTicket.state == "waiting")
        .group_by(QueueTicket.service)
    )
    took = QueueTicket.called_at - QueueTicket.taken_at
    usual = session.scalar(
        select(func.percentile_cont(0.5).within_group(took.asc())).where(
            *today, QueueTicket.called_at.is_not(None)
        )
    )
    return Board(
        agency=agency,
        called=tuple(_called(row) for row in called),
        waiting={TicketService(row.service): row.number for row in waiting},
        usual_wait=usual,
    )


def _called(row: QueueTicket) -> Called:
    label = ticket_label(TicketService(row.service), row.number)
    return Called(id=row.id, label=label, desk=row.desk, officer_id=row.officer_id)
