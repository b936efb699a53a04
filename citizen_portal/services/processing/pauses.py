"""When processing goes on after a pause: the due date moves by the working time that passed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.due_steps import DueStep
from citizen_portal.domain.lifecycle import ClockEffect
from citizen_portal.domain.moment import day_in_vietnam, format_moment
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent
from citizen_portal.services.parts import Parts

SUSPENDED = Text("Tạm dừng giải quyết", "Suspended")
WAITED_FOR_PAYMENT = Text("Chờ nộp phí, lệ phí", "Waiting for the fee")


def count_on(
    session: Session, parts: Parts, dossier: Dossier, at: datetime, name: Text
) -> dict[str, str]:
    """Move the due date, and that of the step, by the working time of the pause that ends now.

    Returns what the event tells: the due date before and after. Nothing moves without a due
    date or a pause.
    """
    since = _paused_at(session, dossier)
    if since is None or dossier.due_at is None:
        return {}
    calendar = parts.reference.calendar(dossier.handling_agency_id)
    hours = calendar.working_hours_between(since, at)
    before = dossier.due_at
    after = calendar.add_working_hours(before, hours) if hours else before
    dossier.due_at = after
    if dossier.step_due_at is not None and hours:
        dossier.step_due_at = calendar.add_working_hours(dossier.step_due_at, hours)
    explain_due(dossier, after, _passed(name, since, at, hours), _new_date(after))
    return {"due_before": before.isoformat(), "due_at": after.isoformat()}


def explain_due(dossier: Dossier, at: datetime, *steps: DueStep) -> None:
    """Add steps to the explanation of the due date, which is ``at`` from now on."""
    if dossier.due is None:
        return
    known = DueDate.from_json(dossier.due)
    dossier.due = DueDate(
        at=at, steps=(*known.steps, *steps), calendar_version=known.calendar_version
    ).to_json()


def _paused_at(session: Session, dossier: Dossier) -> datetime | None:
    """When the clock was last paused, if it has not gone on since."""
    moved = (ClockEffect.PAUSE, ClockEffect.RUN, ClockEffect.RESTART, ClockEffect.STOP)
    row = session.execute(
        select(DossierEvent.at, DossierEvent.clock_effect)
        .where(
            DossierEvent.dossier_id == dossier.id,
            DossierEvent.clock_effect.in_([one.value for one in moved]),
        )
        .order_by(DossierEvent.sequence.desc())
        .limit(1)
    ).one_or_none()
    return row.at if row is not None and row.clock_effect == ClockEffect.PAUSE.value else None


def _passed(name: Text, since: datetime, at: datetime, hours: float) -> DueStep:
    count = f"{hours:.2f}".rstrip("0").rstrip(".")
    vi = count.replace(".", ",")
    return DueStep(
        text=Text(
            f"{name.vi} từ {format_moment(since)} đến {format_moment(at)}: "
            f"{vi} giờ làm việc, không tính.",
            f"{name.en} from {format_moment(since, 'en')} to {format_moment(at, 'en')}: "
            f"{count} working hours, not counted.",
        ),
        on=day_in_vietnam(at),
    )


def _new_date(at: datetime) -> DueStep:
    return DueStep(
        text=Text(
            f"Hẹn trả kết quả: {format_moment(at)}.",
            f"The result is due at {format_moment(at, 'en')}.",
        ),
        on=day_in_vietnam(at),
    )
