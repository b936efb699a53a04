"""Asking a gateway after an order whose notice has not come."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, PaymentOrder
from citizen_portal.queue import enqueue
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.facts import Verdict, apply_fact
from citizen_portal.services.payments.orders import ask_gateway

PAUSES = (60, 120, 300, 600, 1200, 1800, 3600, 7200)
"""Seconds between questions; the last one comes hours after an order has expired."""

UNKNOWN = Verdict("noted", "the gateway does not know the order")
NOT_YET = Text(
    "Hệ thống thanh toán chưa ghi nhận khoản tiền này. Nếu bạn đã bị trừ tiền, "
    "khoản đó sẽ được ghi nhận tự động; không cần thanh toán lại.",
    "The payment system has not recorded this payment yet. If you were charged, "
    "it will be recorded by itself; do not pay again.",
)


def recheck_payment(session: Session, parts: Parts, actor: Actor | None, reference: str) -> Verdict:
    """Ask now, because the payer wants to know. Raises ``NotFound``, ``OutOfOrder``."""
    person = require_person(actor)
    gateway = session.execute(
        select(PaymentOrder.gateway)
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .where(PaymentOrder.reference == reference, Dossier.person_id == person.person_id)
    ).scalar_one_or_none()
    if gateway is None:
        raise NotFound()
    session.rollback()  # no transaction stays open while the gateway thinks
    return ask_and_apply(session, parts, gateway, reference)


def ask_again(session: Session, parts: Parts, reference: str, times: int) -> None:
    """The worker's question: ask, apply, and come back later while nothing is decided."""
    order = session.execute(
        select(PaymentOrder.gateway, PaymentOrder.state).where(PaymentOrder.reference == reference)
    ).one()
    session.rollback()
    if order.state != "pending":
        return
    ask_and_apply(session, parts, order.gateway, reference)
    state = session.execute(
        select(PaymentOrder.state).where(PaymentOrder.reference == reference)
    ).scalar_one()
    if state == "pending" and times < len(PAUSES):
        enqueue(session, "ask_gateway", delay=PAUSES[times], reference=reference, times=times + 1)
    session.commit()


def ask_and_apply(session: Session, parts: Parts, gateway: str, reference: str) -> Verdict:
    """Ask a gateway of an order and apply its answer; no transaction is open while it thinks.

    Raises ``OutOfOrder``.
    """
    fact = ask_gateway(parts, gateway, reference)
    if fact is None:
        return UNKNOWN
    return apply_fact(session, parts, gateway, fact, repr(fact).encode(), source="query")
