"""What holds of time and money: due dates, the index's clock, fees, and states beside."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Row

from citizen_portal.domain.clocks import index_clock
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.moment import in_vietnam
from citizen_portal.domain.side_states import (
    DeliveryState,
    DigitisationState,
    PaymentState,
    SyncState,
    moved,
)
from citizen_portal.domain.working_time import WorkingCalendar
from tests.services.office_machine.people import Office
from tests.services.office_machine.records import Records, Rows, clock_events

_MAY_COME_EARLIER = {Action.MOVE.value, Action.APOLOGISE.value}
"""Another agency has another calendar; a supplement counts anew what an apology had put off."""


def check_due_dates(office: Office, now: Records, before: Records) -> None:
    """What was set in this step lies in working hours, and never before what was promised."""
    for dossier_id, dossier in now.dossiers.items():
        former = before.dossiers.get(dossier_id)
        was = former.due_at if former else None
        if dossier.due_at is None:
            assert was is None, "a promise is not taken back"
            continue
        if dossier.due_at == was:
            continue
        calendar = office.town.parts.reference.calendar(dossier.handling_agency_id)
        assert in_working_hours(calendar, dossier.due_at), dossier.due_at
        assert in_vietnam(datetime.fromisoformat(dossier.due["at"])) == dossier.due_at
        actions = {one.action for one in now.events[dossier_id]}
        if was is not None and not actions & _MAY_COME_EARLIER:
            assert dossier.due_at >= was
    _check_proposals(office, now, before)


def _check_proposals(office: Office, now: Records, before: Records) -> None:
    """Editions only add days off here: nothing they propose is earlier."""
    known = {one.id for one in before.proposals}
    for one in now.proposals:
        if one.id in known:
            continue
        actions = {event.action for event in now.events[one.dossier_id]}
        if Action.MOVE not in actions:
            assert one.due_after > one.due_before, (one.due_before, one.due_after)
        calendar = office.town.parts.reference.calendar(one.agency_id)
        assert in_working_hours(calendar, one.due_after), one.due_after


def in_working_hours(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Tell whether the office is open, its closing included."""
    local = in_vietnam(moment)
    return any(opens <= local.time() <= closes for opens, closes in calendar.hours_on(local.date()))


def check_index(office: Office, now: Records) -> None:
    """The applicant's time for supplements is not counted, nor anything else left out."""
    for dossier_id, events in now.events.items():
        seen = index_clock(clock_events(events), office.clock())
        accepted = next((one.at for one in events if one.action == Action.ACCEPT), None)
        assert (seen is None) == (accepted is None)
        if seen is None or accepted is None:
            continue
        waits = _waits(events, accepted)
        assert seen.waited == sum(waits, timedelta()), dossier_id
        assert seen.start == accepted
        assert seen.spent >= timedelta()
        assert seen.start <= seen.end <= office.clock()


def _waits(events: Rows, accepted: datetime) -> list[timedelta]:
    """How long the status was that of a supplement asked for after acceptance, each time."""
    found = []
    for one, following in pairwise(events):
        if one.to_status == Status.SUPPLEMENT_REQUESTED and one.at >= accepted:
            found.append((one.at, following.at, following.to_status))
    return [until - since for since, until, _ in _joined(found)]


def _joined(
    stretches: list[tuple[datetime, datetime, int]],
) -> list[tuple[datetime, datetime, int]]:
    """Events in between, as of money that comes in, do not end a wait."""
    joined: list[tuple[datetime, datetime, int]] = []
    for since, until, status in stretches:
        if joined and joined[-1][2] == Status.SUPPLEMENT_REQUESTED and joined[-1][1] == since:
            since = joined.pop()[0]
        joined.append((since, until, status))
    return [one for one in joined if one[2] != Status.SUPPLEMENT_REQUESTED]


def check_money(now: Records, before: Records) -> None:
    """The state of the fee is what the ledger says; every payment has its one receipt."""
    receipts = {one.order_id: one for one in now.receipts}
    captures = 0
    for dossier_id, dossier in now.dossiers.items():
        entries = [one for one in now.ledger[dossier_id] if one.kind == "capture"]
        captures += len(entries)
        paid = sum(one.amount for one in entries)
        billed = sum(line["amount"] for line in dossier.fee["lines"])
        assert dossier.fee_total == billed
        earlier = sum(one.amount for one in before.ledger.get(dossier_id, ()))
        if paid > earlier > 0:
            assert paid <= dossier.fee_total, "nobody pays twice"
        state = PaymentState(dossier.payment_state)
        assert (state is PaymentState.DUE) == (paid < dossier.fee_total), (state, paid, billed)
        assert (state is PaymentState.NONE) == (billed == paid == 0)
        assert (state is PaymentState.OVERPAID) == (paid > dossier.fee_total)
        if dossier.status == Status.PAYMENT_REQUESTED:
            assert state is PaymentState.DUE
        for one in entries:
            assert receipts[one.order_id].amount == one.amount
    assert len(receipts) == len(now.receipts) == captures


def check_beside(now: Records, before: Records) -> None:
    """The states beside the status go only where they may."""
    for dossier_id, dossier in now.dossiers.items():
        former = before.dossiers.get(dossier_id)
        if former is not None:
            moved(PaymentState(former.payment_state), PaymentState(dossier.payment_state))
            moved(DeliveryState(former.delivery_state), DeliveryState(dossier.delivery_state))
            moved(SyncState(former.sync_state), SyncState(dossier.sync_state))
            moved(
                DigitisationState(former.digitisation_state),
                DigitisationState(dossier.digitisation_state),
            )


def check_waiting(dossier: Row[Any]) -> None:
    """Who waits knows where it goes back to, and nobody else goes back anywhere."""
    waits = dossier.status in (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)
    if waits:
        assert dossier.asked_from in (Status.REGISTERED, Status.IN_PROCESSING)
    elif dossier.status in (Status.ACCEPTED, Status.IN_PROCESSING, Status.REGISTERED):
        assert dossier.asked_from is None
