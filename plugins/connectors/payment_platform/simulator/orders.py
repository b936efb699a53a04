"""An order at the simulated platform: what it asks for and how it stands."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from citizen_portal.plugin_api import PaymentFact, PaymentState
from plugins.connectors.payment_platform.messages import REFERENCE, Malformed, read_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order; ``amount`` in đồng, ``asked`` the message that opened it."""

    asked: Mapping[str, Any]
    state: PaymentState
    event_id: str
    transaction_id: str
    occurred_at: datetime

    @property
    def reference(self) -> str:
        """The partner's name for the order."""
        return str(self.asked["MaThamChieu"])

    @property
    def amount(self) -> int:
        """The whole amount in đồng."""
        return int(self.asked["SoTien"])

    @property
    def lines(self) -> list[tuple[str, int]]:
        """What is paid for, and how much for each."""
        return [
            (row["NoiDung"], row["SoTien"]) for row in self.asked["ThongTinBienLai"]["DSKhoanNop"]
        ]

    @property
    def expires_at(self) -> datetime:
        """The moment from which it cannot be paid any more."""
        return read_moment(self.asked["ThoiGianHetHan"])

    @property
    def return_address(self) -> str:
        """Where the browser goes back to, naming the order and nothing else."""
        parts = urlsplit(str(self.asked["UrlTroVe"]))
        query = "&".join(filter(None, (parts.query, urlencode({"ma": self.reference}))))
        return urlunsplit(parts._replace(query=query))

    def at(self, now: datetime) -> Order:
        """How the order stands at ``now``: unpaid for too long, it has expired."""
        if self.state is not PaymentState.PENDING or now < self.expires_at:
            return self
        return replace(
            self,
            state=PaymentState.EXPIRED,
            event_id=f"{self.event_id}-het-han",
            occurred_at=self.expires_at,
        )

    def becoming(self, state: PaymentState, now: datetime) -> Order:
        """The order after something happened to it."""
        moved = state in (PaymentState.SUCCEEDED, PaymentState.REFUNDED)
        return replace(
            self,
            state=state,
            event_id=secrets.token_hex(16),
            transaction_id=f"GD{secrets.token_hex(8).upper()}" if moved else "",
            occurred_at=now,
        )

    def fact(self) -> PaymentFact:
        """What the platform says of it, truthfully."""
        return PaymentFact(
            reference=self.reference,
            state=self.state,
            amount=self.amount,
            currency="VND",
            event_id=self.event_id,
            transaction_id=self.transaction_id,
            occurred_at=self.occurred_at,
        )


def new_order(asked: Mapping[str, Any], now: datetime) -> Order:
    """Open an order as a genuine INIT message asks. Raises ``Malformed``."""
    order = Order(
        asked=asked,
        state=PaymentState.PENDING,
        event_id=secrets.token_hex(16),
        transaction_id="",
        occurred_at=now,
    )
    try:
        addresses = [urlsplit(str(asked[name])).scheme for name in ("UrlTroVe", "UrlThongBao")]
        sound = (
            REFERENCE.fullmatch(order.reference) is not None
            and type(asked["SoTien"]) is int
            and 0 < order.amount == sum(amount for _, amount in order.lines)
            and asked["MaTienTe"] == "VND"
            and set(addresses) <= {"http", "https"}
            and order.expires_at.tzinfo is not None
        )
    except (KeyError, TypeError) as error:
        raise Malformed(f"the order lacks {error}") from None
    if not sound:
        raise Malformed("the order contradicts itself")
    return order
