"""Paying with one's own phone at the counter: the officer opens the order and sees it settle."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.models import Dossier, PaymentOrder
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.cash.desk import lock_to_collect
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.asking_gateways import ask_and_apply
from citizen_portal.services.payments.facts import Verdict
from citizen_portal.services.payments.means import CASH
from citizen_portal.services.payments.orders import OpenedOrder, open_at_gateway

PAID_HERE = "/thanh-toan/tai-quay"
"""Where the payer's phone ends: a page that needs no login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhonePayment:
    """An order that is being paid with a phone; ``amount`` in đồng."""

    dossier_id: UUID
    dossier_code: str
    reference: str
    amount: int
    state: str
    payment_state: str

    @property
    def waits(self) -> bool:
        """Tell whether it may still be paid."""
        return self.state == "pending" and self.payment_state == "due"


def open_phone_payment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> OpenedOrder:
    """Open the applicant's order at the gateway, or find the open one.

    Raises ``NotFound``, ``Forbidden``, ``NotPossibleNow`` when nothing is due, ``OutOfOrder``.
    """
    officer = require_duty(actor, Duty.COLLECT)
    dossier = lock_to_collect(session, officer, dossier_id)
    back = f"{parts.base_url}{PAID_HERE}"
    audit.record(session, at=parts.clock(), actor=officer, act="open_phone_payment",
                 object_id=dossier_id)  # fmt: skip
    return open_at_gateway(session, parts, dossier, dossier.applicant_name, back)


def see_phone_payment(
    session: Session, actor: Actor | None, dossier_id: UUID, reference: str
) -> PhonePayment:
    """How the order stands, for the counter that opened it. Raises ``NotFound``."""
    officer = require_duty(actor, Duty.COLLECT)
    row = session.execute(
        select(
            PaymentOrder.dossier_id, Dossier.code.label("dossier_code"), PaymentOrder.reference,
            PaymentOrder.amount, PaymentOrder.state, Dossier.payment_state,
        )
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .where(
            PaymentOrder.reference == reference,
            PaymentOrder.gateway != CASH,
            Dossier.id == dossier_id,
            Dossier.receiving_agency_id.in_(officer.agencies_for(Duty.COLLECT)),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound()
    return PhonePayment(**row._mapping)


def recheck_phone_payment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, reference: str
) -> Verdict:
    """Ask the gateway now. Raises ``NotFound``, ``OutOfOrder``."""
    officer = require_duty(actor, Duty.COLLECT)
    see_phone_payment(session, officer, dossier_id, reference)
    gateway = session.scalars(
        select(PaymentOrder.gateway).where(PaymentOrder.reference == reference)
    ).one()
    session.rollback()
    return ask_and_apply(session, parts, gateway, reference)
