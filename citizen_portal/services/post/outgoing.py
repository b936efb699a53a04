"""Sending results: officers order shipments, a job asks the carrier for their waybills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.post import ResultWay, ShipmentState
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.side_states import DeliveryState, moved
from citizen_portal.domain.wording import Text
from citizen_portal.models import (
    DeclaredRelative,
    Dossier,
    IssuedResult,
    Paper,
    Person,
    Shipment,
)
from citizen_portal.procedures.connectors import (
    AddressRefused,
    Carrier,
    ConnectorUnavailable,
    PostalAddress,
    ShipmentOrder,
    Waybill,
)
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.incoming import NO_CARRIER
from citizen_portal.services.post.wishes import (
    address_of_agency,
    address_to_json,
    delivery_seen,
    first_carrier,
)
from citizen_portal.services.processing.approval import NOT_IN_FORCE, NOT_PAID, NOT_READY
from citizen_portal.services.scope import OWN

OUT: Final = "out"
MOST: Final = 50
EVENTS: Final = "/buu-chinh/su-kien"
"""Where carriers post events, below the portal's address; a carrier's name follows."""

PICK_SOME = Text(
    f"Hãy chọn từ 1 đến {MOST} hồ sơ để tạo vận đơn.",
    f"Choose 1 to {MOST} dossiers to be sent.",
)
NOT_TO_SEND = Text(
    "Hồ sơ không chờ gửi kết quả qua bưu chính tại cơ quan của bạn.",
    "No result of this dossier waits to be posted by your agency.",
)
NO_ADDRESS = Text(
    "Hồ sơ chưa có địa chỉ nhận. Hãy liên hệ người nộp.",
    "There is no address to send to. Ask the applicant.",
)
ON_ITS_WAY = Text("Kết quả đã có vận đơn.", "The result has a waybill already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What became of several dossiers: how many are ordered, and why others are not, by code."""

    count: int
    refused: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is known of the chosen dossiers together, read at once."""

    own: frozenset[UUID]
    unpaid_groups: frozenset[UUID]
    papers: Mapping[UUID, Sequence[Any]]
    on_the_way: frozenset[UUID]


def order_shipments(
    session: Session, parts: Parts, actor: Actor | None, dossier_ids: Sequence[UUID]
) -> Ordered:
    """Order a shipment for each result that can be sent; the others are named with the reason.

    Pressing twice orders once. Raises ``Forbidden``, ``WrongInput`` for none or too many,
    ``NotPossibleNow`` without a carrier.
    """
    officer = require_duty(actor, Duty.RETURN)
    carrier = first_carrier(parts)
    if carrier is None:
        raise NotPossibleNow(NO_CARRIER)
    if not 0 < len(set(dossier_ids)) <= MOST:
        raise WrongInput({"ho_so": PICK_SOME})
    dossiers = _lock(session, officer, dossier_ids)
    chosen = _read(session, officer, dossiers)
    ordered, refused = [], []
    for dossier in dossiers:
        why = _why_not(chosen, dossier)
        if why is None:
            ordered.append(_add(session, parts, officer, carrier, dossier))
        else:
            refused.append((dossier.code or "", why))
    refused += [("", NOT_TO_SEND)] * (len(set(dossier_ids)) - len(dossiers))
    session.flush()
    for shipment in ordered:
        enqueue(session, "order_waybill", shipment_id=str(shipment.id))
    audit.record(session, at=parts.clock(), actor=officer, act="order_shipments",
                 object_id="shipment",
                 dossiers=[str(one.dossier_id) for one in ordered])  # fmt: skip
    session.commit()
    return Ordered(count=len(ordered), refused=tuple(refused))


def _lock(session: Session, officer: Actor, dossier_ids: Sequence[UUID]) -> Sequence[Dossier]:
    """Those of the officer's agencies, always in one order: nobody waits in a circle."""
    here = officer.agencies_for(Duty.RETURN)
    return session.scalars(
        select(Dossier)
        .where(Dossier.id.in_(dossier_ids), Dossier.return_agency_id.in_(here))
        .order_by(Dossier.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _read(session: Session, officer: Actor, dossiers: Sequence[Dossier]) -> _Chosen:
    ids = [one.id for one in dossiers]
    relatives = (
        select(Person.id)
        .join(DeclaredRelative, DeclaredRelative.personal_number == Person.personal_number)
        .where(DeclaredRelative.person_id == officer.person_id)
    )
    mine = or_(Dossier.person_id == officer.person_id, Dossier.person_id.in_(relatives))
    groups = [one.parent_id for one in dossiers if one.parent_id is not None]
    unpaid = select(Dossier.id).where(Dossier.id.in_(groups), Dossier.payment_state == "due")
    papers: dict[UUID, list[Any]] = {}
    for row in session.execute(
        select(Paper.dossier_id, Paper.state, IssuedResult.state.label("standing"))
        .join(IssuedResult, IssuedResult.paper_id == Paper.id, isouter=True)
        .where(Paper.dossier_id.in_(ids), Paper.kind == "result")
    ):
        papers.setdefault(row.dossier_id, []).append(row)
    going = select(Shipment.dossier_id).where(
        Shipment.dossier_id.in_(ids), Shipment.direction == OUT, Shipment.ended_at.is_(None)
    )
    return _Chosen(
        own=frozenset(session.scalars(select(Dossier.id).where(Dossier.id.in_(ids), mine))),
        unpaid_groups=frozenset(session.scalars(unpaid)),
        papers=papers,
        on_the_way=frozenset(session.scalars(going)),
    )


def _why_not(chosen: _Chosen, dossier: Dossier) -> Text | None:
    """Why a result cannot be sent now, or None."""
    delivery = delivery_seen(dossier.delivery)
    if dossier.status != Status.COMPLETED or delivery.way is not ResultWay.POST:
        return NOT_TO_SEND
    if dossier.id in chosen.own:
        return OWN
    if dossier.id in chosen.on_the_way:
        return ON_ITS_WAY
    if delivery.recipient is None:
        return NO_ADDRESS
    if dossier.parent_id in chosen.unpaid_groups or (
        dossier.parent_id is None and dossier.payment_state == "due"
    ):
        return NOT_PAID
    return _result_not_ready(chosen.papers.get(dossier.id, ()))


def _result_not_ready(papers: Sequence[Any]) -> Text | None:
    in_force = [one.state for one in papers if one.standing in (None, "in_force")]
    if papers and not in_force:
        return NOT_IN_FORCE
    ready = bool(in_force) and all(state == "ready" for state in in_force)
    return None if ready else NOT_READY


def _add(
    session: Session, parts: Parts, officer: Actor, carrier: Carrier, dossier: Dossier
) -> Shipment:
    recipient = delivery_seen(dossier.delivery).recipient
    shipment = Shipment(
        id=parts.new_id(),
        dossier_id=dossier.id,
        direction=OUT,
        carrier=carrier.name,
        waybill=None,
        state=ShipmentState.ORDERED.value,
        address={**(address_to_json(recipient) if recipient else {}), "paid_by": "recipient"},
        created_at=parts.clock(),
        created_by_id=officer.person_id,
    )
    session.add(shipment)
    state = DeliveryState(dossier.delivery_state)
    dossier.delivery_state = moved(state, DeliveryState.WAITING).value
    return shipment


def order_waybill(session: Session, parts: Parts, shipment_id: UUID) -> None:
    """The worker's part: ask the carrier for a waybill; the same again changes nothing.

    An address that the carrier refuses ends the shipment and says why. Raises
    ``ConnectorUnavailable``.
    """
    row = session.execute(
        select(Shipment, Dossier.code, Dossier.return_agency_id)
        .join(Dossier, Dossier.id == Shipment.dossier_id)
        .where(Shipment.id == shipment_id)
    ).one()
    shipment = row.Shipment
    if shipment.waybill is not None or shipment.ended_at is not None:
        return
    order = _order(parts, shipment, row.code, row.return_agency_id)
    carrier = parts.carriers.get(shipment.carrier)
    session.rollback()  # no transaction stays open while the carrier thinks
    if carrier is None:
        raise ConnectorUnavailable("nobody carries by this name")
    try:
        waybill: Waybill | None = carrier.create_shipment(order)
        problem = ""
    except AddressRefused as error:
        waybill, problem = None, error.reason
    shipment = session.get_one(Shipment, shipment_id, with_for_update=True, populate_existing=True)
    if waybill is None:
        shipment.state = ShipmentState.REFUSED.value
        shipment.ended_at = parts.clock()
        shipment.address = {**shipment.address, "problem": problem}
    else:
        shipment.waybill = waybill.number
        shipment.postage = waybill.postage
    session.commit()


def _order(parts: Parts, shipment: Shipment, code: str, agency_id: int) -> ShipmentOrder:
    to = shipment.address
    return ShipmentOrder(
        reference=shipment.id.hex,
        sender=address_of_agency(parts.reference.agency(agency_id)),
        recipient=PostalAddress(name=to["name"], phone=to["phone"], address=to["address"]),
        content=f"Kết quả hồ sơ {code}",
        events_url=f"{parts.base_url}{EVENTS}/{shipment.carrier}",
    )


def newest_shipments(session: Session, dossier_ids: Sequence[UUID]) -> dict[UUID, Shipment]:
    """The newest shipment with a result, by dossier; the caller has checked who asks."""
    newest = (
        select(
            Shipment.id,
            func.row_number()
            .over(
                partition_by=Shipment.dossier_id,
                order_by=(Shipment.created_at.desc(), Shipment.id.desc()),
            )
            .label("place"),
        )
        .where(Shipment.dossier_id.in_(dossier_ids), Shipment.direction == OUT)
        .subquery()
    )
    rows = session.scalars(
        select(Shipment).join(newest, newest.c.id == Shipment.id).where(newest.c.place == 1)
    )
    return {one.dossier_id: one for one in rows}
