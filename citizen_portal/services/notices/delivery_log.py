"""What was sent about a dossier, for its officers: when, over which channel, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select, true
from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent, NoticeState
from citizen_portal.models import Dossier, Notice, Person
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import NotFound
from citizen_portal.services.notices.threads import ThreadSummary, counted_messages
from citizen_portal.services.scope import sees

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNotice:
    """One notice over one channel; ``ended_at`` when its fate was known."""

    event: NoticeEvent
    channel: NoticeChannel
    address: str
    state: NoticeState
    problem: str
    queued_at: datetime
    send_after: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    read_at: datetime | None

    @property
    def waits_for_morning(self) -> bool:
        """Tell whether it waits because no telephone rings at this hour."""
        return self.state is NoticeState.QUEUED and self.send_after > self.queued_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLog:
    """The newest notices, and whom to telephone when an address does not receive.

    ``messages`` are those of the dossier's thread, as the office sees them.
    """

    messages: ThreadSummary
    notices: tuple[SentNotice, ...]
    unreachable: tuple[SentNotice, ...]
    phone: str


def notices_of(session: Session, actor: Actor | None, dossier_id: UUID) -> DeliveryLog:
    """The notices about a dossier that the officer sees. Raises ``NotFound`` for others.

    An address counts as unreachable when the last thing heard of it was bad.
    """
    officer = require_officer(actor)
    rows = session.execute(_LOG, {"dossier_id": dossier_id}).all()
    if not rows or not sees(session, officer, rows[0].Dossier):
        raise NotFound()
    notices = tuple(_sent(row.Notice) for row in rows if row.Notice is not None)
    first = rows[0]
    return DeliveryLog(
        messages=ThreadSummary(count=first.number, unread=first.unread, last_at=first.last_at),
        notices=notices,
        unreachable=_unreachable(notices),
        phone=first.phone,
    )


def _log_statement() -> Select[Any]:
    """One statement for all of it: the page of a dossier asks many."""
    messages = counted_messages(office_looks=True).subquery()
    dossier_id = bindparam("dossier_id", type_=Uuid())
    return (
        select(Dossier, Person.phone, messages, Notice)
        .join(Person, Person.id == Dossier.person_id)
        .join(messages, true())
        .outerjoin(Notice, Notice.dossier_id == Dossier.id)
        .where(Dossier.id == dossier_id)
        .order_by(Notice.queued_at.desc(), Notice.id)
        .limit(MOST)
    )


_LOG = _log_statement()


def _sent(row: Notice) -> SentNotice:
    return SentNotice(
        event=NoticeEvent(row.event),
        channel=NoticeChannel(row.channel),
        address=row.address,
        state=NoticeState(row.state),
        problem=row.problem,
        queued_at=row.queued_at,
        send_after=row.send_after,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        read_at=row.read_at,
    )


def _unreachable(newest_first: tuple[SentNotice, ...]) -> tuple[SentNotice, ...]:
    last: dict[tuple[NoticeChannel, str], SentNotice] = {}
    for one in newest_first:
        if one.state is not NoticeState.QUEUED:
            last.setdefault((one.channel, one.address), one)
    bad = (NoticeState.BOUNCED, NoticeState.FAILED)
    return tuple(one for one in last.values() if one.state in bad)
