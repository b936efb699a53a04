"""The catalogue with 6,000 more procedures: starting, searching, its pages."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, tell
from bench.in_process import ask, milliseconds
from bench.installation import Installation, installation
from bench.machine import describe_machine
from bench.naive_search import NaiveSearch
from bench.national_file import COUNT, write_national_file
from bench.processes import resident_mib
from bench.typed_queries import typed_queries

if TYPE_CHECKING:
    from citizen_portal.app import Portal

PAGES = ("/", "/thu-tuc", "/thu-tuc?q=dang+ky+kinh+doanh", "/thu-tuc?cap=tinh&trang=40")
_PUBLISH = "UPDATE imported_procedure SET state = 'published', edition = 1"
Measured = dict[str, float]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run catalogue", description=__doc__)
    parser.add_argument("--entries", type=int, default=COUNT)
    parser.add_argument("--queries", type=int, default=2_000)
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8658) as made:
        empty = _starts(made)
        _publish_all(made, options.entries)
        full = _starts(made)
        pages = _fresh(_pages, made.environ)
        ours = _fresh(_searching, made.environ, options.queries, False)
        naive = _fresh(_searching, made.environ, options.queries, True)
    tell("catalogue", machine, [
        Figure(name=f"start to the first list, {options.entries} more procedures",
               value=full["seconds"] - empty["seconds"], unit="s", goal=("<=", 1)),
        Figure(name="of this, CPU of this process", value=full["CPU"] - empty["CPU"], unit="s"),
        Figure(name="memory that they take", value=full["MiB"] - empty["MiB"], unit="MiB",
               goal=("<=", 80)),
        Figure(name="start without them", value=empty["seconds"], unit="s"),
        Figure(name="search, CPU, p50", value=ours["p50"], unit="ms", reference=naive["p50"]),
        Figure(name="search, CPU, p99", value=ours["p99"], unit="ms", reference=naive["p99"],
               goal=("<=", 20)),
        Figure(name="search, CPU, slowest", value=ours["slowest"], unit="ms"),
        Figure(name="queries answered", value=ours["answered"], unit="%",
               reference=naive["answered"]),
        Figure(name="SQL statements of a page, most", value=pages["statements"],
               goal=("<=", 5)),
        *(Figure(name=f"{path}, CPU, median", value=pages[path], unit="ms") for path in PAGES),
    ], ["reference: the former scan, without typing errors and everyday words"])  # fmt: skip


def _starts(made: Installation, turns: int = 3) -> Measured:
    """The median of some starts, each in a process of its own."""
    measured = [_fresh(_starting, made.environ) for _ in range(turns)]
    return {name: median(one[name] for one in measured) for name in measured[0]}


def _fresh(work: Callable[..., Measured], *arguments: object) -> Measured:
    """Do some work in a process of its own: memory is not shared with what came before."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _publish_all(made: Installation, entries: int) -> None:
    from datetime import UTC, datetime

    from sqlalchemy import text

    from citizen_portal.models.session import new_session
    from citizen_portal.services.imports.importing import import_catalogue

    engine = made.open().engine
    path = write_national_file(made.folder / "national.json", entries)
    with new_session(engine) as session, path.open("rb") as file:
        import_catalogue(session, file, now=datetime.now(UTC))
    with engine.begin() as connection:
        connection.execute(text(_PUBLISH))


def _portal(environ: Mapping[str, str]) -> Portal:
    from citizen_portal.app import open_portal
    from citizen_portal.settings import load_settings

    return open_portal(load_settings(dict(environ)))


def _starting(environ: Mapping[str, str]) -> Measured:
    import os

    from citizen_portal.app import app_of  # what is imported once is not counted

    before, begun, cpu = resident_mib(os.getpid()), time.monotonic(), time.process_time()
    portal = _portal(environ)
    app = app_of(portal)
    listed = len(portal.parts.catalogue.on_offer(portal.parts.today()))
    seconds, memory = time.monotonic() - begun, resident_mib(os.getpid()) - before
    cpu = time.process_time() - cpu
    if not listed or ask(app, "/thu-tuc")[0] != 200:
        raise RuntimeError("the catalogue is empty")
    portal.close()
    return {"seconds": seconds, "CPU": cpu, "MiB": memory}


def _pages(environ: Mapping[str, str]) -> Measured:
    from sqlalchemy import event

    from citizen_portal.app import app_of

    portal = _portal(environ)
    app = app_of(portal)
    seen: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(portal.engine, "before_cursor_execute", count)
    measured: Measured = {"statements": 0}
    for path in PAGES:
        ask(app, path)
        seen.clear()
        ask(app, path)
        measured["statements"] = max(measured["statements"], len(seen))
        measured[path] = milliseconds(app, path, "", 40).middle
    portal.close()
    return measured


def _searching(environ: Mapping[str, str], count: int, naive: bool) -> Measured:
    portal = _portal(environ)
    catalogue, on = portal.parts.catalogue, portal.parts.today()
    listed = catalogue.on_offer(on)
    scan = NaiveSearch(listed) if naive else None
    taken, answered = [], 0
    queries = list(typed_queries([one.name.vi for one in listed], count))
    for query in [*queries[:50], *queries]:
        begun = time.thread_time()
        found = scan.find(query) if scan else catalogue.search(query, on)
        taken.append((time.thread_time() - begun) * 1000)
        answered += bool(found)
    portal.close()
    taken = taken[50:]
    return {
        "p50": median(taken),
        "p99": quantiles(taken, n=100, method="inclusive")[98],
        "slowest": max(taken),
        "answered": 100 * answered / (count + 50),
    }
