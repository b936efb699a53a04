"""Taking a number at an agency's counter; whoever stands there may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, insert, or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.ticket_queue import TicketService, ticket_label
from citizen_portal.models import QueueTicket
from citizen_portal.services.errors import NotFound
from citizen_portal.services.numbering import next_number
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.throttle import count_try

MOST_FROM_ONE_PLACE = 120
"""Tickets from one address in ten minutes: a hall's machine is busy, a prank is busier."""
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """A ticket as its holder sees it; ``before`` is how many are called earlier, about."""

    id: int
    label: str
    service: TicketService
    priority: bool
    state: str
    desk: str
    taken_at: datetime
    before: int


def counter_agency(parts: Parts, code: str) -> AgencyView:
    """The agency whose counter an address names. Raises ``NotFound``."""
    for agency in parts.reference.all_agencies(parts.today()):
        if agency.code == code:
            return agency
    raise NotFound()


def take_ticket(
    session: Session,
    parts: Parts,
    code: str,
    service: TicketService,
    *,
    priority: bool,
    caller: str,
) -> int:
    """Give out the next number of the day; returns the ticket's id.

    Priority is the person's own word (the aged, people with disabilities, pregnant women,
    people with small children). Raises ``NotFound``, ``TooManyTries``.
    """
    agency = counter_agency(parts, code)
    now, day = parts.clock(), parts.today()
    count_try(session, f"ticket:{caller}", most=MOST_FROM_ONE_PLACE, window=WINDOW, now=now)
    number = next_number(session, "ticket", f"{agency.id}:{service.value}", day.isoformat())
    ticket_id: int = session.execute(
        insert(QueueTicket)
        .values(
            agency_id=agency.id, day=day, service=service.value, number=number,
            priority=priority, state="waiting", taken_at=now,
        )
        .returning(QueueTicket.id)
    ).scalar_one()  # fmt: skip
    session.commit()
    return ticket_id


def see_ticket(session: Session, parts: Parts, code: str, ticket_id: int) -> TicketView:
    """A ticket of that counter today. Raises ``NotFound``."""
    agency = counter_agency(parts, code)
    row = session.get(QueueTicket, ticket_id)
    if row is None or row.agency_id != agency.id or row.day != parts.today():
        raise NotFound()
    service = TicketService(row.service)
    return TicketView(
        id=row.id, label=ticket_label(service, row.number), service=service,
        priority=row.priority, state=row.state, desk=row.desk, taken_at=row.taken_at,
        before=_before(session, row) if row.state == "waiting" else 0,
    )  # fmt: skip


def _before(session: Session, row: QueueTicket) -> int:
    """Who waits with priority, or came earlier with the same right."""
    earlier = QueueTicket.number < row.number
    ahead = (
        and_(QueueTicket.priority, earlier) if row.priority else or_(QueueTicket.priority, earlier)
    )
    count = select(func.count()).where(
        QueueTicket.agency_id == row.agency_id,
        QueueTicket.day == row.day,
        QueueTicket.state == "waiting",
        QueueTicket.service == row.service,
        ahead,
    )
    return session.execute(count).scalar_one()
