"""Money received is told in the dossier, and takes a dossier further that waited for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.roles import Duty, Seat
from citizen_portal.models import Dossier, PaymentOrder
from citizen_portal.services.acceptance import count_acceptance_again
from citizen_portal.services.actor import Actor, require_role
from citizen_portal.services.change import agency_at, change, note_event
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.pauses import WAITED_FOR_PAYMENT, count_on


def confirm_payment(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    at: datetime,
    paper_id: UUID,
    order: PaymentOrder,
    cashier: Actor | None = None,
) -> None:
    """Tell that an order was paid; once nothing is owed, a dossier that waited goes back.

    ``cashier`` is the officer who took cash; otherwise the event is the system's.
    It goes back to where the payment was asked for. There the time to accept counts anew; in
    processing the due date moves by the working time that it waited.
    """
    told: dict[str, Any] = {
        "actor": cashier, "kind": _capacity(dossier, cashier), "at": at, "paper_id": paper_id,
        "amount": order.amount, "reference": order.reference,
    }  # fmt: skip
    waited = dossier.status == Status.PAYMENT_REQUESTED and dossier.payment_state == "paid"
    if not waited:
        note_event(
            session, dossier, Action.CONFIRM_PAYMENT, before=Status(dossier.status),
            agency_id=agency_at(dossier, Seat.RECEIVING), **told,
        )  # fmt: skip
        return
    moved: dict[str, Any] = {}
    if dossier.asked_from == Status.IN_PROCESSING:
        moved = count_on(session, parts, dossier, at, WAITED_FOR_PAYMENT)
    else:
        count_acceptance_again(parts, dossier, at)
    change(session, dossier, Action.CONFIRM_PAYMENT, **told, **moved)
    dossier.asked_from = None


def _capacity(dossier: Dossier, cashier: Actor | None) -> ActorKind:
    if cashier is None:
        return ActorKind.SYSTEM
    return require_role(cashier, dossier.receiving_agency_id, Duty.COLLECT.holders)
