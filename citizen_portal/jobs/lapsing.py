"""What time does to dossiers: apologies are drafted, and what nobody answered is stopped."""

from __future__ import annotations

import logging
from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import Workshop, workshop_of
from citizen_portal.queue import app
from citizen_portal.services.processing.apology_drafts import draft_apologies, drop_idle_drafts
from citizen_portal.services.processing.lapsing import lapsed_dossiers, stop_lapsed

log = logging.getLogger(__name__)


@app.periodic(cron="23 * * * *")
@app.task(name="draft_apologies", pass_context=True, queueing_lock="draft_apologies")
def draft_all_apologies(context: JobContext, timestamp: int) -> None:
    """Prepare the apology for each dossier that is about to be late."""
    shop = workshop_of(context)
    with shop.session() as session:
        drop_idle_drafts(session, shop.parts.clock())
        last = draft_apologies(session, shop.parts)
        while last is not None:
            last = draft_apologies(session, shop.parts, last)


@app.periodic(cron="41 * * * *")
@app.task(name="stop_lapsed", pass_context=True, queueing_lock="stop_lapsed")
def stop_all_lapsed(context: JobContext, timestamp: int) -> None:
    """Stop the dossiers whose applicants let the time pass, each in its own transaction."""
    shop = workshop_of(context)
    last: UUID | None = None
    while True:
        with shop.session() as session:
            found = lapsed_dossiers(session, shop.parts.clock(), last)
        if not found:
            return
        for dossier_id in found:
            _stop(shop, dossier_id)
        last = found[-1]


def _stop(shop: Workshop, dossier_id: UUID) -> None:
    """One that cannot be stopped holds up no other; the next run tries it again."""
    try:
        with shop.session() as session:
            stop_lapsed(session, shop.parts, dossier_id)
    except Exception:
        log.exception("the lapsed dossier %s could not be stopped", dossier_id)
