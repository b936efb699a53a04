"""The jobs of the electronic store."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.vault import store


@app.task(name="store_copy", pass_context=True, retry=PATIENT)
def store_copy(context: JobContext, attachment_id: str) -> None:
    """Sign a checked scan and store it."""
    shop = workshop_of(context)
    with shop.session() as session:
        store.store_copy(session, shop.parts, UUID(attachment_id))
