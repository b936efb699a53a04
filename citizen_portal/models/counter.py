"""The counter: tickets of the queue, results handed over, what goes by post."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class QueueTicket(Table):
    """A number of the queue at an agency's counter, anew each day.

    ``service`` is reception, cash or return; ``state`` waiting, called, served or missed.
    """

    __tablename__ = "queue_ticket"
    __table_args__ = (
        UniqueConstraint("agency_id", "day", "service", "number"),
        Index(None, "agency_id", "day", "state", "number"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    day: Mapped[date]
    service: Mapped[str]
    number: Mapped[int]
    priority: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    state: Mapped[str]
    desk: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    dossier_id: Mapped[UUID | None] = mapped_column(ForeignKey("dossier.id"))


class Handover(Table):
    """How a result came into the applicant's hands.

    ``how`` is signature, pen, code, post or electronic. ``code_hash`` is of the code that was
    sent to the applicant; ``signature_key`` where the drawn or scanned signature is stored.
    """

    __tablename__ = "handover"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    state: Mapped[str]
    how: Mapped[str] = mapped_column(default="")
    code_hash: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    recipient_name: Mapped[str] = mapped_column(default="")
    recipient_number: Mapped[str] = mapped_column(default="")
    authorised_by: Mapped[str] = mapped_column(default="")
    signature_key: Mapped[str] = mapped_column(default="")
    prepared_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    handed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Shipment(Table):
    """Something sent by the post (bưu chính công ích): papers to the agency, or the result back.

    ``direction`` is in or out; ``postage`` in đồng, never part of the fee. ``address`` is
    where it is fetched or delivered.
    """

    __tablename__ = "shipment"
    __table_args__ = (
        UniqueConstraint("carrier", "waybill"),
        Index(None, "dossier_id"),
        Index(None, "state", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    direction: Mapped[str]
    carrier: Mapped[str]
    waybill: Mapped[str | None]
    state: Mapped[str]
    address: Mapped[Json]
    postage: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class ShipmentEvent(Table):
    """What the carrier said of a shipment; only ever added."""

    __tablename__ = "shipment_event"
    __table_args__ = (UniqueConstraint("shipment_id", "event_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    shipment_id: Mapped[UUID] = mapped_column(ForeignKey("shipment.id"))
    event_id: Mapped[str]
    kind: Mapped[str]
    at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
