"""What of a dossier's fee has been paid, and what is still owed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from citizen_portal.models import Dossier, PaymentEntry, PaymentOrder


def paid_so_far(session: Session, dossier_id: UUID) -> int:
    """The money that came in for a dossier less what went back, in đồng."""
    signed = case((PaymentEntry.kind == "capture", PaymentEntry.amount), else_=-PaymentEntry.amount)
    total = session.execute(
        select(func.coalesce(func.sum(signed), 0))
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .where(PaymentOrder.dossier_id == dossier_id)
    ).scalar_one()
    return int(total)


def owed(session: Session, dossier: Dossier) -> int:
    """What is still to be paid, in đồng; never below 0."""
    return max(dossier.fee_total - paid_so_far(session, dossier.id), 0)
