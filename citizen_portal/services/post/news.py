"""What a carrier tells of a shipment: written down once, in any order, then followed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from citizen_portal.domain.handover import HandoverWay
from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.post import (
    ShipmentNews,
    ShipmentState,
    ShipmentStep,
    delivery_after,
    state_after,
)
from citizen_portal.domain.side_states import DeliveryState
from citizen_portal.models import Dossier, Shipment, ShipmentEvent
from citizen_portal.procedures.connectors import (
    CarrierEvent,
    ConnectorUnavailable,
    NoticeRefused,
)
from citizen_portal.services import audit
from citizen_portal.services.change import change
from citizen_portal.services.handing_over.records import Delivered, end_handover
from citizen_portal.services.interlinked.group import lock_with_group, return_group
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.incoming import IN, arrive

SILENCE = timedelta(days=1)
"""After so long without news the carrier is asked."""

MOST_ASKED = 500
"""So many shipments are asked about in one go."""


def receive_event(
    session: Session, parts: Parts, carrier_name: str, headers: dict[str, str], body: bytes
) -> str:
    """Take a carrier's message: ``applied``, ``noted``, ``unknown`` or ``refused``.

    The permission here is the signature; what is not proven, and what nobody knows, is
    written down and changes nothing. Raises ``LookupError`` for an unknown carrier.
    """
    carrier = parts.carriers[carrier_name]
    now = parts.clock()
    try:
        event = carrier.read_event(headers, body, now=now)
    except NoticeRefused as error:
        audit.record(session, at=now, actor=None, act="carrier_event", object_id=carrier_name,
                     outcome=f"refused: {error.reason}")  # fmt: skip
        session.commit()
        return "refused"
    shipment = session.execute(
        select(Shipment.id, Shipment.dossier_id).where(
            Shipment.carrier == carrier_name, Shipment.waybill == event.waybill
        )
    ).one_or_none()
    if shipment is None:
        audit.record(session, at=now, actor=None, act="carrier_event", object_id=carrier_name,
                     outcome="unknown waybill", waybill=event.waybill[:40],
                     step=event.step.value)  # fmt: skip
        session.commit()
        return "unknown"
    told = _apply(session, parts, shipment.dossier_id, shipment.id, (event,))
    session.commit()
    return told


def ask_carrier(session: Session, parts: Parts, shipment_id: UUID) -> None:
    """The worker's question after one shipment. Raises ``ConnectorUnavailable``."""
    row = session.execute(
        select(Shipment.carrier, Shipment.waybill, Shipment.dossier_id).where(
            Shipment.id == shipment_id, Shipment.ended_at.is_(None)
        )
    ).one_or_none()
    session.rollback()  # no transaction stays open while the carrier thinks
    carrier = parts.carriers.get(row.carrier) if row is not None else None
    if row is None or carrier is None or row.waybill is None:
        return
    try:
        events = carrier.query_shipment(row.waybill)
    except LookupError:
        return
    of_this = tuple(one for one in events if one.waybill == row.waybill)
    if of_this:
        _apply(session, parts, row.dossier_id, shipment_id, of_this)
        session.commit()


def ask_after_silent(session: Session, parts: Parts) -> int:
    """Ask after shipments without news for a day; returns how many. A carrier that does not
    answer is left alone until the next time.
    """
    heard = (
        select(func.max(ShipmentEvent.received_at))
        .where(ShipmentEvent.shipment_id == Shipment.id)
        .scalar_subquery()
    )
    silent = session.execute(
        select(Shipment.id, Shipment.carrier)
        .where(
            Shipment.ended_at.is_(None),
            Shipment.waybill.is_not(None),
            func.coalesce(heard, Shipment.created_at) < parts.clock() - SILENCE,
        )
        .order_by(Shipment.created_at.desc())
        .limit(MOST_ASKED)
    ).all()
    session.rollback()
    asked, out_of_order = 0, set()
    for shipment_id, carrier in silent:
        if carrier in out_of_order:
            continue
        try:
            ask_carrier(session, parts, shipment_id)
            asked += 1
        except ConnectorUnavailable:
            out_of_order.add(carrier)
    return asked


def _apply(
    session: Session,
    parts: Parts,
    dossier_id: UUID,
    shipment_id: UUID,
    events: Iterable[CarrierEvent],
) -> str:
    dossier = lock_with_group(session, dossier_id)
    shipment = session.get_one(Shipment, shipment_id, with_for_update=True, populate_existing=True)
    if not _write_down(session, parts, shipment_id, events):
        return "noted"
    known = session.execute(
        select(ShipmentEvent.kind, ShipmentEvent.at).where(ShipmentEvent.shipment_id == shipment_id)
    )
    state = state_after(ShipmentNews(ShipmentStep(row.kind), row.at) for row in known)
    if state is ShipmentState(shipment.state):
        return "noted"
    now = parts.clock()
    if shipment.direction == IN:
        if state is ShipmentState.DELIVERED:
            arrive(session, parts, dossier, shipment, _delivered_at(session, shipment_id, now))
            return "applied"
        if shipment.state == ShipmentState.DELIVERED:
            return "noted"  # an officer has opened the parcel
    shipment.state = state.value
    shipment.ended_at = now if state.is_over else None
    if shipment.direction != IN:
        _follow(session, parts, dossier, shipment, state, now)
    return "applied"


def _write_down(
    session: Session, parts: Parts, shipment_id: UUID, events: Iterable[CarrierEvent]
) -> bool:
    """Add what is new; tell whether anything was."""
    now = parts.clock()
    rows: list[dict[str, Any]] = [
        {
            "shipment_id": shipment_id, "event_id": one.event_id, "kind": one.step.value,
            "at": min(one.occurred_at, now), "place": one.place, "note": one.note,
            "received_at": now,
        }
        for one in events
    ]  # fmt: skip
    added = session.execute(
        postgresql.insert(ShipmentEvent)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["shipment_id", "event_id"])
        .returning(ShipmentEvent.id)
    ).all()
    return bool(added)


def _delivered_at(session: Session, shipment_id: UUID, now: datetime) -> datetime:
    first = session.scalar(
        select(func.min(ShipmentEvent.at)).where(
            ShipmentEvent.shipment_id == shipment_id,
            ShipmentEvent.kind == ShipmentStep.DELIVERED.value,
        )
    )
    return first or now


def _follow(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    shipment: Shipment,
    state: ShipmentState,
    now: datetime,
) -> None:
    """The result is where its newest shipment is; delivered by any of them, it is returned."""
    newest = session.scalar(
        select(Shipment.id)
        .where(Shipment.dossier_id == dossier.id, Shipment.direction == shipment.direction)
        .order_by(Shipment.created_at.desc(), Shipment.id.desc())
        .limit(1)
    )
    if newest != shipment.id and state is not ShipmentState.DELIVERED:
        return
    dossier.delivery_state = delivery_after(DeliveryState(dossier.delivery_state), state).value
    if state is ShipmentState.DELIVERED and dossier.status == Status.COMPLETED:
        _return(session, parts, dossier, shipment, now)


def _return(
    session: Session, parts: Parts, dossier: Dossier, shipment: Shipment, now: datetime
) -> None:
    at = _delivered_at(session, shipment.id, now)
    name = shipment.address.get("name", "")
    end_handover(session, parts, dossier, at, Delivered(way=HandoverWay.POST, name=name))
    dossier.returned_at = now
    change(session, dossier, Action.RETURN_RESULT, actor=None, kind=ActorKind.SYSTEM, at=now,
           how="post", waybill=shipment.waybill)  # fmt: skip
    return_group(session, dossier, now)
