"""The officers' lists of the post: to send, on the way, not delivered; and one label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.post import ResultWay, ShipmentState
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.side_states import DeliveryState
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Shipment
from citizen_portal.procedures.connectors import PostalAddress
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.counter.waiting import WaitingLine, waiting_at
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.outgoing import OUT, newest_shipments
from citizen_portal.services.post.wishes import delivery_seen

TABS: Final[Mapping[str, tuple[Text, tuple[DeliveryState, ...]]]] = {
    "cho-gui": (Text("Chờ gửi", "To send"), (DeliveryState.NONE, DeliveryState.WAITING)),
    "dang-phat": (Text("Đang phát", "On the way"), (DeliveryState.WITH_CARRIER,)),
    "khong-phat-duoc": (Text("Không phát được", "Not delivered"), (DeliveryState.NOT_DELIVERED,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A result that goes by post; ``state`` of its newest shipment, None before the first.

    ``may_order`` when no shipment is under way; ``problem`` is the carrier's word on a refusal.
    """

    dossier: WaitingLine
    recipient: PostalAddress | None
    shipment_id: UUID | None
    waybill: str
    state: ShipmentState | None
    postage: int
    may_order: bool
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostList:
    """A page of one list; ``older`` marks where the next begins, empty at the end."""

    lines: tuple[ToSend, ...]
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is stuck on the envelope."""

    code: str
    waybill: str
    sender: str
    recipient: PostalAddress
    postage: int


def results_by_post(
    session: Session, parts: Parts, actor: Actor | None, tab: str, after: str = ""
) -> PostList:
    """Results that the officer's agencies send by post, the oldest promise first.

    ``tab`` is a key of ``TABS``. Raises ``Forbidden``, ``NotFound``.
    """
    officer = require_duty(actor, Duty.RETURN)
    if tab not in TABS:
        raise NotFound()
    narrow: tuple[ColumnElement[bool], ...] = (
        Dossier.delivery["way"].astext == ResultWay.POST.value,
        Dossier.delivery_state.in_([state.value for state in TABS[tab][1]]),
    )
    page = waiting_at(
        session, parts, Duty.RETURN.row.seat, officer.agencies_for(Duty.RETURN),
        (Status.COMPLETED,), narrow, after,
    )  # fmt: skip
    ids = [one.id for one in page.lines]
    shipments = newest_shipments(session, ids)
    wishes = session.execute(select(Dossier.id, Dossier.delivery).where(Dossier.id.in_(ids)))
    wanted = {row.id: row.delivery for row in wishes}
    lines = tuple(_line(one, wanted[one.id], shipments.get(one.id)) for one in page.lines)
    return PostList(lines=lines, older=page.older)


def _line(dossier: WaitingLine, delivery: Any, shipment: Shipment | None) -> ToSend:
    seen = delivery_seen(delivery)
    return ToSend(
        dossier=dossier,
        recipient=seen.recipient,
        shipment_id=shipment.id if shipment else None,
        waybill=(shipment.waybill or "") if shipment else "",
        state=ShipmentState(shipment.state) if shipment else None,
        postage=shipment.postage if shipment else seen.postage or 0,
        may_order=shipment is None or shipment.ended_at is not None,
        problem=shipment.address.get("problem", "") if shipment else "",
    )


def open_label(session: Session, parts: Parts, actor: Actor | None, shipment_id: UUID) -> Label:
    """The label of a shipment of the officer's agencies. Raises ``NotFound``, ``Forbidden``."""
    officer = require_duty(actor, Duty.RETURN)
    row = session.execute(
        select(Shipment, Dossier.code, Dossier.return_agency_id)
        .join(Dossier, Dossier.id == Shipment.dossier_id)
        .where(
            Shipment.id == shipment_id,
            Shipment.direction == OUT,
            Shipment.waybill.is_not(None),
            Dossier.return_agency_id.in_(officer.agencies_for(Duty.RETURN)),
        )
    ).one_or_none()
    if row is None:
        raise NotFound()
    to = row.Shipment.address
    return Label(
        code=row.code,
        waybill=row.Shipment.waybill,
        sender=parts.reference.agency(row.return_agency_id).name,
        recipient=PostalAddress(name=to["name"], phone=to["phone"], address=to["address"]),
        postage=row.Shipment.postage,
    )
