"""Giving back what was paid too much: the ledger, the receipts and the dossier tell it together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, insert, literal_column, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.money import format_vnd, parse_amount
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.models import (
    Dossier,
    FeeReceipt,
    PaymentEntry,
    PaymentOrder,
    ReceiptCancellation,
)
from citizen_portal.models.dossier import OVERPAID
from citizen_portal.procedures.connectors import PaymentState
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.cash.desk import lock_to_collect
from citizen_portal.services.cash.taking import known_before, write_cash_order
from citizen_portal.services.change import change
from citizen_portal.services.counter.waiting import WaitingPage, waiting_at
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import WENT_BACK, balance, settle_state
from citizen_portal.services.payments.fee_receipts import Received, issue_receipt
from citizen_portal.services.payments.means import CASH

MOST_REASON = 1000
NOTHING_TO_GIVE = Text(
    "Hồ sơ này không có khoản nộp thừa. Không hoàn tiền.",
    "Nothing was paid too much for this dossier. Give no money back.",
)
REASON_WANTED = Text(
    "Ghi lý do và căn cứ hoàn tiền.", "Give the reason and the ground for giving money back."
)


def overpaid(session: Session, parts: Parts, actor: Actor | None, after: str = "") -> WaitingPage:
    """The dossiers at the officer's counters of which money is to be given back."""
    officer = require_duty(actor, Duty.COLLECT)
    here = officer.agencies_for(Duty.COLLECT)
    narrow = (literal_column(OVERPAID, Boolean()),)
    return waiting_at(session, parts, Duty.COLLECT.row.seat, here, tuple(Status)[1:], narrow, after)


def give_back(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, key: str,
    amount: str, reason: str,
) -> None:  # fmt: skip
    """Enter cash that is given back to the applicant, in one transaction.

    The newest receipts over the amount are cancelled by a record of their own, and one receipt is
    issued over what was kept of them. ``key`` (16 hexadecimal digits) is of the page that was
    filled in: the same page sent twice gives back once. Raises ``NotFound``, ``Forbidden``,
    ``NotPossibleNow`` when nothing was paid too much, ``WrongInput`` with every problem.
    """
    officer = require_duty(actor, Duty.COLLECT)
    dossier = lock_to_collect(session, officer, dossier_id)
    reference = f"HT{key}"
    if known_before(session, dossier, key, reference):
        session.rollback()
        return
    excess = balance(session, dossier).too_much
    if not excess:
        raise NotPossibleNow(NOTHING_TO_GIVE)
    why = reason.strip()[:MOST_REASON]
    _refuse_wrong(amount, excess, why)
    now = parts.clock()
    order = _enter(session, parts, officer, dossier, reference, excess)
    receipt = _replace_receipts(session, parts, officer, dossier, order, why)
    settle_state(session, dossier)
    kind = next(
        one for one in Duty.COLLECT.holders if one in officer.roles_at(dossier.receiving_agency_id)
    )
    change(
        session, dossier, Action.GIVE_BACK, actor=officer, kind=kind, at=now, reason=why,
        paper_id=receipt.paper_id if receipt else None, amount=excess, reference=reference,
    )  # fmt: skip
    session.commit()


def _refuse_wrong(amount: str, excess: int, reason: str) -> None:
    problems: dict[str, Text] = {}
    try:
        typed = parse_amount(amount)
    except Unreadable as error:
        problems["so_tien"] = error.text
    else:
        if typed != excess:
            problems["so_tien"] = Text(
                f"Phải hoàn đúng {format_vnd(excess)}; bạn đã nhập {format_vnd(typed)}.",
                f"Exactly {format_vnd(excess)} goes back; you typed {format_vnd(typed)}.",
            )
    if not reason:
        problems["ly_do"] = REASON_WANTED
    if problems:
        raise WrongInput(problems)


def _enter(
    session: Session, parts: Parts, officer: Actor, dossier: Dossier, reference: str, amount: int
) -> PaymentOrder:
    order = write_cash_order(
        session, parts, officer, dossier, reference, amount, PaymentState.REFUNDED
    )
    now = order.settled_at = order.created_at
    session.execute(
        insert(PaymentEntry).values(
            order_id=order.id, kind=WENT_BACK, gateway=CASH, transaction_id=reference,
            amount=amount, at=now,
        )
    )  # fmt: skip
    return order


def _replace_receipts(
    session: Session, parts: Parts, officer: Actor, dossier: Dossier, order: PaymentOrder, why: str
) -> FeeReceipt | None:
    """Cancel the newest receipts that cover what goes back; return the one over what is kept."""
    cancelled: list[FeeReceipt] = []
    for receipt in _valid_receipts(session, dossier):
        if sum(one.amount for one in cancelled) >= order.amount:
            break
        cancelled.append(receipt)
    kept = sum(one.amount for one in cancelled) - order.amount
    replacing: FeeReceipt | None = None
    if kept:
        first = session.get_one(PaymentOrder, cancelled[-1].order_id)
        received = Received(
            amount=kept,
            at=first.settled_at or parts.clock(),
            gateway=first.gateway,
            reference=first.reference,
            replaces=", ".join(f"{one.number:08d}" for one in reversed(cancelled)),
        )
        replacing = issue_receipt(session, parts, dossier, order, received)
    _cancel(session, cancelled, replacing, why, parts.clock(), officer)
    return replacing


def _valid_receipts(session: Session, dossier: Dossier) -> list[FeeReceipt]:
    return list(
        session.scalars(
            select(FeeReceipt)
            .outerjoin(ReceiptCancellation, ReceiptCancellation.receipt_id == FeeReceipt.id)
            .where(FeeReceipt.dossier_id == dossier.id, ReceiptCancellation.receipt_id.is_(None))
            .order_by(FeeReceipt.id.desc())
        )
    )


def _cancel(
    session: Session,
    cancelled: list[FeeReceipt],
    replaced_by: FeeReceipt | None,
    reason: str,
    at: datetime,
    officer: Actor,
) -> None:
    session.execute(
        insert(ReceiptCancellation),
        [
            {
                "receipt_id": one.id,
                "replaced_by_id": replaced_by.id if replaced_by else None,
                "reason": reason,
                "at": at,
                "by_id": officer.person_id,
            }
            for one in cancelled
        ],
    )
