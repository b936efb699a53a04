"""Labels of shipments as one PDF, printed when they are asked for and not kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    Letterhead,
    Party,
    ShippingLabel,
    ShippingLabelsContent,
)
from citizen_portal.documents.press import PaperFailed
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Shipment
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.errors import NotFound, OutOfOrder, WrongInput
from citizen_portal.services.papers.parties import as_dialled
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.outgoing import MOST, newest_shipments
from citizen_portal.services.post.wishes import address_of_agency

PICK_SOME = Text(
    f"Hãy chọn từ 1 đến {MOST} bưu gửi để in nhãn.", f"Choose 1 to {MOST} parcels to print labels."
)


def print_labels(
    session: Session, parts: Parts, actor: Actor | None, dossier_ids: Sequence[UUID]
) -> bytes:
    """The labels of what is being sent for these dossiers, a page each, in their order.

    That it was printed is written down: a label carries somebody's address. Raises
    ``Forbidden``, ``NotFound``, ``WrongInput`` for none, too many or no waybill yet,
    ``OutOfOrder``.
    """
    officer = require_duty(actor, Duty.RETURN)
    wanted = list(dict.fromkeys(dossier_ids))
    if not 0 < len(wanted) <= MOST:
        raise WrongInput({"ho_so": PICK_SOME})
    rows = session.execute(
        select(Dossier.id, Dossier.code, Dossier.return_agency_id).where(
            Dossier.id.in_(wanted),
            Dossier.return_agency_id.in_(officer.agencies_for(Duty.RETURN)),
        )
    )
    known = {row.id: row for row in rows}
    if len(known) < len(wanted):
        raise NotFound()
    shipments = newest_shipments(session, wanted)
    _require_waybills([known[one] for one in wanted], shipments)
    labels = tuple(_label(parts, known[one], shipments[one]) for one in wanted)
    content = ShippingLabelsContent(
        issued_at=parts.clock(),
        letterhead=Letterhead(agency=labels[0].sender.name),
        demo=parts.demo,
        labels=labels,
    )
    try:
        printed = parts.press.render(content.KIND, content.to_json())
    except PaperFailed as error:
        raise OutOfOrder() from error
    audit.record(session, at=parts.clock(), actor=officer, act="print_labels",
                 object_id="shipment", waybills=[one.waybill for one in labels])  # fmt: skip
    session.commit()
    return printed


def is_under_way(shipment: Shipment | None) -> bool:
    """Tell whether a shipment has its waybill and is not over: then it has a label."""
    return shipment is not None and bool(shipment.waybill) and shipment.ended_at is None


def _require_waybills(rows: Sequence[Any], shipments: dict[UUID, Shipment]) -> None:
    lacking = [row.code for row in rows if not is_under_way(shipments.get(row.id))]
    if lacking:
        codes = ", ".join(lacking)
        raise WrongInput(
            {
                "ho_so": Text(
                    f"Chưa có bưu gửi nào đang gửi của hồ sơ {codes}. Hãy bỏ chọn, hoặc tạo "
                    "vận đơn rồi đợi ít giây.",
                    f"Nothing is being sent for {codes}. Leave it out, or order a waybill and "
                    "wait some seconds.",
                )
            }
        )


def _label(parts: Parts, row: Any, shipment: Shipment) -> ShippingLabel:
    to, sender = shipment.address, address_of_agency(parts.reference.agency(row.return_agency_id))
    return ShippingLabel(
        waybill=shipment.waybill or "",
        dossier_code=row.code,
        sender=Party(name=sender.name, address=sender.address, phone=sender.phone),
        recipient=Party(name=to["name"], address=to["address"], phone=as_dialled(to["phone"])),
        postage=shipment.postage,
    )
