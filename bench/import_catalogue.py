"""The national catalogue: importing it, starting with all of it published, one page of it."""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure, Spread, tell
from bench.machine import describe_machine
from bench.national_file import COUNT, write_national_file
from citizen_portal.commands.migrations import migrate
from citizen_portal.embedded_database import EmbeddedDatabase

if TYPE_CHECKING:
    from sqlalchemy import Engine

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
_PUBLISH = "UPDATE imported_procedure SET state = 'published', edition = 1"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run import_catalogue", description=__doc__)
    parser.add_argument("--entries", type=int, default=COUNT)
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, EmbeddedDatabase(
        Path(name) / "database"
    ) as database:  # fmt: skip
        database.create()
        migrate(database.url())
        path = write_national_file(Path(name) / "national.json", options.entries)
        size = path.stat().st_size / 1e6
        first, again, peak = _fresh(_import, database.url(), str(path))
        empty = _fresh(_start, database.url())
        _fresh(_publish_all, database.url())
        full = _fresh(_start, database.url())
    tell("import_catalogue", machine, [
        Figure(name=f"importing {options.entries} entries", value=first, unit="s"),
        Figure(name="importing them again: nothing new", value=again, unit="s"),
        Figure(name="memory of the import above its start", value=peak, unit="MiB"),
        Figure(name="first reading of the catalogue, all published", value=full[0],
               unit="s", goal=("<=", 1)),
        Figure(name="  of this, CPU of the process", value=full[2], unit="s"),
        Figure(name="memory that this takes", value=full[1] - empty[1], unit="MiB",
               goal=("<=", 80)),
        Figure(name="the same with nothing published", value=empty[0], unit="s"),
        Figure(name="looking whether something is new, median", value=full[3], unit="ms"),
        Figure(name="what the page of one reads, median", value=full[4], unit="ms"),
    ], [f"a file of {size:.0f} MB; the real catalogue's entries are longer"])  # fmt: skip


def _fresh(work: object, *arguments: str) -> list[float]:
    """Do some work in a process of its own: memory is not shared with what came before."""
    with get_context("spawn").Pool(1) as pool:
        done: list[float] = pool.apply(work, arguments)  # type: ignore[arg-type]
        return done


def _engine(url: str) -> Engine:
    from citizen_portal.app import open_engine

    return open_engine(url)


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def _import(url: str, path: str) -> list[float]:
    from citizen_portal.models.session import new_session
    from citizen_portal.services.imports.importing import import_catalogue

    engine = _engine(url)
    one = io.BytesIO(b"[]")
    taken = []
    with new_session(engine) as session:
        import_catalogue(session, one, now=NOW)  # what is loaded once is not counted
    before = _resident_mib()
    for _ in range(2):
        begun = time.monotonic()
        with new_session(engine) as session, Path(path).open("rb") as file:
            import_catalogue(session, file, now=NOW)
        taken.append(time.monotonic() - begun)
    return [*taken, _resident_mib() - before]


def _publish_all(url: str) -> list[float]:
    from sqlalchemy import text

    with _engine(url).begin() as connection:
        connection.execute(text(_PUBLISH))
    return []


def _start(url: str) -> list[float]:
    """Seconds and memory of the first reading; CPU-seconds of it; milliseconds of a
    look, and of one page."""
    from citizen_portal.procedures.catalogue import Catalogue
    from citizen_portal.services.catalogue.published import PublishedFeed

    engine = _engine(url)
    engine.connect().close()
    catalogue = Catalogue([])
    feed = PublishedFeed(engine, catalogue)
    before, begun, used = _resident_mib(), time.monotonic(), time.process_time()
    offered = catalogue.on_offer(NOW.date())
    used = time.process_time() - used
    seconds, memory = time.monotonic() - begun, _resident_mib() - before
    looks, pages = [], []
    for _ in range(50):
        feed.forget()
        begun = time.perf_counter()
        feed.refresh()
        looks.append((time.perf_counter() - begun) * 1000)
        if offered:
            begun = time.perf_counter()
            feed.whole(offered[0])
            pages.append((time.perf_counter() - begun) * 1000)
    return [seconds, memory, used, Spread(looks).middle, Spread(pages or [0.0]).middle]
