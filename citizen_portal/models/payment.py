"""Money: orders, what gateways said, what was received, and the numbered proof of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Identity, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class PaymentOrder(Table):
    """One attempt to pay a dossier's fee, for a frozen amount in đồng.

    ``collected_by_id`` is who took it at a counter.
    """

    __tablename__ = "payment_order"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    gateway: Mapped[str]
    reference: Mapped[str] = mapped_column(unique=True)
    amount: Mapped[int]
    state: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    collected_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PaymentNotice(Table):
    """What a gateway said, kept raw before it is believed.

    ``verdict`` is applied, noted (nothing to do), parked (for a person) or refused;
    ``handled_at`` closes a parked one.
    """

    __tablename__ = "payment_notice"
    __table_args__ = (
        Index(None, "gateway", "event_id"),
        Index(None, "verdict", "id"),
        Index(None, "reference"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    gateway: Mapped[str]
    source: Mapped[str]
    event_id: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    body: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    verdict: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    handled_at: Mapped[datetime | None]


class PaymentEntry(Table):
    """The ledger: money that moved; only ever added."""

    __tablename__ = "payment_entry"
    __table_args__ = (
        UniqueConstraint("order_id", "kind"),
        UniqueConstraint("gateway", "transaction_id", "kind"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("payment_order.id"))
    kind: Mapped[str]
    gateway: Mapped[str]
    transaction_id: Mapped[str]
    amount: Mapped[int]
    at: Mapped[datetime]


class ReceiptCancellation(Table):
    """That a receipt no longer counts, and why; the receipt itself stays. Only ever added.

    ``replaced_by_id`` is the receipt over what was kept, None when all of it went back.
    """

    __tablename__ = "receipt_cancellation"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("fee_receipt.id"), primary_key=True)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("fee_receipt.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class FeeReceipt(Table):
    """The numbered receipt of one payment; numbers run without gaps per series and year."""

    __tablename__ = "fee_receipt"
    __table_args__ = (
        UniqueConstraint("collector", "form_symbol", "series", "year", "number"),
        Index(None, "dossier_id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("payment_order.id"), unique=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"))
    collector: Mapped[str]
    form_symbol: Mapped[str]
    series: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    amount: Mapped[int]
    issued_at: Mapped[datetime]
