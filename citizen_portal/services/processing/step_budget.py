"""The time budget of the processing step that a dossier is in."""

from __future__ import annotations

from datetime import datetime

from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure


def step_hours(procedure: Procedure, step: str) -> int | None:
    """The working hours that the procedure gives a step; None for steps of the office's own."""
    return next((one.hours for one in procedure.steps if one.name == step), None)


def start_step(
    dossier: Dossier, procedure: Procedure, step: str, at: datetime, calendar: WorkingCalendar
) -> None:
    """Put a dossier into a step, or into the same one anew: its budget counts from ``at``.

    Called whenever the step changes, and when a supplement sets the time back to its start.
    """
    hours = step_hours(procedure, step)
    dossier.step = step
    dossier.step_since = at if step else None
    dossier.step_due_at = None if hours is None else calendar.add_working_hours(at, hours)
