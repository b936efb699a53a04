"""The messages of a dossier as each side reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Message
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_person
from citizen_portal.services.notices.messages import (
    NOT_YOURS,
    mark_read,
    may_answer,
    own_dossier,
    seen_dossier,
    why_closed,
)
from citizen_portal.services.parts import Parts

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message; ``name`` is who wrote it, empty where citizens see the office."""

    from_office: bool
    name: str
    lines: tuple[str, ...]
    at: datetime
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The messages of a dossier, oldest first; ``closed`` is why none can be written, or None."""

    code: str
    agency: str
    applicant: str
    messages: tuple[MessageView, ...]
    unread: int
    closed: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSummary:
    """What a dossier's page says about its messages; ``unread`` are for the one who looks."""

    count: int
    unread: int
    last_at: datetime | None


def open_own_thread(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> Thread:
    """The applicant reads; what the office wrote counts as read from now on."""
    me = require_person(actor)
    dossier = own_dossier(session, me, dossier_id)
    thread = _thread(session, parts, dossier, office_looks=False)
    if thread.unread:
        mark_read(session, dossier_id, from_office=True, at=parts.clock())
        session.commit()
    return thread


def open_agency_thread(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> Thread:
    """An officer reads; the look is written down. Reading answers nothing: it stays unread."""
    officer = require_officer(actor)
    dossier = seen_dossier(session, officer, dossier_id)
    thread = _thread(session, parts, dossier, office_looks=True, officer=officer)
    audit.record(session, at=parts.clock(), actor=officer, act="open_messages",
                 object_id=dossier_id, purpose="processing")  # fmt: skip
    session.commit()
    return thread


def summary_of(session: Session, dossier_id: UUID) -> ThreadSummary:
    """Counts for the applicant's page, which its own use case has allowed to be opened."""
    counted = counted_messages(office_looks=False)
    row = session.execute(counted, {"dossier_id": dossier_id}).one()
    return ThreadSummary(count=row.number, unread=row.unread, last_at=row.last_at)


def counted_messages(*, office_looks: bool) -> Select[int, int, datetime]:
    """The columns of a ``ThreadSummary`` for the dossier given as ``dossier_id``."""
    unread = and_(Message.from_office.is_(not office_looks), Message.read_at.is_(None))
    counted = select(
        func.count().label("number"),
        func.count().filter(unread).label("unread"),
        func.max(Message.at).label("last_at"),
    )
    return counted.where(Message.dossier_id == bindparam("dossier_id", type_=Uuid()))


def _thread(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    *,
    office_looks: bool,
    officer: Actor | None = None,
) -> Thread:
    rows = session.scalars(
        select(Message)
        .where(Message.dossier_id == dossier.id)
        .order_by(Message.id.desc())
        .limit(MOST_SHOWN)
    ).all()
    messages = tuple(_view(row, office_looks=office_looks) for row in reversed(rows))
    closed = why_closed(dossier, parts.clock())
    if officer is not None and not may_answer(officer, dossier):
        closed = NOT_YOURS
    return Thread(
        code=dossier.code or "",
        agency=parts.reference.agency(dossier.handling_agency_id).name,
        applicant=dossier.applicant_name,
        messages=messages,
        unread=sum(one.new for one in messages),
        closed=closed,
    )


def _view(row: Message, *, office_looks: bool) -> MessageView:
    return MessageView(
        from_office=row.from_office,
        name=row.sender_name if office_looks or not row.from_office else "",
        lines=tuple(row.body.splitlines()),
        at=row.at,
        new=row.read_at is None and row.from_office is not office_looks,
    )
