"""Dossiers that wait at a counter, in the order of their due dates, and one found by its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from citizen_portal.domain.dossier_code import normalise
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.side_states import PaymentState
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier, PaymentEntry, PaymentOrder
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import SIGNED
from citizen_portal.services.queues.order import BY_DUE, sorted_page, write_mark
from citizen_portal.services.queues.queue import SEAT_COLUMNS, branches

PAGE = 25
NOT_HERE = Text(
    "Không có hồ sơ với mã này tại cơ quan của bạn. Hãy kiểm tra lại mã trên giấy hẹn.",
    "No dossier with this code belongs to your agency. Check the code on the slip.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A dossier that waits; ``due`` is the unpaid part of its fee, or what was paid too much."""

    id: UUID
    code: str
    applicant_name: str
    procedure_name: Text
    status: Status
    since: datetime | None
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """A page of them; ``older`` marks where the next one begins, empty at the end."""

    lines: tuple[WaitingLine, ...]
    older: str


def waiting_at(
    session: Session,
    parts: Parts,
    seat: Seat,
    agency_ids: Sequence[int],
    statuses: Sequence[Status],
    narrow: Sequence[ColumnElement[bool]] = (),
    after: str = "",
) -> WaitingPage:
    """Who waits at these agencies, for an officer whose duty there the caller has checked."""
    known: BindParameter[list[int]] = bindparam(
        "statuses", list(map(int, statuses)), expanding=True, literal_execute=True, unique=True
    )
    held = (Dossier.status.in_(known), *narrow)
    pages = [
        sorted_page(select(Dossier.id).where(there, *held), BY_DUE, after, PAGE + 1).subquery()
        for there in branches((seat,), agency_ids)
    ]
    page = union_all(*(select(one) for one in pages)).subquery()
    rows = session.execute(
        select(*_SEEN, page.c.sorted_by)
        .join(page, page.c.id == Dossier.id)
        .order_by(page.c.sorted_by, Dossier.id)
        .limit(PAGE + 1)
    ).all()
    lines = tuple(_line(parts, row) for row in rows[:PAGE])
    older = write_mark(BY_DUE, rows[PAGE - 1]) if len(rows) > PAGE else ""
    return WaitingPage(lines=lines, older=older)


_paid = (
    select(func.coalesce(func.sum(SIGNED), 0))
    .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
    .where(PaymentOrder.dossier_id == Dossier.id)
    .correlate(Dossier)
    .scalar_subquery()
)
_SEEN: tuple[Any, ...] = (
    Dossier.id, Dossier.code, Dossier.applicant_name, Dossier.procedure_code,
    Dossier.procedure_version, Dossier.status, Dossier.payment_state, Dossier.completed_at,
    Dossier.submitted_at, (Dossier.fee_total - _paid).label("rest"),
)  # fmt: skip


_UNSETTLED = (PaymentState.DUE.value, PaymentState.OVERPAID.value)


def _line(parts: Parts, row: Any) -> WaitingLine:
    procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    return WaitingLine(
        id=row.id,
        code=row.code,
        applicant_name=row.applicant_name,
        procedure_name=as_text(procedure.name),
        status=Status(row.status),
        since=row.completed_at or row.submitted_at,
        due=abs(int(row.rest)) if row.payment_state in _UNSETTLED else 0,
    )


def find_at(session: Session, seat: Seat, agency_ids: Sequence[int], typed: str) -> UUID:
    """The dossier with a code that was typed. Raises ``WrongInput``, the same for another's."""
    try:
        code = normalise(typed)
    except Unreadable as error:
        raise WrongInput({"ma": error.text}) from None
    found = session.scalar(
        select(Dossier.id).where(
            Dossier.code == code,
            SEAT_COLUMNS[seat].in_(agency_ids),
            Dossier.status != Status.DRAFT,
        )
    )
    if found is None:
        raise WrongInput({"ma": NOT_HERE})
    return found
