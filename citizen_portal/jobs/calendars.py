"""Jobs that follow a change of the working calendar."""

from __future__ import annotations

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.calendars import due_proposals


@app.task(name=due_proposals.PROPOSE_JOB, pass_context=True, retry=PATIENT)
def propose_due_dates(context: JobContext, edition_id: int, after: str) -> None:
    """Propose new due dates for one batch of dossiers at work."""
    shop = workshop_of(context)
    with shop.session() as session:
        due_proposals.propose_due_dates(session, shop.parts, edition_id, after)
