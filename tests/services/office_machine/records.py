"""What the tables say after a step, read in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from citizen_portal.domain.clocks import ClockEvent
from citizen_portal.domain.lifecycle import Action, ClockEffect, Status
from citizen_portal.models import (
    Dossier,
    DossierEvent,
    DueProposal,
    FeeReceipt,
    IssuedResult,
    Paper,
    PaymentEntry,
    PaymentOrder,
)

Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Records:
    """Submitted dossiers, and what belongs to them by dossier; receipts and proposals in order."""

    dossiers: Mapping[UUID, Row[Any]]
    events: Mapping[UUID, Rows]
    papers: Mapping[UUID, Rows]
    ledger: Mapping[UUID, Rows]
    receipts: Rows
    results: Rows
    proposals: Rows


_D, _E, _P = Dossier.__table__, DossierEvent.__table__, Paper.__table__
_DOSSIERS = select(_D).where(_D.c.code.is_not(None)).order_by(_D.c.submitted_at, _D.c.code)
_EVENTS = select(_E).order_by(_E.c.dossier_id, _E.c.sequence)
_PAPERS = select(_P.c.id, _P.c.dossier_id, _P.c.kind, _P.c.number, _P.c.document_number)
_LEDGER = (
    select(PaymentOrder.dossier_id, PaymentEntry.kind, PaymentEntry.amount, PaymentEntry.order_id)
    .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
    .order_by(PaymentEntry.id)
)
_RECEIPTS = select(FeeReceipt.__table__).order_by(FeeReceipt.id)
_RESULTS = select(IssuedResult.__table__).order_by(IssuedResult.id)
_PROPOSALS = select(DueProposal.__table__).order_by(DueProposal.id)


def read_records(session: Session) -> Records:
    """Read everything that the invariants speak of."""
    ask = session.execute
    return Records(
        dossiers={row.id: row for row in ask(_DOSSIERS)},
        events=_by_dossier(ask(_EVENTS).all()),
        papers=_by_dossier(ask(_PAPERS).all()),
        ledger=_by_dossier(ask(_LEDGER).all()),
        receipts=ask(_RECEIPTS).all(),
        results=ask(_RESULTS).all(),
        proposals=ask(_PROPOSALS).all(),
    )


def _by_dossier(rows: Sequence[Any]) -> Mapping[UUID, Rows]:
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.dossier_id].append(row)
    return found


def clock_events(rows: Rows) -> tuple[ClockEvent, ...]:
    """The events as the clocks read them."""
    return tuple(
        ClockEvent(
            action=Action(row.action), at=row.at, effect=ClockEffect(row.clock_effect),
            detail=row.detail, before=Status(row.from_status), after=Status(row.to_status),
        )
        for row in rows
    )  # fmt: skip
