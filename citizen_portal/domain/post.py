"""What goes by post: how a result is wanted, what a carrier says, and where a shipment stands.

Postage is no fee: it is paid to the carrier and never part of the bill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from citizen_portal.domain.side_states import DeliveryState, moved
from citizen_portal.domain.wording import Text


class ResultWay(StrEnum):
    """How the applicant wants the result; the electronic one is always there as well."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"

    @property
    def label(self) -> Text:
        """The words that people choose by."""
        return _WAY_LABELS[self]


_WAY_LABELS: Final[Mapping[ResultWay, Text]] = {
    ResultWay.ONLINE: Text("Chỉ nhận bản điện tử", "Electronic only"),
    ResultWay.COUNTER: Text("Nhận bản giấy tại quầy", "On paper at a counter"),
    ResultWay.POST: Text("Nhận bản giấy qua bưu chính", "On paper by post"),
}


class ShipmentStep(StrEnum):
    """What a carrier says of a shipment."""

    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    NOT_DELIVERED = "not_delivered"
    DELIVERED = "delivered"
    RETURNED = "returned"


class ShipmentState(StrEnum):
    """Where a shipment stands: what its carrier said last, or that it is only ordered."""

    ORDERED = "ordered"
    REFUSED = "refused"
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    NOT_DELIVERED = "not_delivered"
    DELIVERED = "delivered"
    RETURNED = "returned"

    @property
    def label(self) -> Text:
        """The words people read."""
        return _STATE_WORDS[self][0]

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return _STATE_WORDS[self][1]

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is expected of it."""
        return self in _OVER


_STATE_WORDS: Final[Mapping[ShipmentState, tuple[Text, str]]] = {
    ShipmentState.ORDERED: (Text("Chờ bưu chính nhận", "Waiting for the carrier"), "yellow"),
    ShipmentState.REFUSED: (Text("Bưu chính không nhận", "Refused by the carrier"), "red"),
    ShipmentState.PICKED_UP: (Text("Bưu chính đã nhận", "Picked up"), "blue"),
    ShipmentState.IN_TRANSIT: (Text("Đang vận chuyển", "On the way"), "blue"),
    ShipmentState.NOT_DELIVERED: (Text("Phát không thành công", "Not delivered"), "red"),
    ShipmentState.DELIVERED: (Text("Đã phát", "Delivered"), "green"),
    ShipmentState.RETURNED: (Text("Đã chuyển hoàn", "Sent back"), "red"),
}
_OVER: Final = frozenset({ShipmentState.REFUSED, ShipmentState.DELIVERED, ShipmentState.RETURNED})
_ORDER: Final = tuple(ShipmentStep)


@dataclass(frozen=True, slots=True)
class ShipmentNews:
    """One thing that the carrier said, and when it happened."""

    step: ShipmentStep
    at: datetime


def state_after(news: Iterable[ShipmentNews]) -> ShipmentState:
    """Where a shipment stands after all that is known, in whatever order it was heard.

    The latest counts; at the same instant the one further on. What was delivered stays so.
    """
    known = list(news)
    if not known:
        return ShipmentState.ORDERED
    if any(one.step is ShipmentStep.DELIVERED for one in known):
        return ShipmentState.DELIVERED
    last = max(known, key=lambda one: (one.at, _ORDER.index(one.step)))
    return ShipmentState(last.step.value)


_FOLLOWS: Final[Mapping[ShipmentState, DeliveryState]] = {
    ShipmentState.PICKED_UP: DeliveryState.WITH_CARRIER,
    ShipmentState.IN_TRANSIT: DeliveryState.WITH_CARRIER,
    ShipmentState.NOT_DELIVERED: DeliveryState.NOT_DELIVERED,
    ShipmentState.RETURNED: DeliveryState.NOT_DELIVERED,
    ShipmentState.DELIVERED: DeliveryState.DELIVERED,
}


def delivery_after(now: DeliveryState, shipment: ShipmentState) -> DeliveryState:
    """Where the result is once its shipment stands there; it never leaves ``delivered``.

    What lies between is passed through: a carrier may tell of the delivery alone.
    """
    to = _FOLLOWS.get(shipment, now)
    if now in (to, DeliveryState.DELIVERED):
        return now
    if now is DeliveryState.NONE:
        now = moved(now, DeliveryState.WAITING)
    return moved(moved(now, DeliveryState.WITH_CARRIER), to)
