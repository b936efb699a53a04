"""A due date counted again by another calendar, with all that moved it on its way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from citizen_portal.domain.clocks import ClockEvent
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.due_steps import DueStep
from citizen_portal.domain.lifecycle import Action, ClockEffect
from citizen_portal.domain.moment import format_moment, in_vietnam
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar

BY_CALENDAR = Action.CHANGE_DUE


def due_again(
    counted: DueDate, since: datetime, events: Sequence[ClockEvent], calendar: WorkingCalendar
) -> DueDate:
    """Return the due date from what was counted anew from ``since``, the start of the term.

    ``events`` are the dossier's in order. A pause moves the date by its working time; a date
    that somebody set, as with an apology, stands, and only leaves a day that is closed.
    """
    due, paused, fixed = counted, None, False
    for event in events:
        if event.at < since or event.effect in (ClockEffect.START, ClockEffect.RESTART):
            continue
        if event.effect is ClockEffect.PAUSE:
            paused = event.at
        elif event.effect is ClockEffect.RUN and paused is not None:
            due, paused = _later(due, paused, event.at, calendar), None
        elif event.detail.get("due_at") and (fixed or event.action is not BY_CALENDAR):
            due, fixed = _as_set(event, calendar), True
    return _off_a_closed_day(due, calendar) if fixed else due


def _later(due: DueDate, since: datetime, until: datetime, calendar: WorkingCalendar) -> DueDate:
    hours = calendar.working_hours_between(since, until)
    if not hours:
        return due
    at = calendar.add_working_hours(due.at, hours)
    return _with_step(
        due,
        at,
        f"Tạm dừng từ {format_moment(since)} đến {format_moment(until)}, không tính; "
        f"hẹn trả kết quả: {format_moment(at)}.",
        f"Paused from {format_moment(since, 'en')} to {format_moment(until, 'en')}, not counted; "
        f"the result is due at {format_moment(at, 'en')}.",
    )


def _as_set(event: ClockEvent, calendar: WorkingCalendar) -> DueDate:
    at = in_vietnam(datetime.fromisoformat(event.detail["due_at"]))
    none = DueDate(at=at, steps=(), calendar_version=calendar.version)
    said = event.action.label
    return _with_step(
        none, at, f"{said.vi}: {format_moment(at)}.", f"{said.en}: {format_moment(at, 'en')}."
    )


def _off_a_closed_day(due: DueDate, calendar: WorkingCalendar) -> DueDate:
    day = due.at.date()
    if calendar.is_working_day(day):
        return due
    at = calendar.closing_of(calendar.next_working_day(day))
    return _with_step(
        due,
        at,
        f"Ngày đã hẹn nay là ngày nghỉ; ngày làm việc tiếp theo: {format_moment(at)}.",
        f"The promised day is now a day off; the next working day: {format_moment(at, 'en')}.",
    )


def _with_step(due: DueDate, at: datetime, vi: str, en: str) -> DueDate:
    step = DueStep(text=Text(vi, en), on=at.date())
    return DueDate(at=at, steps=(*due.steps, step), calendar_version=due.calendar_version)
