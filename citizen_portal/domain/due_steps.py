"""The count from receipt to due date, in steps that a citizen can follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.moment import format_day, format_moment, in_vietnam, weekday_name
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar

_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """One step of the count, with the day it speaks of, if any."""

    text: Text
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How a term is counted: ``from_receipt`` when the day of receipt already counts;
    ``last_day`` of a term in days or months, before it moves to a working day."""

    label: Text
    legal_basis: LegalBasis | None
    from_receipt: bool
    last_day: date | None


def explain(
    count: Count, received: datetime, at: datetime, calendar: WorkingCalendar
) -> tuple[DueStep, ...]:
    """Return the steps from ``received`` to the due moment ``at``, both in Vietnam's time.

    Receipt, term, every run of days off with its name, worked weekend days, the move
    into working hours, the result.
    """
    return (
        _received_step(count, received),
        _term_step(count),
        *_day_steps(count, received, at, calendar),
        *_clock_steps(count, received, at),
        _result_step(at),
    )


def explain_acceptance(
    began: Text, start: datetime, hours: float, due: datetime, calendar: WorkingCalendar
) -> tuple[DueStep, ...]:
    """Return the steps from what ``began`` the time to accept to its end; ``hours`` of work.

    No article is named: nobody has verified a general one.
    """
    start, due = in_vietnam(start), in_vietnam(due)
    amount = f"{hours:g}"
    count = Count(label=Text(""), legal_basis=None, from_receipt=True, last_day=None)
    return (
        DueStep(
            text=Text(
                f"{began.vi}: {format_moment(start)}; tính từ lúc này.",
                f"{began.en}: {format_moment(start, 'en')}; the time counts from then.",
            ),
            on=start.date(),
        ),
        DueStep(
            text=Text(
                f"Thời gian tiếp nhận: {amount.replace('.', ',')} giờ làm việc.",
                f"Time to accept: {amount} working hours.",
            )
        ),
        *_day_steps(count, start, due, calendar),
        DueStep(
            text=Text(
                f"Trả lời chậm nhất: {format_moment(due)}.",
                f"The answer is due at {format_moment(due, 'en')}.",
            ),
            on=due.date(),
        ),
    )


def _received_step(count: Count, received: datetime) -> DueStep:
    vi = f"Nhận hồ sơ lúc {format_moment(received)}"
    en = f"Received at {format_moment(received, 'en')}"
    if count.from_receipt:
        return DueStep(text=Text(f"{vi}.", f"{en}."), on=received.date())
    return DueStep(
        text=Text(
            f"{vi}; ngày nhận không tính vào thời hạn.",
            f"{en}; the day of receipt is not counted.",
        ),
        on=received.date(),
    )


def _term_step(count: Count) -> DueStep:
    label, basis = count.label, count.legal_basis
    vi, en = f"Thời hạn giải quyết: {label.vi}", f"Time for the decision: {label.en}"
    # A basis nobody has checked is never shown to a citizen as law.
    if basis is not None and basis.verified:
        vi, en = f"{vi}, theo {basis}", f"{en}, under {basis}"
    return DueStep(text=Text(f"{vi}.", f"{en}."))


def _day_steps(
    count: Count, received: datetime, at: datetime, calendar: WorkingCalendar
) -> Iterator[DueStep]:
    """Tell which days are passed over, and which weekend days are worked."""
    first = received.date() if count.from_receipt else received.date() + timedelta(days=1)
    if count.last_day is not None:
        first = count.last_day
        yield _last_day_step(first)
    days = (first + timedelta(days=n) for n in range((at.date() - first).days + 1))
    for name, run in groupby(days, key=lambda day: _day_name(day, calendar)):
        stretch = list(run)
        if name is not None:
            yield _off_step(name, stretch)
            continue
        for day in stretch:
            if day in calendar.working_swaps:
                yield _swap_step(day, calendar.working_swaps[day])
            elif day.weekday() > _FRIDAY:
                yield _weekend_work_step(day, calendar)


def _last_day_step(day: date) -> DueStep:
    return DueStep(
        text=Text(
            f"Ngày cuối của thời hạn: {format_day(day)}.",
            f"Last day of the term: {format_day(day)}.",
        ),
        on=day,
    )


def _day_name(day: date, calendar: WorkingCalendar) -> Text | None:
    """Weekend days share a name, so that they make one step."""
    name = calendar.why_off(day)
    if name is None or day in calendar.days_off:
        return name
    if day.weekday() <= _FRIDAY:
        return Text("cơ quan không làm việc", "the agency is closed")
    return Text("nghỉ cuối tuần", "weekend")


def _off_step(name: Text, stretch: list[date]) -> DueStep:
    first, last = stretch[0], stretch[-1]
    weekday = weekday_name(first)
    vi, en = f"{weekday.vi} {format_day(first)}", f"{weekday.en} {format_day(first)}"
    if last > first:
        vi = f"Từ {format_day(first)} đến {format_day(last)}"
        en = f"From {format_day(first)} to {format_day(last)}"
    return DueStep(
        text=Text(
            f"{vi}: {name.vi}, không tính.",
            f"{en}: {name.in_language('en')}, not counted.",
        ),
        on=first,
    )


def _swap_step(day: date, name: str) -> DueStep:
    weekday = weekday_name(day)
    return DueStep(
        text=Text(
            f"{weekday.vi} {format_day(day)} là ngày làm việc ({name}), có tính.",
            f"{weekday.en} {format_day(day)} is a working day ({name}) and counted.",
        ),
        on=day,
    )


def _weekend_work_step(day: date, calendar: WorkingCalendar) -> DueStep:
    weekday = weekday_name(day)
    hours = ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in calendar.hours_on(day))
    return DueStep(
        text=Text(
            f"{weekday.vi} {format_day(day)}: cơ quan làm việc ({hours}), có tính.",
            f"{weekday.en} {format_day(day)}: the agency works ({hours}), counted.",
        ),
        on=day,
    )


def _clock_steps(count: Count, received: datetime, at: datetime) -> Iterator[DueStep]:
    if not count.from_receipt and at.time() != received.time():
        yield DueStep(
            text=Text(
                f"Giờ hẹn nằm trong giờ làm việc: {at:%H} giờ {at:%M} phút.",
                f"The hour lies within working hours: {at:%H:%M}.",
            ),
            on=at.date(),
        )


def _result_step(at: datetime) -> DueStep:
    return DueStep(
        text=Text(
            f"Hẹn trả kết quả: {format_moment(at)}.",
            f"The result is due at {format_moment(at, 'en')}.",
        ),
        on=at.date(),
    )
