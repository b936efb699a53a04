"""The cash desk: whose fee waits to be paid, and one dossier's bill."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, PaymentOrder
from citizen_portal.services.actor import Actor, require_duty, whose_task
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.counter.waiting import WaitingPage, find_at, waiting_at
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.errors import Forbidden, NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.means import CASH
from citizen_portal.services.payments.orders import is_due
from citizen_portal.services.scope import OWN, refuse_own, sees

_S = Status
PAYABLE = (
    _S.REGISTERED, _S.ACCEPTED, _S.IN_PROCESSING, _S.SUPPLEMENT_REQUESTED, _S.PAYMENT_REQUESTED,
    _S.COMPLETED,
)  # fmt: skip
NOTHING_DUE = Text(
    "Hồ sơ này không còn khoản phí, lệ phí nào phải nộp. Không thu thêm tiền.",
    "Nothing is left to pay for this dossier. Take no more money.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPage:
    """A dossier's bill at the cash desk; amounts in đồng.

    ``too_much`` is what was paid beyond the bill and is to be given back.
    ``held_back`` says why nothing is taken; ``last_cash`` is what was taken last, None if never.
    """

    dossier: DossierPage
    due: int
    too_much: int
    held_back: Text | None
    last_cash: int | None


def fees_waiting(
    session: Session, parts: Parts, actor: Actor | None, after: str = ""
) -> WaitingPage:
    """The dossiers whose fee is due at the officer's counters, the most urgent first."""
    officer = require_duty(actor, Duty.COLLECT)
    here = officer.agencies_for(Duty.COLLECT)
    unpaid = (Dossier.payment_state == "due",)
    return waiting_at(session, parts, Duty.COLLECT.row.seat, here, PAYABLE, unpaid, after)


def find_to_collect(session: Session, actor: Actor | None, typed: str) -> UUID:
    """The dossier with this code at the officer's counters. Raises ``WrongInput``."""
    officer = require_duty(actor, Duty.COLLECT)
    return find_at(session, Duty.COLLECT.row.seat, officer.agencies_for(Duty.COLLECT), typed)


def open_bill(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> BillPage:
    """One dossier's bill; the look is written down. Raises ``NotFound``, ``Forbidden``."""
    officer = require_duty(actor, Duty.COLLECT)
    page = open_agency_dossier(session, parts, officer, dossier_id)
    if page.receiving.id not in officer.agencies_for(Duty.COLLECT):
        raise Forbidden(whose_task(Duty.COLLECT.holders))
    dossier = session.get_one(Dossier, dossier_id)
    if page.off_limits:
        held_back: Text | None = OWN
    else:
        held_back = None if is_due(dossier) else NOTHING_DUE
    return BillPage(
        dossier=page,
        due=page.balance.owed if is_due(dossier) else 0,
        too_much=0 if page.off_limits else page.balance.too_much,
        held_back=held_back,
        last_cash=_last_cash(session, dossier_id),
    )


def _last_cash(session: Session, dossier_id: UUID) -> int | None:
    return session.scalar(
        select(PaymentOrder.amount)
        .where(
            PaymentOrder.dossier_id == dossier_id,
            PaymentOrder.gateway == CASH,
            PaymentOrder.settled_at.is_not(None),
        )
        .order_by(PaymentOrder.settled_at.desc())
        .limit(1)
    )


def lock_to_collect(session: Session, officer: Actor, dossier_id: UUID) -> Dossier:
    """A dossier of the officer's counter, for taking its money.

    Raises ``NotFound``, ``Forbidden``, also for one's own dossier or a relative's.
    """
    dossier = lock_dossier(session, dossier_id)
    if not sees(session, officer, dossier):
        raise NotFound()
    if dossier.receiving_agency_id not in officer.agencies_for(Duty.COLLECT):
        raise Forbidden(whose_task(Duty.COLLECT.holders))
    refuse_own(session, officer, dossier)
    return dossier
