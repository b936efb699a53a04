"""The clocks of a dossier as sections of its page, and "what if a supplement is asked for"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import request

from citizen_portal.domain.clocks import Clock, IndexClock, StepBudget
from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.due_steps import DueStep
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import format_day, format_moment_short
from citizen_portal.domain.wording import Text
from citizen_portal.services.dossiers.clocks import (
    due_if_supplemented,
    supplement_day_suggested,
    view_clocks,
    why_answered_by,
)
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import OutOfOrder, WrongInput
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values

DAY = "bo-sung-ngay"
NOTHING = Text("")
_UNREADABLE = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026.",
    "Enter the date as day/month/year, such as 31/12/2026.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One clock: what it measures, until when, how it stands (words and colour), and why."""

    title: Text
    due: datetime | None = None
    state: Text = NOTHING
    tone: str = ""
    note: Text = NOTHING
    steps: tuple[DueStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The day that was asked about, and the due date it would lead to, or what is wrong."""

    day: str
    asked: bool
    due: DueDate | None
    error: Text | None


def officer_clocks(dossier: DossierPage) -> Values | None:
    """The clocks as officers see them."""
    seen = view_clocks(context.parts(), dossier)
    rows = [
        _acceptance(dossier, seen.acceptance),
        _row(Text("Giải quyết", "Decision"), seen.legal),
        _step(seen.step),
        _index(seen.index),
    ]
    if seen.supplement_until and dossier.status is Status.IN_PROCESSING:
        title = Text("Hạn yêu cầu bổ sung", "A supplement may be asked for until")
        rows.append(ClockRow(title=title, due=seen.supplement_until))
    shown = tuple(row for row in rows if row is not None)
    return {"rows": shown} if shown else None


def what_if(dossier: DossierPage) -> Values | None:
    """The question "what if", while the dossier is in processing."""
    if dossier.status is not Status.IN_PROCESSING or dossier.due is None or dossier.group:
        return None
    asked = request.args.get(DAY)
    if asked is None:
        day = format_day(supplement_day_suggested(context.parts(), dossier.agency.id))
        return {"what_if": WhatIf(day=day, asked=False, due=None, error=None)}
    typed = asked.replace("\x00", "").strip()[:20]
    due, error = _answer(dossier, typed)
    return {"what_if": WhatIf(day=typed, asked=True, due=due, error=error)}


def _answer(dossier: DossierPage, typed: str) -> tuple[DueDate | None, Text | None]:
    try:
        day = _day(typed)
        return due_if_supplemented(context.parts(), dossier, day), None
    except ValueError:
        return None, _UNREADABLE
    except WrongInput as error:
        return None, error.problems[DAY]
    except OutOfOrder as error:
        return None, error.sentence


def _day(typed: str) -> date:
    return datetime.strptime(typed, "%d/%m/%Y").date()


def _row(title: Text, clock: Clock | None) -> ClockRow | None:
    if clock is None:
        return None
    return ClockRow(title=title, due=clock.due, state=clock.urgency.label, tone=clock.urgency.tone)


def _acceptance(dossier: DossierPage, clock: Clock | None) -> ClockRow | None:
    """With the steps of the count while an answer is still to be given."""
    row = _row(Text("Tiếp nhận", "Acceptance"), clock)
    if row is None or clock is None or clock.began is None:
        return row
    began = clock.began.label
    note = Text(
        f"Tính từ {format_moment_short(clock.start)}: {began.vi.lower()}.",
        f"Counts from {format_moment_short(clock.start, 'en')}: {began.en.lower()}.",
    )
    why = why_answered_by(context.parts(), dossier)
    return replace(row, note=note, steps=why.steps if why else ())


def answered_by(dossier: DossierPage) -> Values | None:
    """Until when the agency answers, and why."""
    due = why_answered_by(context.parts(), dossier)
    return {"due": due} if due else None


def _step(budget: StepBudget | None) -> ClockRow | None:
    if budget is None:
        return None
    left = max(budget.left, 0.0)
    return ClockRow(
        title=Text("Bước hiện tại", "Present step"),
        due=budget.due,
        state=budget.urgency.label,
        tone=budget.urgency.tone,
        note=Text(
            f"Đã dùng {_hours(budget.spent)} trên {_hours(budget.hours)} giờ làm việc, "
            f"còn {_hours(left)} giờ.",
            f"{budget.spent:.1f} of {budget.hours:.1f} working hours used, {left:.1f} left.",
        ),
    )


def _hours(hours: float) -> str:
    return f"{hours:.1f}".replace(".", ",")


def _index(index: IndexClock | None) -> ClockRow | None:
    if index is None or not index.requests:
        return None
    days = index.waited.total_seconds() / 86400
    late = index.on_time is False
    return ClockRow(
        title=Text("Chỉ số phục vụ", "Quality index"),
        due=index.promised,
        state=Text("Tính quá hạn", "Counts as overdue") if late
        else Text("Tính đúng hạn", "Counts as on time"),
        tone="red" if late else "blue",
        note=Text(
            f"Trừ {_hours(days)} ngày chờ người nộp bổ sung; {index.requests} lần yêu cầu.",
            f"{days:.1f} days of waiting subtracted; {index.requests} requests.",
        ),
    )  # fmt: skip


OFFICER_CLOCKS = Panel("officer/clocks.html", officer_clocks)
OFFICER_WHAT_IF = Panel("officer/what_if.html", what_if)
ANSWERED_BY = Panel("components/answered_by.html", answered_by)
APPLICANT_WHAT_IF = Panel("applicant/what_if.html", what_if)
