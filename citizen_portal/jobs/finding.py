"""Jobs that keep dossiers findable. Each may run twice: its effect is there once."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.finding import index


@app.task(name="index_dossier", pass_context=True, retry=PATIENT)
def index_dossier(context: JobContext, dossier_id: str) -> None:
    """Keep the words of a dossier that changed."""
    shop = workshop_of(context)
    with shop.session() as session:
        index.index_dossier(session, shop.parts, UUID(dossier_id))
