"""What narrows a queue: each filter is a word of the page's address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import PaymentState
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor
from citizen_portal.services.queues.columns import urgency

MINE, NOBODY = "toi", "chua"
"""In the place of an officer: oneself, and nobody yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was chosen; nothing narrows nothing. Days are whole days in Viet Nam.

    ``agency_id`` and ``seat`` say which of the officer's agencies has which part in the
    dossier; ``officer`` is an id, ``MINE`` or ``NOBODY``.
    """

    procedure_code: str = ""
    agency_id: int | None = None
    seat: Seat | None = None
    officer: UUID | str | None = None
    channel: Channel | None = None
    payment: PaymentState | None = None
    step: str = ""
    due_from: date | None = None
    due_until: date | None = None
    submitted_from: date | None = None
    submitted_until: date | None = None


def narrowed(filters: Filters, actor: Actor) -> list[ColumnElement[bool]]:
    """What holds for the dossiers that pass; agency and seat are the queue's matter."""
    found: list[ColumnElement[bool]] = []
    if filters.procedure_code:
        found.append(Dossier.procedure_code == filters.procedure_code)
    if filters.officer == NOBODY:
        found.append(Dossier.officer_id.is_(None))
    elif filters.officer is not None:
        chosen = actor.person_id if filters.officer == MINE else filters.officer
        found.append(Dossier.officer_id == chosen)
    if filters.channel is not None:
        found.append(Dossier.channel == filters.channel)
    if filters.payment is not None:
        found.append(Dossier.payment_state == filters.payment.value)
    if filters.step:
        found.append(Dossier.step == filters.step)
    return found + _between(filters)


def _between(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.due_from is not None:
        found.append(urgency >= _beginning(filters.due_from))
    if filters.due_until is not None:
        found.append(urgency < _beginning(filters.due_until + timedelta(days=1)))
    if filters.submitted_from is not None:
        found.append(Dossier.submitted_at >= _beginning(filters.submitted_from))
    if filters.submitted_until is not None:
        found.append(Dossier.submitted_at < _beginning(filters.submitted_until + timedelta(days=1)))
    return found


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
