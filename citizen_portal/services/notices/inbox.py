"""A person's own notices on the portal, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.models import Notice
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.dossiers.mine import read_mark, write_mark
from citizen_portal.services.parts import Parts

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One notice; ``new`` until its reader said otherwise."""

    id: UUID
    dossier_id: UUID
    subject: str
    lines: tuple[str, ...]
    language: str
    at: datetime
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """A page of notices; ``older`` continues it, empty at the end; ``unread`` counts all."""

    lines: tuple[InboxLine, ...]
    older: str
    unread: int


def open_inbox(session: Session, parts: Parts, actor: Actor | None, after: str = "") -> Inbox:
    """The actor's notices, a page at a time by keyset."""
    me = require_person(actor)
    mine = (Notice.person_id == me.person_id, Notice.channel == NoticeChannel.PORTAL.value)
    query = select(Notice).where(*mine)
    mark = read_mark(after)
    if mark is not None:
        query = query.where(tuple_(Notice.queued_at, Notice.id) < mark)
    ordered = query.order_by(Notice.queued_at.desc(), Notice.id.desc()).limit(PAGE + 1)
    rows = session.scalars(ordered).all()
    unread = select(func.count()).where(*mine, Notice.read_at.is_(None))
    more = len(rows) > PAGE
    return Inbox(
        lines=tuple(_line(row) for row in rows[:PAGE]),
        older=write_mark(rows[PAGE - 1].queued_at, rows[PAGE - 1].id) if more else "",
        unread=session.scalar(unread) or 0,
    )


def _line(row: Notice) -> InboxLine:
    return InboxLine(
        id=row.id,
        dossier_id=row.dossier_id,
        subject=row.subject,
        lines=tuple(row.body.splitlines()),
        language=row.language,
        at=row.queued_at,
        new=row.read_at is None,
    )


def mark_all_read(session: Session, parts: Parts, actor: Actor | None) -> None:
    """Note that the actor has read what there is."""
    me = require_person(actor)
    session.execute(
        update(Notice)
        .where(
            Notice.person_id == me.person_id,
            Notice.channel == NoticeChannel.PORTAL.value,
            Notice.read_at.is_(None),
        )
        .values(read_at=parts.clock())
    )
    session.commit()
