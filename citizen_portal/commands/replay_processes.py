"""Past dossiers divided among processes: Python uses one core at a time."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from citizen_portal.commands import CommandError
from citizen_portal.commands.replay_report import Bar
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models.session import new_session
from citizen_portal.services.calendars.in_force import load_calendars
from citizen_portal.services.replay.differences import Comparison
from citizen_portal.services.replay.sources import (
    Tally,
    begin_reading,
    count_dossiers,
    replay_dossiers,
)

MOST_PROCESSES = 4
WORTH_A_PROCESS = 500
"""Fewer dossiers take less time than starting a process for them."""

UNREACHABLE = (
    "The database cannot be reached: check PORTAL_DATABASE_URL, or give --without-dossiers to"
    " look at cases and made-up answers only."
)
NO_TABLES = "The database has no tables yet: run 'portal migrate' first."


def calendar_in_use(database_url: str) -> WorkingCalendar:
    """The portal's working calendar. Raises ``CommandError``."""
    try:
        with new_session(create_engine(database_url, poolclass=NullPool)) as session:
            return load_calendars(session).national
    except OperationalError:
        raise CommandError(UNREACHABLE, code=1) from None
    except Exception as error:
        raise CommandError(NO_TABLES, code=1) from error


def replay_past(database_url: str, compared: Comparison, sample: int | None) -> tuple[Tally, int]:
    """What the past dossiers say, and the number of drafts that will move."""
    with new_session(create_engine(database_url, poolclass=NullPool)) as session:
        begin_reading(session)
        filed, drafts = count_dossiers(session, compared.old)
    total = min(filed, sample or filed)
    with Bar("past dossiers", total) as bar:
        return _shared_out(database_url, compared, sample, total, bar), drafts


def _shared_out(
    database_url: str, compared: Comparison, sample: int | None, total: int, bar: Bar
) -> Tally:
    few = min(MOST_PROCESSES, len(os.sched_getaffinity(0)), 1 + total // WORTH_A_PROCESS)
    started = [_start(database_url, compared, sample, (which, few)) for which in range(few)]
    whole = Tally(source="past dossiers")
    running = dict(started)
    try:
        while running:
            for pipe in wait(list(running)):
                assert isinstance(pipe, Connection)  # noqa: S101 - says what wait() returns
                _hear(pipe, running, whole, bar)
    finally:
        for _, process in started:
            process.terminate()
            process.join()
    return whole


def _start(
    database_url: str, compared: Comparison, sample: int | None, share: tuple[int, int]
) -> tuple[Connection[object, object], ForkProcess]:
    # Forked, so that the procedures are there as they are: they cannot be sent.
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_work, args=(database_url, compared, sample, share, theirs), daemon=True
    )
    process.start()
    theirs.close()
    return mine, process


def _work(
    database_url: str,
    compared: Comparison,
    sample: int | None,
    share: tuple[int, int],
    pipe: Connection[object, object],
) -> None:
    with new_session(create_engine(database_url, poolclass=NullPool)) as session:
        begin_reading(session)
        pipe.send(replay_dossiers(session, compared, sample=sample, share=share, tell=pipe.send))


def _hear(
    pipe: Connection[object, object],
    running: dict[Connection[object, object], ForkProcess],
    whole: Tally,
    bar: Bar,
) -> None:
    try:
        said = pipe.recv()
    except EOFError:
        raise CommandError("Reading the past dossiers broke off: try again.", code=1) from None
    if isinstance(said, Tally):
        whole.join(said)
        del running[pipe]
    elif isinstance(said, int):
        bar.more(said)
