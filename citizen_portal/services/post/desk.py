"""The officers' lists of the post: to send, on the way, not delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

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
from citizen_portal.services.post.labels import is_under_way
from citizen_portal.services.post.outgoing import newest_shipments
from citizen_portal.services.post.wishes import delivery_seen

TABS: Final[Mapping[str, tuple[Text, tuple[DeliveryState, ...]]]] = {
    "cho-gui": (Text("Chờ gửi", "To send"), (DeliveryState.NONE, DeliveryState.WAITING)),
    "dang-phat": (Text("Đang phát", "On the way"), (DeliveryState.WITH_CARRIER,)),
    "khong-phat-duoc": (Text("Không phát được", "Not delivered"), (DeliveryState.NOT_DELIVERED,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A result that goes by post; ``state`` of its newest shipment, None before the first.

    ``may_order`` when no shipment is under way, ``may_print`` when one is that has its label;
    ``problem`` is the carrier's word on a refusal.
    """

    dossier: WaitingLine
    recipient: PostalAddress | None
    waybill: str
    state: ShipmentState | None
    postage: int
    may_order: bool
    may_print: bool
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostList:
    """A page of one list; ``older`` marks where the next begins, empty at the end."""

    lines: tuple[ToSend, ...]
    older: str

    @property
    def may_order(self) -> bool:
        """Tell whether there is something to send."""
        return any(one.may_order for one in self.lines)

    @property
    def may_print(self) -> bool:
        """Tell whether there is a label to print."""
        return any(one.may_print for one in self.lines)


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
        waybill=(shipment.waybill or "") if shipment else "",
        state=ShipmentState(shipment.state) if shipment else None,
        postage=shipment.postage if shipment else seen.postage or 0,
        may_order=shipment is None or shipment.ended_at is not None,
        may_print=is_under_way(shipment),
        problem=shipment.address.get("problem", "") if shipment else "",
    )
