"""What can happen to an order at the simulated platform."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citizen_portal.plugin_api import PaymentState
from plugins.connectors.payment_platform.messages import VERSION, write_fact, written
from plugins.connectors.payment_platform.notices import KIND
from plugins.connectors.payment_platform.simulator.ledger import Ledger, Notice
from plugins.connectors.payment_platform.simulator.orders import Order, new_order
from plugins.connectors.payment_platform.simulator.scenarios import told
from plugins.connectors.payment_platform.simulator.sender import NoticeSender

# What must be the same when an order is opened again.
_FIXED = ("SoTien", "MaTienTe", "ThongTinBienLai")
_GAP_SECONDS = 0.05


class OrderDiffers(Exception):
    """There is an order with this reference, for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the portal is told: which story, how late (seconds), how often."""

    scenario: str = "normal"
    delay_seconds: float = 0.0
    repeat: int = 1


class Desk:
    """Opens, pays, cancels and refunds orders, and has the portal told about it."""

    def __init__(
        self,
        folder: Path,
        *,
        secrets: tuple[str, ...],
        partner: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.secrets = secrets
        self.partner = partner
        self.clock = clock
        self.book = Ledger(folder)
        self.sender = NoticeSender(self.book, secrets[0])

    def open_order(self, asked: Mapping[str, Any]) -> Order:
        """Open an order or find the same one. Raises ``OrderDiffers``, ``Malformed``."""
        order = new_order(asked, self.clock())
        with self.book.writing() as connection:
            known = self.book.order(connection, order.reference)
            if known is None:
                self.book.keep(connection, order)
                return order
        if any(known.asked[name] != asked[name] for name in _FIXED):
            raise OrderDiffers(order.reference)
        return known

    def find(self, reference: str) -> Order:
        """How an order stands now. Raises ``LookupError``."""
        with self.book.writing() as connection:
            return self._find(connection, reference)

    def pay(self, reference: str, manner: Manner | None = None) -> Order:
        """Pay an open order; anything else stays as it is. Raises ``LookupError``."""
        return self._change(reference, PaymentState.PENDING, PaymentState.SUCCEEDED, manner)

    def cancel(self, reference: str) -> Order:
        """Give up an open order; anything else stays as it is. Raises ``LookupError``."""
        return self._change(reference, PaymentState.PENDING, PaymentState.FAILED, Manner())

    def refund(self, reference: str) -> Order:
        """Pay back a paid order; anything else stays as it is. Raises ``LookupError``."""
        return self._change(reference, PaymentState.SUCCEEDED, PaymentState.REFUNDED, Manner())

    def tell(self, reference: str, manner: Manner) -> None:
        """Tell the portal how an order stands, in some manner. Raises ``LookupError``."""
        with self.book.writing() as connection:
            self._tell(connection, self._find(connection, reference), manner)
        self.sender.wake()

    def expect(self, manner: Manner, times: int) -> None:
        """Use ``manner`` for the next ``times`` payments that name none themselves."""
        self.book.remember("next", [manner.scenario, manner.delay_seconds, manner.repeat, times])

    def _find(self, connection: sqlite3.Connection, reference: str) -> Order:
        order = self.book.order(connection, reference)
        if order is None:
            raise LookupError(reference)
        return order.at(self.clock())

    def _change(
        self, reference: str, before: PaymentState, after: PaymentState, manner: Manner | None
    ) -> Order:
        chosen = manner or self._expected()
        with self.book.writing() as connection:
            order = self._find(connection, reference)
            if order.state is not before:
                return order
            order = order.becoming(after, self.clock())
            self.book.keep(connection, order)
            self._tell(connection, order, chosen)
        self.sender.wake()
        return order

    def _expected(self) -> Manner:
        scenario, delay_seconds, repeat, times = self.book.remembered("next") or ["normal", 0, 1, 0]
        if times < 1:
            return Manner()
        manner = Manner(scenario=scenario, delay_seconds=delay_seconds, repeat=repeat)
        self.expect(manner, times - 1)
        return manner

    def _tell(self, connection: sqlite3.Connection, order: Order, manner: Manner) -> None:
        due_at = time.time() + manner.delay_seconds
        for place, one in enumerate(told(manner.scenario, order.fact(), manner.repeat)):
            message = {
                **write_fact(one.fact),
                "LoaiBanTin": KIND,
                "PhienBan": VERSION,
                "MaDoiTac": self.partner,
            }
            notice = Notice(
                reference=order.reference,
                url=str(order.asked["UrlThongBao"]),
                event_id=one.fact.event_id,
                body=written(message),
                genuine=one.genuine,
                age=one.age,
                retried=one.is_true,
                due_at=due_at + place * _GAP_SECONDS,
            )
            self.book.add_notice(connection, notice)
