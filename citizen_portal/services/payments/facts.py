"""What a gateway says becomes money received, exactly once and for the exact amount.

Everything that does not fit is parked for a person; nothing is guessed and nothing dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import Dossier, PaymentEntry, PaymentNotice, PaymentOrder
from citizen_portal.procedures.connectors import NoticeRefused, PaymentFact, PaymentState
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.events import confirm_payment
from citizen_portal.services.payments.fee_balance import CAME_IN, paid_so_far, settle_state
from citizen_portal.services.payments.fee_receipts import issue_fee_receipt

CLOSED = (Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a message: ``applied``, ``noted``, ``parked`` or ``refused``, and why."""

    name: str
    note: str


def receive_notice(
    session: Session, parts: Parts, gateway_name: str, headers: dict[str, str], body: bytes
) -> Verdict:
    """Take a gateway's server-to-server notice.

    The permission here is the signature: an unproven notice is kept, refused and changes
    nothing. Raises ``LookupError`` for an unknown gateway.
    """
    gateway = parts.gateways[gateway_name]
    try:
        fact = gateway.read_notice(headers, body, now=parts.clock())
    except NoticeRefused as error:
        _keep(session, parts, gateway_name, "notice", None, body, Verdict("refused", error.reason))
        audit.record(session, at=parts.clock(), actor=None, act="payment_notice",
                     object_id=gateway_name, outcome=f"refused: {error.reason}")  # fmt: skip
        session.commit()
        return Verdict("refused", error.reason)
    return apply_fact(session, parts, gateway_name, fact, body, source="notice")


def apply_fact(
    session: Session,
    parts: Parts,
    gateway_name: str,
    fact: PaymentFact,
    body: bytes,
    *,
    source: str,
) -> Verdict:
    """Apply a proven fact, from a notice or a status query, in one transaction."""
    order = session.scalars(
        select(PaymentOrder).where(PaymentOrder.reference == fact.reference).with_for_update()
    ).one_or_none()
    dossier = None
    if order is not None:
        dossier = session.get_one(Dossier, order.dossier_id, with_for_update=True)
    verdict = _judge(session, gateway_name, order, dossier, fact, body)
    if verdict.name == "applied" and order is not None and dossier is not None:
        settle(session, parts, order, dossier, fact)
    elif verdict == _ENDED and order is not None:
        order.state = fact.state.value
    if source == "notice" or verdict.name in ("applied", "parked"):
        _keep(session, parts, gateway_name, source, fact, body, verdict)
    session.commit()
    return verdict


_ENDED = Verdict("noted", "the order ended without payment")


def _judge(
    session: Session,
    gateway_name: str,
    order: PaymentOrder | None,
    dossier: Dossier | None,
    fact: PaymentFact,
    body: bytes,
) -> Verdict:
    if order is None or dossier is None or order.gateway != gateway_name:
        return Verdict("parked", "no such order")
    if _said_otherwise(session, gateway_name, fact, body):
        return Verdict("parked", "the same event with another content")
    if fact.state is PaymentState.REFUNDED:
        return Verdict("parked", "a refund")
    if fact.state is PaymentState.PENDING:
        return Verdict("noted", "not decided yet")
    if fact.state is not PaymentState.SUCCEEDED:
        return _ENDED if order.state == "pending" else Verdict("noted", "already settled")
    if fact.amount != order.amount or fact.currency != "VND":
        return Verdict("parked", f"{fact.amount} {fact.currency} for an order of {order.amount}")
    return _judge_success(session, order, dossier, fact)


def _judge_success(
    session: Session, order: PaymentOrder, dossier: Dossier, fact: PaymentFact
) -> Verdict:
    captured = session.execute(
        select(PaymentEntry.transaction_id).where(
            PaymentEntry.order_id == order.id, PaymentEntry.kind == CAME_IN
        )
    ).scalar_one_or_none()
    if captured is not None:
        same = captured == fact.transaction_id
        return Verdict("noted", "again") if same else Verdict("parked", "a second payment")
    if not fact.transaction_id:
        return Verdict("parked", "success without a transaction")
    if _transaction_known(session, order.gateway, fact.transaction_id):
        return Verdict("parked", "a transaction of another order")
    if dossier.payment_state == "paid" or _too_much(session, dossier, fact.amount):
        return Verdict("parked", "the fee was already paid by another order")
    if dossier.status in CLOSED:
        return Verdict("parked", "the dossier is closed")
    return Verdict("applied", "")


def _too_much(session: Session, dossier: Dossier, amount: int) -> bool:
    """Tell whether another order has paid so much that this one would pay something twice."""
    paid = paid_so_far(session, dossier.id)
    return paid > 0 and paid + amount > dossier.fee_total


def _said_otherwise(session: Session, gateway: str, fact: PaymentFact, body: bytes) -> bool:
    earlier = session.scalars(
        select(PaymentNotice.body).where(
            PaymentNotice.gateway == gateway,
            PaymentNotice.event_id == fact.event_id,
            PaymentNotice.source == "notice",
            PaymentNotice.verdict != "refused",
        )
    ).first()
    return earlier is not None and earlier != body


def _transaction_known(session: Session, gateway: str, transaction_id: str) -> bool:
    known = select(PaymentEntry.id).where(
        PaymentEntry.gateway == gateway, PaymentEntry.transaction_id == transaction_id
    )
    return session.execute(known).first() is not None


def settle(
    session: Session, parts: Parts, order: PaymentOrder, dossier: Dossier, fact: PaymentFact,
    cashier: Actor | None = None,
) -> None:  # fmt: skip
    """Enter money that came in: the only way in which a fee becomes paid, cash included.

    Part of a transaction that holds the dossier and has judged the fact. ``cashier`` vouches
    for cash and is named in the dossier's history.
    """
    now = parts.clock()
    session.execute(
        insert(PaymentEntry).values(
            order_id=order.id,
            kind=CAME_IN,
            gateway=order.gateway,
            transaction_id=fact.transaction_id,
            amount=fact.amount,
            at=fact.occurred_at,
        )
    )
    order.state = PaymentState.SUCCEEDED.value
    order.settled_at = now
    paper_id = issue_fee_receipt(session, parts, dossier, order, fact.occurred_at)
    settle_state(session, dossier)
    confirm_payment(session, parts, dossier, now, paper_id, order, cashier)


def _keep(
    session: Session,
    parts: Parts,
    gateway: str,
    source: str,
    fact: PaymentFact | None,
    body: bytes,
    verdict: Verdict,
) -> None:
    session.execute(
        insert(PaymentNotice).values(
            gateway=gateway,
            source=source,
            event_id=fact.event_id if fact else "",
            reference=fact.reference if fact else "",
            body=body[:65536],
            received_at=parts.clock(),
            verdict=verdict.name,
            note=verdict.note,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedNotice:
    """A message about money that waits for a person."""

    id: int
    gateway: str
    reference: str
    received_at: datetime
    note: str
    dossier_id: UUID | None
    dossier_code: str | None


def parked_notices(session: Session, most: int = 100) -> list[ParkedNotice]:
    """What waits for a person, oldest first; for administrators, whom the caller has checked."""
    rows = session.execute(
        select(
            PaymentNotice.id, PaymentNotice.gateway, PaymentNotice.reference,
            PaymentNotice.received_at, PaymentNotice.note,
            Dossier.id.label("dossier_id"), Dossier.code.label("dossier_code"),
        )
        .outerjoin(PaymentOrder, PaymentOrder.reference == PaymentNotice.reference)
        .outerjoin(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .where(PaymentNotice.verdict == "parked", PaymentNotice.handled_at.is_(None))
        .order_by(PaymentNotice.id)
        .limit(most)
    )  # fmt: skip
    return [ParkedNotice(**row._mapping) for row in rows]
