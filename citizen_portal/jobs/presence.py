"""Hints of who had a dossier open are removed once a day."""

from __future__ import annotations

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import app
from citizen_portal.services.colleagues.presence import sweep_presence


@app.periodic(cron="41 2 * * *")
@app.task(name="sweep_presence", pass_context=True, queueing_lock="sweep_presence")
def sweep(context: JobContext, timestamp: int) -> None:
    """Remove who left long ago."""
    shop = workshop_of(context)
    with shop.session() as session:
        sweep_presence(session, shop.parts.clock())
