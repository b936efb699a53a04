"""The job that does batches."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.batches import running


@app.task(name="run_batch", pass_context=True, retry=PATIENT)
def run_batch(context: JobContext, batch_id: str) -> None:
    """Do what waits in a batch."""
    shop = workshop_of(context)
    with shop.session() as session:
        running.run_batch(session, shop.parts, UUID(batch_id))
