"""The job that writes exports."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.exports import making


@app.task(name="make_export", pass_context=True, retry=PATIENT)
def make_export(context: JobContext, export_id: str) -> None:
    """Write the file of an export."""
    shop = workshop_of(context)
    with shop.session() as session:
        making.make_export(session, shop.parts, UUID(export_id), shop.print_paper)
