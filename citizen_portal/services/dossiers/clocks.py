"""The clocks of one dossier as its officers and its owner see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from citizen_portal.domain.clocks import (
    Clock,
    ClockEvent,
    IndexClock,
    StepBudget,
    acceptance_clock,
    accepted_at,
    clock,
    handed_over_at,
    if_supplemented,
    index_clock,
    legal_start,
    step_budget,
    supplement_limit,
)
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.due_steps import explain_acceptance
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import day_in_vietnam, format_day
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import OutOfOrder, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.step_budget import step_hours

FURTHEST_YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksView:
    """The clocks that run, or ran; None where one has not begun.

    ``supplement_until`` is the last moment for the handling unit to ask for a supplement.
    """

    acceptance: Clock | None
    accepted_at: datetime | None
    handed_over_at: datetime | None
    supplement_until: datetime | None
    legal: Clock | None
    index: IndexClock | None
    step: StepBudget | None


def view_clocks(parts: Parts, dossier: DossierPage) -> ClocksView:
    """Derive the clocks of an opened dossier from its events; opening it was the permission."""
    now, events = parts.clock(), _events(dossier)
    receiving = parts.reference.calendar(dossier.receiving.id)
    handling = parts.reference.calendar(dossier.agency.id)
    hours = dossier.procedure.acceptance_hours_for(dossier.channel)
    start = legal_start(events)
    legal = None
    if start is not None and dossier.due_at is not None:
        legal = clock(start, dossier.due_at, dossier.completed_at, now, handling)
    return ClocksView(
        acceptance=acceptance_clock(events, hours, now, receiving),
        accepted_at=accepted_at(events),
        handed_over_at=handed_over_at(events, handling),
        supplement_until=supplement_limit(events, handling),
        legal=legal,
        index=index_clock(events, now),
        step=_step(parts, dossier, now),
    )


def why_answered_by(parts: Parts, dossier: DossierPage) -> DueDate | None:
    """Until when the agency answers, and why; None while nothing is to be answered."""
    seen = view_clocks(parts, dossier).acceptance
    if seen is None or seen.began is None or dossier.status is not Status.REGISTERED:
        return None
    hours = dossier.procedure.acceptance_hours_for(dossier.channel)
    calendar = parts.reference.calendar(dossier.receiving.id)
    steps = explain_acceptance(seen.began.label, seen.start, hours, seen.due, calendar)
    return DueDate(at=seen.due, steps=steps, calendar_version=calendar.version)


def _step(parts: Parts, dossier: DossierPage, now: datetime) -> StepBudget | None:
    hours = step_hours(dossier.procedure, dossier.step)
    since, due = dossier.step_since, dossier.step_due_at
    if hours is None or since is None or due is None or dossier.status is not Status.IN_PROCESSING:
        return None
    calendar = parts.reference.calendar(dossier.agency.id)
    return step_budget(since, due, hours, now, calendar)


def _events(dossier: DossierPage) -> tuple[ClockEvent, ...]:
    return tuple(
        ClockEvent(
            action=one.action, at=one.at, effect=one.clock, detail=one.detail,
            before=one.from_status, after=one.to_status,
        )
        for one in dossier.events
    )  # fmt: skip


def due_if_supplemented(parts: Parts, dossier: DossierPage, answered_on: date) -> DueDate:
    """When the result is due if a supplement is asked for now and answered on that day.

    The answer is taken to come at the day's close. Raises ``WrongInput`` for a day that
    has passed or lies too far ahead, ``OutOfOrder``.
    """
    today = parts.today()
    latest = date(today.year + FURTHEST_YEARS, 12, 31)
    if not today <= answered_on <= latest:
        raise WrongInput({"bo-sung-ngay": _range(today, latest)})
    calendar = parts.reference.calendar(dossier.agency.id)
    answered_at = max(calendar.closing_of(answered_on), parts.clock())
    try:
        deadline = dossier.procedure.deadline_for(dossier.answers, dossier.channel)
    except PluginFailed:
        raise
    except Exception as error:
        raise OutOfOrder() from error
    return if_supplemented(deadline, answered_at, calendar)


def _range(first: date, last: date) -> Text:
    return Text(
        f"Chọn một ngày từ {format_day(first)} đến {format_day(last)}.",
        f"Choose a day from {format_day(first)} to {format_day(last)}.",
    )


def supplement_day_suggested(parts: Parts, agency_id: int) -> date:
    """A day to begin with: five working days from now."""
    calendar = parts.reference.calendar(agency_id)
    return day_in_vietnam(calendar.add_working_days(parts.clock(), 5))
