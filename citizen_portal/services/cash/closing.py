"""Closing the day: the cash taken and given back, by whom, with its sums and receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.roles import Duty
from citizen_portal.models import Dossier, FeeReceipt, PaymentEntry, PaymentOrder, Person
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.payments.fee_balance import SIGNED
from citizen_portal.services.payments.means import CASH

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CashSum:
    """What one officer took, less what they gave back; ``amount`` in đồng."""

    name: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLine:
    """One payment in cash with its receipt; money given back has an amount below 0."""

    id: int
    dossier_id: UUID
    code: str
    receipt: str
    amount: int
    at: datetime
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfCash:
    """A day's closing list; ``older`` marks where its next page begins, 0 at the end."""

    day: date
    sums: tuple[CashSum, ...]
    lines: tuple[CashLine, ...]
    older: int

    @property
    def total(self) -> int:
        """All cash of the day, in đồng."""
        return sum(one.amount for one in self.sums)


def close_day(session: Session, actor: Actor | None, day: date, after: int = 0) -> DayOfCash:
    """The cash of a day (of Viet Nam) at the officer's counters, newest first."""
    officer = require_duty(actor, Duty.COLLECT)
    taken = _taken(officer.agencies_for(Duty.COLLECT), day)
    sums = session.execute(
        _joined(select(
            Person.full_name.label("name"), func.count().label("payments"),
            func.sum(SIGNED).label("amount"),
        )).where(taken).group_by(Person.id, Person.full_name).order_by(Person.full_name)
    )  # fmt: skip
    page = _joined(select(*_LINE)).outerjoin(FeeReceipt, FeeReceipt.order_id == PaymentOrder.id)
    page = page.where(taken).order_by(PaymentEntry.id.desc()).limit(PAGE + 1)
    rows = session.execute(page.where(PaymentEntry.id < after) if after else page).all()
    return DayOfCash(
        day=day,
        sums=tuple(
            CashSum(name=one.name, count=int(one.payments), amount=int(one.amount)) for one in sums
        ),
        lines=tuple(_line(row) for row in rows[:PAGE]),
        older=rows[PAGE - 1].id if len(rows) > PAGE else 0,
    )


_LINE: tuple[Any, ...] = (
    PaymentEntry.id, SIGNED.label("amount"), PaymentEntry.at, Dossier.id.label("dossier_id"),
    Dossier.code, FeeReceipt.series, FeeReceipt.number, Person.full_name.label("name"),
)  # fmt: skip


def _joined(statement: Any) -> Any:
    return (
        statement.select_from(PaymentEntry)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .join(Person, Person.id == PaymentOrder.collected_by_id)
    )


def _taken(agency_ids: tuple[int, ...], day: date) -> Any:
    begins = datetime.combine(day, time(), VIETNAM)
    return and_(
        Dossier.receiving_agency_id.in_(agency_ids),
        PaymentEntry.gateway == CASH,
        PaymentEntry.at >= begins,
        PaymentEntry.at < begins + timedelta(days=1),
    )


def _line(row: Any) -> CashLine:
    return CashLine(
        id=row.id,
        dossier_id=row.dossier_id,
        code=row.code or "",
        receipt=f"{row.series}/{row.number:08d}" if row.number is not None else "",
        amount=row.amount,
        at=row.at,
        name=row.name,
    )
