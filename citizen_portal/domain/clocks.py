"""The clocks of a dossier, derived from its raw events and never stored as truth.

Two of them measure the same work: the legal time begins again after a complete supplement
(Nghị định 61/2018/NĐ-CP, Điều 19), the quality index (Quyết định 766/QĐ-TTg, 2.1) lets the
time run on and subtracts what the applicant took.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from citizen_portal.domain.data.clock_limits import SUPPLEMENT_WORKING_DAYS
from citizen_portal.domain.deadline import Deadline, DueDate, due_date, hand_over_at
from citizen_portal.domain.lifecycle import Action, ClockEffect, Status
from citizen_portal.domain.urgency import Urgency, how_urgent
from citizen_portal.domain.working_time import WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """What a clock reads of an event; ``detail`` holds moments as ISO texts.

    ``before`` and ``after`` are the statuses around it, which the time to accept follows.
    """

    action: Action
    at: datetime
    effect: ClockEffect = ClockEffect.NONE
    detail: Mapping[str, Any]
    before: Status | None = None
    after: Status | None = None


Events = Sequence[ClockEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A term with its start, its end if it has ended, and how it stands.

    ``began`` is what it counts from, where that differs from dossier to dossier.
    """

    start: datetime
    due: datetime
    ended: datetime | None
    urgency: Urgency
    began: Action | None = None


def clock(
    start: datetime,
    due: datetime,
    ended: datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
    began: Action | None = None,
) -> Clock:
    """Return the clock of a term as it stands at ``now``."""
    urgency = how_urgent(start, due, ended or now, calendar, over=ended is not None)
    return Clock(start=start, due=due, ended=ended, urgency=urgency, began=began)


WAITS_FOR: Final = "waits_for"
"""In an event's detail: what has to come before the time to accept begins."""

ARRIVED_AT: Final = "arrived_at"
"""In an event's detail: when a parcel was there, which the portal may hear of later."""

_WAITED_FOR: Final = frozenset({Action.ARRIVE, Action.GROUP_ACCEPTED})


def acceptance_clock(
    events: Events, hours: float, now: datetime, calendar: WorkingCalendar
) -> Clock | None:
    """Return the time to accept, refuse or ask; None before it begins.

    ``hours`` are working hours. It begins whenever the dossier becomes registered; of papers
    that travel with the first parcel, of an interlinked dossier's part with the group's
    acceptance.
    """
    start, ended, began, waits = None, None, None, False
    for event in events:
        here = event.after is Status.REGISTERED
        enters = here and event.before is not Status.REGISTERED
        comes = waits and event.action in _WAITED_FOR
        if enters:
            waits, ended = waits or WAITS_FOR in event.detail, None
        elif comes:
            waits = False
        elif event.before is Status.REGISTERED and not here:
            ended = event.at
        if enters or (comes and here):
            start, began = (None, None) if waits else (happened_at(event), event.action)
    if start is None or began is None:
        return None
    due = calendar.add_working_hours(start, hours)
    return clock(start, due, ended, now, calendar, began)


def happened_at(event: ClockEvent) -> datetime:
    """Return when it happened: of a parcel when it was there, not when that was heard."""
    arrived = event.detail.get(ARRIVED_AT)
    return event.at if arrived is None else datetime.fromisoformat(arrived)


_ENDS = (
    Action.ISSUE, Action.COMPLETE, Action.RETURN_RESULT, Action.STOP, Action.WITHDRAW,
    Action.REFUSE,
)  # fmt: skip


def accepted_at(events: Events) -> datetime | None:
    """Return when the dossier was accepted, or None."""
    return next((one.at for one in events if one.action is Action.ACCEPT), None)


def handed_over_at(events: Events, calendar: WorkingCalendar) -> datetime | None:
    """Return when an accepted dossier is with the handling unit, or None before acceptance."""
    for event in events:
        if event.action is Action.TRANSFER and "handed_over_at" in event.detail:
            return datetime.fromisoformat(event.detail["handed_over_at"])
    accepted = accepted_at(events)
    return None if accepted is None else hand_over_at(accepted, calendar)


def supplement_limit(events: Events, calendar: WorkingCalendar) -> datetime | None:
    """Return until when the handling unit may ask for a supplement, or None before that."""
    received = handed_over_at(events, calendar)
    if received is None:
        return None
    return calendar.add_working_days(received, SUPPLEMENT_WORKING_DAYS)


def legal_start(events: Events) -> datetime | None:
    """Return from when the legal time counts: acceptance, or the last complete supplement."""
    counted = (ClockEffect.START, ClockEffect.RESTART)
    return next((one.at for one in reversed(events) if one.effect in counted), None)


def if_supplemented(
    deadline: Deadline, answered_at: datetime, calendar: WorkingCalendar
) -> DueDate:
    """Return when the result would be due if a complete supplement came at that moment."""
    return due_date(deadline, answered_at, calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexClock:
    """The time as the quality index counts it.

    ``waited`` is the applicant's time for supplements; ``on_time`` is None without a promise.
    """

    start: datetime
    end: datetime
    promised: datetime | None
    waited: timedelta
    requests: int
    on_time: bool | None

    @property
    def spent(self) -> timedelta:
        """The time that counts, in days of the calendar."""
        return self.end - self.start - self.waited


def index_clock(events: Events, now: datetime) -> IndexClock | None:
    """Return the index's view at ``now``; None for what was never accepted.

    A dossier that waits for its first supplement ends, for the index, when it was asked for;
    more than one request counts as overdue. The time that the applicant took is subtracted
    from the date promised first: that promise is not begun again.
    """
    start = accepted_at(events)
    if start is None:
        return None
    waits = _waits(events)
    requests, waited = len(waits), sum((b - a for a, b in waits if b is not None), timedelta())
    open_wait = next((a for a, b in waits if b is None), None)
    end = _end(events) or open_wait or now
    promised = _promised(events)
    on_time = None if promised is None else requests <= 1 and end - waited <= promised
    return IndexClock(
        start=start, end=end, promised=promised, waited=waited, requests=requests, on_time=on_time
    )


def _end(events: Events) -> datetime | None:
    """When the work ended; a reopened dossier is at work again, a suspended one still is."""
    ended = None
    for event in events:
        if event.action in _ENDS:
            ended = ended or event.at
        elif event.action is Action.REOPEN:
            ended = None
    return ended


def _waits(events: Events) -> list[tuple[datetime, datetime | None]]:
    """The applicant's times for supplements during processing; the end of an open one is None."""
    waits: list[tuple[datetime, datetime | None]] = []
    for event in events:
        if event.action is Action.REQUEST_SUPPLEMENT and event.effect is ClockEffect.PAUSE:
            waits.append((event.at, None))
        elif waits and waits[-1][1] is None and event.effect in _GOES_ON:
            waits[-1] = (waits[-1][0], event.at)
    return waits


_GOES_ON = (ClockEffect.RESTART, ClockEffect.RUN, ClockEffect.STOP)


def _promised(events: Events) -> datetime | None:
    """The due date promised before any supplement began the legal time again."""
    promised = None
    for event in events:
        if event.effect is ClockEffect.RESTART:
            break
        if event.detail.get("due_at"):
            promised = datetime.fromisoformat(event.detail["due_at"])
    return promised


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBudget:
    """The working hours of a step: given, spent, and left (below zero when overdrawn)."""

    hours: float
    left: float
    due: datetime
    urgency: Urgency

    @property
    def spent(self) -> float:
        """Working hours used up, pauses aside."""
        return self.hours - self.left


def step_budget(
    since: datetime, due: datetime, hours: float, now: datetime, calendar: WorkingCalendar
) -> StepBudget:
    """Return how much is left of a step's ``hours``; ``due`` has moved on with every pause."""
    between = calendar.working_hours_between
    left = min(between(now, due), hours) if now <= due else -between(due, now)
    return StepBudget(
        hours=hours, left=left, due=due, urgency=how_urgent(since, due, now, calendar)
    )
