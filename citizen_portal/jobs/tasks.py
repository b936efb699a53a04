"""The jobs by name. Each may run twice: its effect is there once."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services import login
from citizen_portal.services.papers import making as paper_making
from citizen_portal.services.payments import asking_gateways
from citizen_portal.services.throttle import forget_old_tries

STALLED_SECONDS = 30.0


@app.task(name="make_paper", pass_context=True, retry=PATIENT)
def make_paper(context: JobContext, paper_id: str) -> None:
    """Print, sign and store an issued paper."""
    shop = workshop_of(context)
    with shop.session() as session:
        paper_making.make_paper(session, shop.parts, shop.print_paper, UUID(paper_id))


@app.task(name="ask_gateway", pass_context=True, retry=PATIENT)
def ask_gateway(context: JobContext, reference: str, times: int) -> None:
    """Ask a payment gateway after an order."""
    shop = workshop_of(context)
    with shop.session() as session:
        asking_gateways.ask_again(session, shop.parts, reference, times)


@app.periodic(cron="17 * * * *")
@app.task(name="sweep", pass_context=True, queueing_lock="sweep")
def sweep(context: JobContext, timestamp: int) -> None:
    """Remove sessions and counted tries that are long over."""
    shop = workshop_of(context)
    with shop.session() as session:
        now = shop.parts.clock()
        login.sweep_sessions(session, now)
        forget_old_tries(session, now)


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Take up again what a worker that died had in hand."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    for job in stalled:
        await app.job_manager.retry_job(job)
