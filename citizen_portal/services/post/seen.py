"""The post on a dossier's page: what is wanted, and where each shipment is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.post import ShipmentState, ShipmentStep
from citizen_portal.models import Shipment, ShipmentEvent
from citizen_portal.services.actor import Actor, require_person

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen:
    """One thing that the carrier said."""

    state: ShipmentState
    at: datetime
    place: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentSeen:
    """A shipment with its events, newest first; ``postage`` in đồng, 0 when unknown."""

    incoming: bool
    waybill: str
    state: ShipmentState
    postage: int
    created_at: datetime
    ended_at: datetime | None
    problem: str
    events: tuple[StepSeen, ...]


def shipments_of(
    session: Session, actor: Actor | None, dossier_id: UUID
) -> tuple[ShipmentSeen, ...]:
    """The shipments of a dossier, newest first; opening the dossier was the permission."""
    require_person(actor)
    rows = session.execute(
        select(Shipment, ShipmentEvent)
        .join(ShipmentEvent, ShipmentEvent.shipment_id == Shipment.id, isouter=True)
        .where(Shipment.dossier_id == dossier_id)
        .order_by(Shipment.created_at.desc(), Shipment.id, ShipmentEvent.at.desc())
        .limit(MOST_EVENTS)
    ).all()
    shipments = {row.Shipment.id: row.Shipment for row in rows}
    events: dict[UUID, list[StepSeen]] = {}
    for row in rows:
        if row.ShipmentEvent is not None:
            events.setdefault(row.Shipment.id, []).append(_step(row.ShipmentEvent))
    return tuple(
        ShipmentSeen(
            incoming=one.direction == "in",
            waybill=one.waybill or "",
            state=ShipmentState(one.state),
            postage=one.postage,
            created_at=one.created_at,
            ended_at=one.ended_at,
            problem=one.address.get("problem", ""),
            events=tuple(events.get(one.id, ())),
        )
        for one in shipments.values()
    )


def _step(row: ShipmentEvent) -> StepSeen:
    return StepSeen(
        state=ShipmentState(ShipmentStep(row.kind).value),
        at=row.at,
        place=row.place,
        note=row.note,
    )
