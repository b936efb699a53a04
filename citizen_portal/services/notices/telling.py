"""What happened to a dossier becomes notices: one for each channel, once."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.notice_events import (
    NoticeChannel,
    NoticeEvent,
    NoticeState,
    notice_of,
)
from citizen_portal.domain.notice_times import send_after
from citizen_portal.domain.notice_words import filled
from citizen_portal.models import Dossier, DossierEvent, Message, Notice, Person
from citizen_portal.queue import enqueue
from citizen_portal.services.notices.channels import addresses, wishes_of
from citizen_portal.services.notices.values import Occasion, place_values, values_for
from citizen_portal.services.notices.wording import words_that_count
from citizen_portal.services.parts import Parts


def tell_of_event(session: Session, parts: Parts, dossier_id: UUID, sequence: int) -> None:
    """Write the notices of one event of a dossier, and have them sent; for the worker.

    A second call adds nothing.
    """
    dossier = session.get_one(Dossier, dossier_id)
    row = session.scalars(
        select(DossierEvent).where(
            DossierEvent.dossier_id == dossier_id, DossierEvent.sequence == sequence
        )
    ).one()
    event = notice_of(Action(row.action), Status(row.from_status), Status(row.to_status))
    if event is None:
        return
    amount = row.detail.get("amount")
    occasion = Occasion(
        event=event,
        at=row.at,
        reason=row.reason,
        amount=amount if isinstance(amount, int) else None,
    )
    agency_id = row.agency_id or dossier.receiving_agency_id
    _tell(session, parts, dossier, occasion, f"event:{sequence}", agency_id)


def tell_of_message(session: Session, parts: Parts, message_id: int) -> None:
    """Write the notices of a message from the office; for the worker."""
    message = session.get_one(Message, message_id)
    dossier = session.get_one(Dossier, message.dossier_id)
    occasion = Occasion(event=NoticeEvent.MESSAGE, at=message.at)
    agency_id = dossier.handling_agency_id
    _tell(session, parts, dossier, occasion, f"message:{message_id}", agency_id)


def _tell(
    session: Session, parts: Parts, dossier: Dossier, occasion: Occasion, name: str, agency_id: int
) -> None:
    person = session.get_one(Person, dossier.person_id)
    language = wishes_of(person).language
    words = words_that_count(session, occasion.event, language, agency_id)
    values = place_values(session, parts, dossier, occasion, language)
    now = parts.clock()
    rows = []
    for channel, address in addresses(parts, person).items():
        said = filled(words[channel], values_for(channel, values))
        here = channel is NoticeChannel.PORTAL
        state = NoticeState.DELIVERED if here else NoticeState.QUEUED
        rows.append(
            {
                "id": parts.new_id(), "dossier_id": dossier.id, "person_id": person.id,
                "event": occasion.event.value, "occasion": name, "channel": channel.value,
                "language": language, "address": address, "subject": said.subject,
                "body": said.body, "state": state.value, "problem": "", "provider_id": "",
                "queued_at": now, "send_after": send_after(channel, now),
                "sent_at": now if here else None, "ended_at": now if here else None,
            }
        )  # fmt: skip
    new = insert(Notice).on_conflict_do_nothing().values(rows)
    added = session.execute(new.returning(Notice.id, Notice.channel, Notice.send_after)).all()
    for one in added:
        if one.channel != NoticeChannel.PORTAL:
            enqueue_sending(session, one.id, one.send_after, now)
    session.commit()


def enqueue_sending(session: Session, notice_id: UUID, leaves_at: datetime, now: datetime) -> None:
    """Have a notice sent once it may leave."""
    delay = max(0, ceil((leaves_at - now).total_seconds()))
    enqueue(session, "send_notice", delay=delay, notice_id=str(notice_id))
