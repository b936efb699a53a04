"""Paying: an order for the frozen amount, opened at the gateway and followed until settled."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.fee_balance import lines_paid
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.folding import fold
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, FeeReceipt, Paper, PaymentOrder
from citizen_portal.procedures.connectors import (
    ConnectorUnavailable,
    PaymentFact,
    PaymentGateway,
    PaymentRequest,
)
from citizen_portal.queue import enqueue
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.change import lock_own_dossier
from citizen_portal.services.errors import NotFound, NotPossibleNow, OutOfOrder
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import owed, paid_so_far

ORDER_LIFE = timedelta(minutes=90)
FIRST_QUESTION = 60
"""Seconds after which a job asks the gateway, in case its notice never comes."""

NOTHING_DUE = Text(
    "Hồ sơ này không có khoản phí nào cần nộp.", "There is nothing to pay for this dossier."
)
GATEWAY_DOWN = Text(
    "Hệ thống thanh toán chưa phản hồi. Bạn chưa bị trừ tiền; hãy thử lại sau ít phút.",
    "The payment system does not answer. You have not been charged; try again in a few minutes.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order to pay, as the page after the gateway shows it.

    ``receipt`` is the number of its receipt among the dossier's papers, None before it is paid.
    """

    dossier_id: UUID
    dossier_code: str
    reference: str
    amount: int
    state: str
    payment_state: str
    created_at: datetime
    receipt: int | None


def start_payment(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> str:
    """Open an order at the gateway, or the one already open; return the address to pay at.

    Raises ``NotFound``, ``NotPossibleNow`` when nothing is due, ``OutOfOrder``.
    """
    person = require_person(actor, 2)
    dossier = lock_own_dossier(session, person, dossier_id)
    back = f"{parts.base_url}/thanh-toan/tro-ve"
    return open_at_gateway(session, parts, dossier, person.name, back).address


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedOrder:
    """An order that the gateway knows, and the address to pay it at."""

    reference: str
    address: str


def open_at_gateway(
    session: Session, parts: Parts, dossier: Dossier, payer: str, return_url: str
) -> OpenedOrder:
    """Open the order of a locked dossier, or find the open one; ends the transaction.

    Raises ``NotPossibleNow`` when nothing is due, ``OutOfOrder``.
    """
    if not is_due(dossier):
        raise NotPossibleNow(NOTHING_DUE)
    gateway = next(iter(parts.gateways.values()), None)
    if gateway is None:
        raise OutOfOrder(GATEWAY_DOWN)
    order = _open_order(session, parts, dossier, gateway)
    request = _request(session, parts, dossier, order, gateway, payer, return_url)
    session.commit()
    try:
        address = gateway.start_payment(request)
    except ConnectorUnavailable as error:
        raise OutOfOrder(GATEWAY_DOWN) from error
    return OpenedOrder(reference=request.reference, address=address)


class HasFee(Protocol):
    """A dossier, or what a page shows of it."""

    @property
    def payment_state(self) -> str:
        """Where the fee stands."""

    @property
    def status(self) -> int:
        """Where the dossier is."""


def is_due(dossier: HasFee) -> bool:
    """Tell whether money is waited for: a fee is unpaid, and the dossier has not ended."""
    terminal = (Status.DRAFT, Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED)
    return dossier.payment_state == "due" and dossier.status not in terminal


def _open_order(
    session: Session, parts: Parts, dossier: Dossier, gateway: PaymentGateway
) -> PaymentOrder:
    now, amount = parts.clock(), owed(session, dossier)
    order = session.scalars(
        select(PaymentOrder)
        .where(
            PaymentOrder.dossier_id == dossier.id,
            PaymentOrder.gateway == gateway.name,
            PaymentOrder.state == "pending",
            PaymentOrder.amount == amount,
            PaymentOrder.expires_at > now + timedelta(minutes=5),
        )
        .order_by(PaymentOrder.created_at.desc())
    ).first()
    if order is not None:
        return order
    order = PaymentOrder(
        id=parts.new_id(),
        dossier_id=dossier.id,
        gateway=gateway.name,
        reference=f"TT{secrets.token_hex(8).upper()}",
        amount=amount,
        state="pending",
        created_at=now,
        expires_at=now + ORDER_LIFE,
    )
    session.add(order)
    session.flush()
    enqueue(session, "ask_gateway", delay=FIRST_QUESTION, reference=order.reference, times=1)
    return order


def _request(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    order: PaymentOrder,
    gateway: PaymentGateway,
    payer: str,
    return_url: str,
) -> PaymentRequest:
    fee = FeeAssessment.from_json(dossier.fee or {"lines": []})
    return PaymentRequest(
        reference=order.reference,
        amount=order.amount,
        dossier_code=dossier.code or "",
        description=f"HS {order.reference}",
        payer_name=fold(payer).upper(),
        lines=lines_paid(fee, paid_so_far(session, dossier.id), order.amount),
        return_url=return_url,
        notice_url=f"{parts.base_url}/thanh-toan/thong-bao/{gateway.name}",
        expires_at=order.expires_at,
    )


def open_order(session: Session, parts: Parts, actor: Actor | None, reference: str) -> OrderView:
    """The actor's own order. Raises ``NotFound``."""
    person = require_person(actor)
    row = session.execute(
        select(
            PaymentOrder.dossier_id, Dossier.code.label("dossier_code"), PaymentOrder.reference,
            PaymentOrder.amount, PaymentOrder.state, Dossier.payment_state,
            PaymentOrder.created_at, Paper.number.label("receipt"),
        )
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .outerjoin(FeeReceipt, FeeReceipt.order_id == PaymentOrder.id)
        .outerjoin(Paper, Paper.id == FeeReceipt.paper_id)
        .where(PaymentOrder.reference == reference, Dossier.person_id == person.person_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound()
    return OrderView(**row._mapping)


def ask_gateway(parts: Parts, gateway_name: str, reference: str) -> PaymentFact | None:
    """What the gateway says of an order now; None when it does not know the order.

    Raises ``OutOfOrder`` when it does not answer.
    """
    gateway = parts.gateways.get(gateway_name)
    if gateway is None:
        raise OutOfOrder(GATEWAY_DOWN)
    try:
        return gateway.query_payment(reference)
    except LookupError:
        return None
    except ConnectorUnavailable as error:
        raise OutOfOrder(GATEWAY_DOWN) from error
