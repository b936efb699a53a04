"""Calling numbers: two desks that call at once never get the same person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.ticket_queue import MOST_IN_A_ROW, TicketService, priority_is_next
from citizen_portal.domain.wording import Text
from citizen_portal.models import QueueTicket
from citizen_portal.services.actor import Actor, require_duty, require_role
from citizen_portal.services.errors import NotFound, NotPossibleNow, PortalError, WrongInput
from citizen_portal.services.parts import Parts

LONGEST_DESK = 20
NOBODY_WAITS = Text(
    "Không còn ai chờ ở hàng này. Hãy chọn hàng khác hoặc đợi người tiếp theo.",
    "Nobody waits in this queue. Choose another one, or wait for the next person.",
)
DESK_MISSING = Text(
    "Hãy ghi tên quầy để người dân biết đến đâu, ví dụ Quầy 2.",
    "Give the desk's name so that people know where to go, such as Desk 2.",
)

ENDED = Text(
    "Số này đã kết thúc, có thể từ cửa sổ khác của bạn. Danh sách dưới đây là mới nhất.",
    "This number has ended, perhaps in another window of yours. The list below is up to date.",
)


def call_next(
    session: Session, parts: Parts, actor: Actor | None, agency_id: int, service: TicketService,
    desk: str,
) -> int:  # fmt: skip
    """Call the next person to a desk; whoever was there is noted as served.

    Raises ``NotFound``, ``Forbidden``, ``NotPossibleNow`` when nobody waits, ``WrongInput``
    when the desk has no name.
    """
    officer = require_duty(actor, Duty.SERVE_QUEUE, agency_id)
    require_role(officer, agency_id, service.duty.holders)
    name = " ".join(desk.split())[:LONGEST_DESK]
    if not name:
        raise WrongInput({"quay": DESK_MISSING})
    now = parts.clock()
    _end_present(session, officer, agency_id, parts)
    ticket_id = _next(session, parts, agency_id, service)
    if ticket_id is None:
        session.commit()
        raise NotPossibleNow(NOBODY_WAITS)
    session.execute(
        update(QueueTicket)
        .where(QueueTicket.id == ticket_id)
        .values(state="called", desk=name, called_at=now, officer_id=officer.person_id)
    )
    session.commit()
    return ticket_id


def _end_present(session: Session, officer: Actor, agency_id: int, parts: Parts) -> None:
    session.execute(
        update(QueueTicket)
        .where(
            QueueTicket.agency_id == agency_id,
            QueueTicket.day == parts.today(),
            QueueTicket.state == "called",
            QueueTicket.officer_id == officer.person_id,
        )
        .values(state="served", ended_at=parts.clock())
    )


def _next(session: Session, parts: Parts, agency_id: int, service: TicketService) -> int | None:
    here: tuple[Any, ...] = (
        QueueTicket.agency_id == agency_id,
        QueueTicket.day == parts.today(),
        QueueTicket.service == service.value,
    )
    waits = (*here, QueueTicket.state == "waiting")
    kinds = set(session.scalars(select(QueueTicket.priority).where(*waits).distinct()))
    last = session.scalars(
        select(QueueTicket.priority)
        .where(*here, QueueTicket.called_at.is_not(None))
        .order_by(QueueTicket.called_at.desc(), QueueTicket.id.desc())
        .limit(MOST_IN_A_ROW)
    ).all()
    first = priority_is_next(last, priority=True in kinds, ordinary=False in kinds)
    order = QueueTicket.priority.desc() if first else QueueTicket.priority.asc()
    return session.scalar(
        select(QueueTicket.id)
        .where(*waits)
        .order_by(order, QueueTicket.number)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def end_ticket(
    session: Session, parts: Parts, actor: Actor | None, ticket_id: int, *, came: bool
) -> None:
    """The person was served, or did not come; only who called them says so.

    Raises ``NotFound``, ``NotPossibleNow`` when that was said already.
    """
    officer = require_duty(actor, Duty.SERVE_QUEUE)
    ended = session.execute(
        update(QueueTicket)
        .where(
            QueueTicket.id == ticket_id,
            QueueTicket.state == "called",
            QueueTicket.officer_id == officer.person_id,
        )
        .values(state="served" if came else "missed", ended_at=parts.clock())
        .returning(QueueTicket.id)
    )
    if ended.one_or_none() is None:
        raise _refused(session, officer, ticket_id)
    session.commit()


def call_again(session: Session, parts: Parts, actor: Actor | None, ticket_id: int) -> None:
    """Show the number on the board once more, as the newest, also of who did not come.

    Raises ``NotFound``, ``NotPossibleNow`` when the person was served meanwhile.
    """
    officer = require_duty(actor, Duty.SERVE_QUEUE)
    called = session.execute(
        update(QueueTicket)
        .where(
            QueueTicket.id == ticket_id,
            QueueTicket.state.in_(("called", "missed")),
            QueueTicket.officer_id == officer.person_id,
            QueueTicket.day == parts.today(),
        )
        .values(state="called", called_at=func.greatest(parts.clock(), QueueTicket.called_at),
                ended_at=None)
        .returning(QueueTicket.id)
    )  # fmt: skip
    if called.one_or_none() is None:
        raise _refused(session, officer, ticket_id)
    session.commit()


def _refused(session: Session, officer: Actor, ticket_id: int) -> PortalError:
    """Why an officer's number cannot be changed; one of somebody else is not there for them."""
    row = session.get(QueueTicket, ticket_id)
    theirs = row is not None and row.officer_id == officer.person_id
    return NotPossibleNow(ENDED) if theirs else NotFound()
