"""What is kept of a hand-over: prepared with the result, ended when it is in the right hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.handover import HandoverWay, code_mark, handover_code, is_code
from citizen_portal.domain.personal_number import mask
from citizen_portal.domain.side_states import DeliveryState, moved
from citizen_portal.models import Dossier, Handover
from citizen_portal.services.parts import Parts

PREPARED, DONE, CANCELLED = "prepared", "done", "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Into whose hands a result came, and how; ``by`` None is the system."""

    way: HandoverWay
    name: str
    number: str = ""
    authorised_by: str = ""
    signature_key: str = ""
    by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """How, when and to whom a result was handed over; the number is masked.

    ``signature_key`` is where the signed slip is stored, or empty.
    """

    way: HandoverWay
    name: str
    number: str
    authorised_by: str
    at: datetime | None
    by: str
    signature_key: str

    @property
    def has_slip(self) -> bool:
        """Tell whether it was signed for."""
        return bool(self.signature_key)


def prepare_handover(session: Session, parts: Parts, dossier: Dossier, at: datetime) -> Handover:
    """A result is there: from now on it waits to be handed over, with a code of its own."""
    row = Handover(dossier_id=dossier.id, state=PREPARED, prepared_at=at)
    occasion = _occasion(row)
    row.code_hash = code_mark(parts.search_key, occasion, handover_code(parts.search_key, occasion))
    session.add(row)
    state = DeliveryState(dossier.delivery_state)
    if state is not DeliveryState.WITH_CARRIER:
        dossier.delivery_state = moved(state, DeliveryState.WAITING).value
    session.flush()
    return row


def open_handover(session: Session, dossier_id: UUID) -> Handover | None:
    """The hand-over that a dossier waits for, or None."""
    return session.scalars(
        select(Handover).where(Handover.dossier_id == dossier_id, Handover.state == PREPARED)
    ).one_or_none()


def last_handover() -> ScalarSelect[int]:
    """For statements about ``Dossier``: the number of the hand-over that took place, or null."""
    last = select(func.max(Handover.id)).where(
        Handover.dossier_id == Dossier.id, Handover.state == DONE
    )
    return last.correlate(Dossier).scalar_subquery()


def handed_over(row: Handover | None, by: str) -> HandedOver | None:
    """The same as who may see the dossier reads it; ``by`` names the officer."""
    if row is None:
        return None
    return HandedOver(
        way=HandoverWay(row.how),
        name=row.recipient_name,
        number=mask(row.recipient_number),
        authorised_by=row.authorised_by,
        at=row.handed_at,
        by=by,
        signature_key=row.signature_key,
    )


def end_handover(
    session: Session, parts: Parts, dossier: Dossier, at: datetime, delivered: Delivered
) -> None:
    """The result of a locked dossier is in the right hands; part of the act that says so."""
    row = open_handover(session, dossier.id) or prepare_handover(session, parts, dossier, at)
    row.state = DONE
    row.how = delivered.way.value
    row.recipient_name, row.recipient_number = delivered.name, delivered.number
    row.authorised_by, row.signature_key = delivered.authorised_by, delivered.signature_key
    row.handed_at, row.handed_by_id = at, delivered.by
    state = DeliveryState(dossier.delivery_state)
    if state in (DeliveryState.NONE, DeliveryState.NOT_DELIVERED):
        state = moved(state, DeliveryState.WAITING)
    dossier.delivery_state = moved(state, DeliveryState.DELIVERED).value


def cancel_handover(session: Session, dossier: Dossier) -> None:
    """There is nothing to hand over any more: the dossier goes back into processing."""
    row = open_handover(session, dossier.id)
    if row is not None:
        row.state = CANCELLED
    if dossier.delivery_state == DeliveryState.WAITING:
        dossier.delivery_state = moved(DeliveryState.WAITING, DeliveryState.NONE).value


def code_of(parts: Parts, row: Handover) -> str:
    """The code to show to the applicant; empty when the key has changed since."""
    code = handover_code(parts.search_key, _occasion(row))
    return code if fits(parts, row, code) else ""


def fits(parts: Parts, row: Handover, typed: str) -> bool:
    """Tell whether a code that was typed is that of the hand-over."""
    return is_code(parts.search_key, _occasion(row), typed, row.code_hash)


def _occasion(row: Handover) -> str:
    return f"{row.dossier_id}|{row.prepared_at.astimezone(UTC).isoformat()}"
