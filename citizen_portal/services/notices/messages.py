"""Messages inside a dossier, between its applicant and the office."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status, is_terminal
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Message
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_person
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, sees
from citizen_portal.services.throttle import count_try

LONGEST_MESSAGE = 2000
OPEN_AFTER_END: Final = timedelta(days=30)
"""How long a closed dossier still takes messages: a custom of the portal."""
MOST_AN_HOUR = 30

EMPTY = Text("Hãy viết nội dung tin nhắn.", "Write the message.")
TOO_LONG = Text(
    f"Tin nhắn dài quá {LONGEST_MESSAGE} ký tự. Hãy viết ngắn lại hoặc chia làm hai tin.",
    f"The message is longer than {LONGEST_MESSAGE} characters. Shorten it, or send two.",
)
ENDED = Text(
    f"Hồ sơ đã kết thúc hơn {OPEN_AFTER_END.days} ngày nên không nhận tin nhắn nữa. Hãy liên hệ "
    "trực tiếp cơ quan giải quyết.",
    f"The dossier ended more than {OPEN_AFTER_END.days} days ago and takes no more messages. "
    "Contact the agency directly.",
)
NOT_YOURS = Text(
    "Bạn chỉ được đọc. Cán bộ của cơ quan giải quyết hoặc cơ quan tiếp nhận trả lời người nộp.",
    "You may only read. Officers of the handling or receiving agency answer the applicant.",
)


_UNREAD = (~Message.from_office, Message.read_at.is_(None))


def unread_clause() -> ColumnElement[bool]:
    """For lists of ``Dossier``: the applicant wrote something that nobody has read."""
    return exists().where(Message.dossier_id == Dossier.id, *_UNREAD)


def unread_among() -> ColumnElement[bool]:
    """The same, read off the messages that nobody has read: quicker where these are asked for."""
    return Dossier.id.in_(select(Message.dossier_id).where(*_UNREAD))


def write_as_applicant(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, body: str
) -> None:
    """The applicant writes to the office.

    Raises ``NotFound``, ``NotPossibleNow``, ``WrongInput``, ``TooManyTries``.
    """
    me = require_person(actor)
    dossier = own_dossier(session, me, dossier_id)
    said = _checked(dossier, parts.clock(), body)
    count_try(session, f"message:{me.person_id}", most=MOST_AN_HOUR, window=timedelta(hours=1),
              now=parts.clock())  # fmt: skip
    _write(session, parts, me, dossier, said, from_office=False)
    audit.record(session, at=parts.clock(), actor=me, act="message", object_id=dossier_id)
    session.commit()


def write_as_office(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, body: str
) -> None:
    """An officer of the handling or receiving agency writes; the applicant is told.

    What the applicant wrote before counts as read. Raises ``NotFound``, ``Forbidden``,
    ``NotPossibleNow``, ``WrongInput``.
    """
    officer = require_officer(actor)
    dossier = _answered_by(session, officer, dossier_id)
    now = parts.clock()
    said = _checked(dossier, now, body)
    mark_read(session, dossier_id, from_office=False, at=now)
    message_id = _write(session, parts, officer, dossier, said, from_office=True)
    enqueue(session, "tell_of_message", message_id=message_id)
    audit.record(session, at=now, actor=officer, act="message", object_id=dossier_id)
    session.commit()


def mark_thread_read(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> None:
    """An officer notes that nothing has to be answered. Raises ``NotFound``, ``Forbidden``."""
    officer = require_officer(actor)
    _answered_by(session, officer, dossier_id)
    mark_read(session, dossier_id, from_office=False, at=parts.clock())
    audit.record(session, at=parts.clock(), actor=officer, act="read_messages",
                 object_id=dossier_id)  # fmt: skip
    session.commit()


def own_dossier(session: Session, me: Actor, dossier_id: UUID) -> Dossier:
    """The applicant's own submitted dossier. Raises ``NotFound``."""
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or dossier.person_id != me.person_id or dossier.code is None:
        raise NotFound()
    return dossier


def seen_dossier(session: Session, officer: Actor, dossier_id: UUID) -> Dossier:
    """A dossier of the officer's agencies. Raises ``NotFound``."""
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or not sees(session, officer, dossier):
        raise NotFound()
    return dossier


def may_answer(officer: Actor, dossier: Dossier) -> bool:
    """Tell whether the officer sits at the handling or the receiving agency."""
    return bool(
        {dossier.handling_agency_id, dossier.receiving_agency_id}.intersection(officer.agency_ids)
    )


def _answered_by(session: Session, officer: Actor, dossier_id: UUID) -> Dossier:
    dossier = seen_dossier(session, officer, dossier_id)
    if not may_answer(officer, dossier):
        raise Forbidden(NOT_YOURS)
    refuse_own(session, officer, dossier)
    return dossier


def why_closed(dossier: Dossier, now: datetime) -> Text | None:
    """Why a dossier takes no more messages, or None."""
    asked_from = Status(dossier.asked_from) if dossier.asked_from is not None else None
    ended = is_terminal(Status(dossier.status), asked_from)
    return ENDED if ended and now - dossier.updated_at > OPEN_AFTER_END else None


def _checked(dossier: Dossier, now: datetime, body: str) -> str:
    closed = why_closed(dossier, now)
    if closed is not None:
        raise NotPossibleNow(closed)
    said = body.replace("\r\n", "\n").strip()
    if not said:
        raise WrongInput({"tin_nhan": EMPTY})
    if len(said) > LONGEST_MESSAGE:
        raise WrongInput({"tin_nhan": TOO_LONG})
    return said


def _write(
    session: Session,
    parts: Parts,
    writer: Actor,
    dossier: Dossier,
    body: str,
    *,
    from_office: bool,
) -> int:
    now = parts.clock()
    message = Message(
        dossier_id=dossier.id, from_office=from_office, sender_id=writer.person_id,
        sender_name=writer.name, body=body, at=now,
    )  # fmt: skip
    session.add(message)
    session.flush()
    return message.id


def mark_read(session: Session, dossier_id: UUID, *, from_office: bool, at: datetime) -> None:
    """Note that what one side wrote was read; the caller commits."""
    session.execute(
        update(Message)
        .where(
            Message.dossier_id == dossier_id,
            Message.from_office.is_(from_office),
            Message.read_at.is_(None),
        )
        .values(read_at=at)
    )
