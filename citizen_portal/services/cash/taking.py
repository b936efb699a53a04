"""Taking cash: the exact amount, once, with its receipt in the same moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.money import format_vnd, parse_amount
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, PaymentOrder
from citizen_portal.procedures.connectors import PaymentFact, PaymentState
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.cash.desk import NOTHING_DUE, lock_to_collect
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.facts import settle
from citizen_portal.services.payments.fee_balance import owed
from citizen_portal.services.payments.means import CASH
from citizen_portal.services.payments.orders import is_due

GIVEN_MISSING = Text(
    "Nhập số tiền người nộp đưa để tính tiền thừa.",
    "Type what the payer gave to work out the change.",
)
_KEY = re.compile(r"[0-9A-F]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the cashier typed: the fee taken, and (empty or not) what the payer gave."""

    amount: str
    given: str = ""


def work_out_change(counted: Counted, due: int) -> int:
    """What the payer gets back in đồng, before the money is taken.

    Raises ``WrongInput`` with every problem, also when it was not typed what they gave.
    """
    change = change_due(counted, due)
    if change is None:
        raise WrongInput({"khach_dua": GIVEN_MISSING})
    return change


def change_due(counted: Counted, due: int) -> int | None:
    """What the payer gets back in đồng; None when it was not typed what they gave.

    The amount must be what is due, to the đồng. Raises ``WrongInput`` with every problem.
    """
    problems: dict[str, Text] = {}
    amount = _read(counted.amount, "so_tien", problems)
    if amount is not None and amount != due:
        problems["so_tien"] = Text(
            f"Phải thu đúng {format_vnd(due)}; bạn đã nhập {format_vnd(amount)}.",
            f"Exactly {format_vnd(due)} is due; you typed {format_vnd(amount)}.",
        )
    given = _read(counted.given, "khach_dua", problems) if counted.given.strip() else None
    if given is not None and given < due:
        problems["khach_dua"] = Text(
            f"Người nộp đưa {format_vnd(given)}, còn thiếu {format_vnd(due - given)}.",
            f"The payer gave {format_vnd(given)}; {format_vnd(due - given)} is missing.",
        )
    if problems:
        raise WrongInput(problems)
    return None if given is None else given - due


def _read(typed: str, field: str, problems: dict[str, Text]) -> int | None:
    try:
        return parse_amount(typed)
    except Unreadable as error:
        problems[field] = error.text
        return None


def take_cash(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, key: str,
    counted: Counted,
) -> None:  # fmt: skip
    """Enter cash that lies on the desk, and issue its receipt, in one transaction.

    ``key`` (16 hexadecimal digits) is of the page that was filled in: the same page sent twice
    takes the money once. Raises ``NotFound``, ``Forbidden``, ``NotPossibleNow`` when nothing is
    due, ``WrongInput``.
    """
    officer = require_duty(actor, Duty.COLLECT)
    dossier = lock_to_collect(session, officer, dossier_id)
    reference = f"TM{key}"
    if known_before(session, dossier, key, reference):
        session.rollback()
        return
    if not is_due(dossier):
        raise NotPossibleNow(NOTHING_DUE)
    due = owed(session, dossier)
    change_due(counted, due)
    order = write_cash_order(session, parts, officer, dossier, reference, due)
    settle(session, parts, order, dossier, _fact(order), officer)
    audit.record(session, at=parts.clock(), actor=officer, act="take_cash", object_id=dossier_id,
                 amount=due, reference=reference)  # fmt: skip
    session.commit()


def known_before(session: Session, dossier: Dossier, key: str, reference: str) -> bool:
    """Tell whether a page's key was used for this dossier already.

    Raises ``NotFound`` for what is no key, and for one of another dossier.
    """
    if not _KEY.fullmatch(key):
        raise NotFound()
    known = session.scalar(
        select(PaymentOrder.dossier_id).where(PaymentOrder.reference == reference)
    )
    if known is not None and known != dossier.id:
        raise NotFound()
    return known is not None


def write_cash_order(
    session: Session, parts: Parts, officer: Actor, dossier: Dossier, reference: str, amount: int,
    state: PaymentState = PaymentState.PENDING,
) -> PaymentOrder:  # fmt: skip
    """Cash over the desk, in whichever direction, as an order of its own; ``amount`` in đồng."""
    now = parts.clock()
    order = PaymentOrder(
        id=parts.new_id(),
        dossier_id=dossier.id,
        gateway=CASH,
        reference=reference,
        amount=amount,
        state=state.value,
        created_at=now,
        expires_at=now + timedelta(minutes=1),
        collected_by_id=officer.person_id,
    )
    session.add(order)
    session.flush()
    return order


def _fact(order: PaymentOrder) -> PaymentFact:
    """What the cashier vouches for, in the words in which a gateway would."""
    return PaymentFact(
        reference=order.reference,
        state=PaymentState.SUCCEEDED,
        amount=order.amount,
        currency="VND",
        event_id=order.reference,
        transaction_id=order.reference,
        occurred_at=order.created_at,
    )
