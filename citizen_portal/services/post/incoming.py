"""Papers that come by post: from when the time to accept counts, and who noted the parcel."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.clocks import ARRIVED_AT
from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from citizen_portal.domain.post import ShipmentState
from citizen_portal.domain.roles import Duty, Seat
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Shipment
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.acceptance import count_acceptance
from citizen_portal.services.actor import Actor, require_duty, require_person
from citizen_portal.services.change import change
from citizen_portal.services.counter.on_behalf import lock_to_apply
from citizen_portal.services.counter.waiting import find_at
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.wishes import first_carrier
from citizen_portal.services.scope import refuse_own, seat_for

IN: Final = "in"
PAPERS_COME: Final = frozenset(
    status for row in TRANSITIONS if row.action is Action.ARRIVE for status in row.from_statuses
)
"""Where a parcel is still news for the dossier; later it is only written down as such."""

_WAYBILL = re.compile(r"[A-Z0-9]{6,40}", re.ASCII)
NO_WAYBILL = Text(
    "Số vận đơn gồm 6 đến 40 chữ cái và chữ số, in trên phiếu gửi.",
    "A waybill has 6 to 40 letters and digits; it is printed on the slip of the post.",
)
OTHERS_WAYBILL = Text(
    "Số vận đơn này đã ghi cho hồ sơ khác. Hãy kiểm tra lại.",
    "This waybill belongs to another dossier. Check it.",
)
NOT_BY_POST = Text(
    "Hồ sơ này không còn chờ giấy tờ gửi qua bưu chính.",
    "This dossier does not wait for papers by post any more.",
)
NO_CARRIER = Text(
    "Cổng chưa kết nối với bưu chính. Hãy nộp giấy tờ trực tuyến hoặc tại quầy.",
    "The portal is not connected to a carrier. Hand the papers in online or at the counter.",
)


def declare_waybill(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, waybill: str
) -> None:
    """The applicant tells under which number their papers travel; the carrier is asked after it.

    Raises ``NotFound``, ``WrongInput``, ``NotPossibleNow``.
    """
    person = require_person(actor)
    dossier, _ = lock_to_apply(session, person, dossier_id, Action.SUBMIT)
    if dossier.channel != Channel.POST or dossier.status != Status.REGISTERED:
        raise NotPossibleNow(NOT_BY_POST)
    shipment = _incoming(session, parts, dossier, waybill, person)
    enqueue(session, "ask_carrier", shipment_id=str(shipment.id))
    audit.record(session, at=parts.clock(), actor=person, act="declare_waybill",
                 object_id=dossier_id)  # fmt: skip
    session.commit()


def register_parcel(
    session: Session, parts: Parts, actor: Actor | None, waybill: str, code: str
) -> UUID:
    """A one-stop officer notes a parcel that came; the time to accept counts from now.

    Returns the dossier's id. Raises ``WrongInput`` for a code of nobody or another agency,
    ``Forbidden`` also for one's own dossier.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    found = find_at(session, Seat.RECEIVING, officer.agencies_for(Duty.RECEIVE), code)
    dossier = lock_with_group(session, found)
    refuse_own(session, officer, dossier)
    shipment = _incoming(session, parts, dossier, waybill, officer)
    if shipment.state != ShipmentState.DELIVERED:
        arrive(session, parts, dossier, shipment, parts.clock(), by=officer)
    audit.record(session, at=parts.clock(), actor=officer, act="register_parcel",
                 object_id=found, waybill=shipment.waybill)  # fmt: skip
    session.commit()
    return found


def arrive(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    shipment: Shipment,
    at: datetime,
    by: Actor | None = None,
) -> None:
    """The parcel is at the agency since ``at``: the carrier says so, or an officer opened it.

    Of several parcels the first begins the time to accept; each is an event of the dossier.
    """
    shipment.state = ShipmentState.DELIVERED.value
    shipment.ended_at = at
    if dossier.channel != Channel.POST or Status(dossier.status) not in PAPERS_COME:
        return
    here = max(at, dossier.submitted_at or at)
    if dossier.acceptance_due_at is None and dossier.accepted_at is None:
        procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
        count_acceptance(parts, dossier, procedure, here)
    told: dict[str, Any] = {"waybill": shipment.waybill, ARRIVED_AT: here.isoformat()}
    kind, _ = seat_for(by, dossier, Action.ARRIVE) if by else (ActorKind.SYSTEM, None)
    change(
        session, dossier, Action.ARRIVE, actor=by, kind=kind, at=parts.clock(),
        **told,
    )  # fmt: skip


def _incoming(
    session: Session, parts: Parts, dossier: Dossier, waybill: str, by: Actor
) -> Shipment:
    """The parcel of this number, written down if it is new. Raises ``WrongInput``."""
    carrier = first_carrier(parts)
    if carrier is None:
        raise NotPossibleNow(NO_CARRIER)
    number = "".join(waybill.split()).upper()
    if not _WAYBILL.fullmatch(number):
        raise WrongInput({"van_don": NO_WAYBILL})
    known = session.scalars(
        select(Shipment).where(Shipment.carrier == carrier.name, Shipment.waybill == number)
    ).one_or_none()
    if known is not None:
        if known.dossier_id != dossier.id or known.direction != IN:
            raise WrongInput({"van_don": OTHERS_WAYBILL})
        return known
    shipment = Shipment(
        id=parts.new_id(),
        dossier_id=dossier.id,
        direction=IN,
        carrier=carrier.name,
        waybill=number,
        state=ShipmentState.ORDERED.value,
        address={},
        created_at=parts.clock(),
        created_by_id=by.person_id,
    )
    session.add(shipment)
    session.flush()
    return shipment
