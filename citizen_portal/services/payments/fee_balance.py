"""What of a dossier's fee has been paid, what is still owed, and what was paid too much."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.fee_balance import FeeBalance
from citizen_portal.models import Dossier, PaymentEntry, PaymentOrder

CAME_IN, WENT_BACK = "capture", "refund"
"""The two kinds of entries of the ledger; the amount of both is above 0."""

SIGNED = case((PaymentEntry.kind == CAME_IN, PaymentEntry.amount), else_=-PaymentEntry.amount)
"""An entry's amount as it changes what is in the till."""


def paid_so_far(session: Session, dossier_id: UUID) -> int:
    """The money that came in for a dossier less what went back, in đồng."""
    total = session.execute(
        select(func.coalesce(func.sum(SIGNED), 0))
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .where(PaymentOrder.dossier_id == dossier_id)
    ).scalar_one()
    return int(total)


def balance(session: Session, dossier: Dossier) -> FeeBalance:
    """What the dossier is billed and what has been paid."""
    return FeeBalance(billed=dossier.fee_total, paid=paid_so_far(session, dossier.id))


def owed(session: Session, dossier: Dossier) -> int:
    """What is still to be paid, in đồng; never below 0."""
    return balance(session, dossier).owed


def settle_state(session: Session, dossier: Dossier) -> None:
    """Set the state of a locked dossier's fee to what bill and ledger say."""
    back = (
        select(PaymentEntry.id)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .where(PaymentOrder.dossier_id == dossier.id, PaymentEntry.kind == WENT_BACK)
    )
    given_back = session.execute(back.limit(1)).first() is not None
    dossier.payment_state = balance(session, dossier).state(given_back=given_back).value
