"""The worker: takes jobs as they come, and finishes the one in hand when told to stop."""

from __future__ import annotations

import asyncio
import contextlib

from procrastinate import PsycopgConnector
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from citizen_portal.jobs import (  # noqa: F401 - jobs are known once imported
    batches,
    calendars,
    exports,
    finding,
    lapsing,
    notices,
    post,
    presence,
    tasks,
    vault,
)
from citizen_portal.jobs.workshop import Workshop
from citizen_portal.queue import app
from citizen_portal.services.papers.making import Print
from citizen_portal.services.parts import Parts


def run_worker(
    parts: Parts, engine: Engine, print_paper: Print, *, jobs_at_once: int = 2, wait: bool = True
) -> None:
    """Work until told to stop, or, without ``wait``, until no job is left."""
    workshop = Workshop(parts, engine, print_paper)
    asyncio.run(_work(engine, workshop, jobs_at_once, wait))


async def _work(engine: Engine, workshop: Workshop, jobs_at_once: int, wait: bool) -> None:
    url = make_url(engine.url).set(drivername="postgresql")
    connector = PsycopgConnector(
        conninfo=url.render_as_string(hide_password=False), min_size=1, max_size=3
    )
    with app.replace_connector(connector) as working:
        async with working.open_async():
            with contextlib.suppress(asyncio.CancelledError):
                await working.run_worker_async(
                    concurrency=jobs_at_once,
                    wait=wait,
                    delete_jobs="successful",
                    listen_notify=wait,
                    fetch_job_polling_interval=5.0,
                    shutdown_graceful_timeout=30,
                    additional_context={"workshop": workshop},
                )
