"""Every queue, filter, order and search of the officers' desk among very many dossiers."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, unquote

from sqlalchemy import Engine, event, text

from bench.figures import Figure, Spread, tell
from bench.in_process import ask
from bench.installation import ISSUER, installation
from bench.machine import describe_machine, machine_line
from bench.many_dossiers import UNITS, write_dossiers
from citizen_portal.app import Portal, app_of
from citizen_portal.models.session import new_session
from citizen_portal.procedures.connectors import Identity
from citizen_portal.services import login
from citizen_portal.services.queues.queue import QUEUES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

COUNT = 200_000
MOST_STATEMENTS, MOST_MS = 12, 150
PLANS = Path(__file__).parent / "plans" / "office.txt"
OFFICERS = {
    "one-stop": "022188000055", "case": "022083000066", "approver": "022175000077",
    "three agencies": "022182000088",
}  # fmt: skip
_QUEUE = "/can-bo?hang-doi="
FILTERS = (
    "thu-tuc=2.000635", "can-bo=toi", "can-bo=chua", "kenh=1", "phi=due", "vai=tiep-nhan",
    "buoc=phe-duyet", "han-tu=01/11/2026&han-den=30/11/2026", "nop-tu=01/06/2026",
    "thu-tuc=1.001612&kenh=2&phi=paid&nop-tu=01/03/2026",
)  # fmt: skip
ORDERS = ("han", "-han", "nhan", "-nhan", "ten", "-ten", "thu-tuc", "-thu-tuc")
SEARCHES = (
    "nguyen", "Nguyễn Thị", "nguyen van an", "trích lục", "trich luc hộ tịch le", "ha lo",
    "022000001234", "0900001234", "000.01.21", "khong co tu nay", "le thanh tong an", "a",
)  # fmt: skip


@dataclass(slots=True)
class Measured:
    """What one page took by the clock and in CPU-milliseconds of web and database together,
    and the slowest of its statements.
    """

    milliseconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    statements: int = 0
    slowest: tuple[float, str, Any] = (0.0, "", None)


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell; keep the plans."""
    parser = argparse.ArgumentParser(prog="bench/run office", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=COUNT)
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked")
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8665) as made:
        portal = made.open()
        begun = time.monotonic()
        write_dossiers(portal.engine, portal.parts, options.dossiers)
        print(f"{options.dossiers} dossiers at {UNITS} agencies: {time.monotonic() - begun:.0f} s")
        app = app_of(portal)
        gc.collect()
        gc.freeze()  # as the server does before it serves
        pages = measure(app, portal, options.times)
        notes = [f"{options.dossiers} dossiers, {UNITS} agencies, {len(pages)} pages"]
        plans = [_plan(portal.engine, page, one) for page, one in _different(pages)]
    tell("office", machine, list(figures(pages)), notes)
    if options.dossiers == COUNT:
        PLANS.parent.mkdir(exist_ok=True)
        table = "\n".join(_line(page, one) for page, one in _slowest_first(pages))
        head = f"{machine_line(machine)}\n{notes[0]}\n\n{table}\n"
        PLANS.write_text("\n\n".join([head, *plans]) + "\n", encoding="utf-8")


def measure(
    app: WSGIApplication, portal: Portal, times: int, officers: Sequence[str] = tuple(OFFICERS)
) -> dict[str, Measured]:
    """Ask every page so often; by officer and address."""
    pages: dict[str, Measured] = {}
    cookies = log_in(portal)
    for name in officers:
        cookie = cookies[name]
        for path in addresses(app, cookie, name):
            pages[f"{name} {path}"] = _ask_often(app, portal.engine, path, cookie, times)
    return pages


def log_in(portal: Portal) -> dict[str, str]:
    """The cookies of the officers; one of them works at three agencies."""
    parts, cookies = portal.parts, {}
    with new_session(portal.engine) as session:
        for name, number in OFFICERS.items():
            identity = Identity(
                issuer=ISSUER, subject=f"bench-{number}", full_name="Cán bộ", assurance_level=2,
                authenticated_at=parts.clock(), id_token="token", personal_number=number,
            )  # fmt: skip
            cookies[name] = login.sign_in(session, parts, identity, None, {})
        session.execute(text(_TWO_MORE), {"number": OFFICERS["three agencies"]})
        session.commit()
    return cookies


_TWO_MORE = """
    INSERT INTO officer_post (person_id, agency_id, role, title, since)
    SELECT post.person_id, other.id, post.role, post.title, post.since
    FROM officer_post post JOIN person ON person.id = post.person_id
    CROSS JOIN (SELECT id FROM agency WHERE commune_code = '06688' ORDER BY id LIMIT 2) other
    WHERE person.personal_number = :number
    ON CONFLICT DO NOTHING
"""


def addresses(app: WSGIApplication, cookie: str, officer: str) -> Iterator[str]:
    """The pages that an officer looks at: queues, filters, orders, searches, the next task, and
    a dossier.
    """
    yield "/can-bo"
    yield _first_dossier(app, cookie)
    yield "/can-bo/tiep-theo"
    yield from (f"{_QUEUE}{name}" for name in QUEUES)
    yield from (f"/can-bo?tim={quote_plus(words)}" for words in SEARCHES)
    wide = ("dang-xu-ly", "da-xong")
    if officer in ("case", "three agencies"):
        yield from (f"{_QUEUE}{name}&{one}" for name in wide for one in FILTERS)
        yield from (f"{_QUEUE}{name}&xep={one}" for name in wide for one in ORDERS)
        yield from (_third_page(app, cookie, f"{_QUEUE}{name}&xep={one}")
                    for name in wide for one in ORDERS[::2])  # fmt: skip
        yield _third_page(app, cookie, "/can-bo?tim=nguyen")


def _third_page(app: WSGIApplication, cookie: str, path: str) -> str:
    for _ in range(2):
        body = ask(app, path, cookie)[1].decode()
        before, found, _ = body.partition('" rel="next"')
        if found:
            path = before.rpartition('href="')[2].replace("&amp;", "&")
    return path


def _first_dossier(app: WSGIApplication, cookie: str) -> str:
    """The address of the first dossier of the closed ones: they have the most to tell."""
    body = ask(app, f"{_QUEUE}da-xong", cookie)[1].decode()
    return "/can-bo/ho-so/" + body.partition('href="/can-bo/ho-so/')[2].partition('"')[0]


def _ask_often(
    app: WSGIApplication, engine: Engine, path: str, cookie: str, times: int
) -> Measured:
    measured = Measured()
    ask(app, path, cookie)
    with _watched(engine, measured):
        status, _ = ask(app, path, cookie)
    if status not in (200, 303):
        raise RuntimeError(f"{path} answers {status}")
    for _ in range(times):
        begun, cpu = time.monotonic(), time.process_time() + database_cpu(engine)
        ask(app, path, cookie)
        measured.milliseconds.append((time.monotonic() - begun) * 1000)
        cpu = time.process_time() + database_cpu(engine) - cpu
        measured.cpu.append(cpu * 1000)
    return measured


def database_cpu(engine: Engine) -> float:
    """The CPU-seconds so far of the database's processes for this one's connections."""
    spent = 0.0
    for number in _backends(engine):
        with suppress(OSError):
            times = Path(f"/proc/{number}/schedstat").read_text(encoding="ascii")
            spent += int(times.split()[0]) / 1e9
    return spent


@cache
def _backends(engine: Engine) -> tuple[int, ...]:
    with engine.connect() as connection:
        rows = connection.execute(text(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        ))  # fmt: skip
        return tuple(rows.scalars())


@contextmanager
def _watched(engine: Engine, measured: Measured) -> Iterator[None]:
    begun = 0.0

    def before(*_: Any) -> None:
        nonlocal begun
        begun = time.monotonic()

    def after(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        took = (time.monotonic() - begun) * 1000
        measured.statements += 1
        measured.slowest = max(measured.slowest, (took, statement, parameters),
                               key=lambda one: one[0])  # fmt: skip

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    yield
    event.remove(engine, "before_cursor_execute", before)
    event.remove(engine, "after_cursor_execute", after)


def figures(pages: Mapping[str, Measured]) -> Iterator[Figure]:
    """All pages together, and the slowest of them."""
    every = Spread([one for page in pages.values() for one in page.milliseconds])
    cpu = Spread([one for page in pages.values() for one in page.cpu])
    yield Figure(name="all pages, p50", value=every.middle, unit="ms")
    yield Figure(name="all pages, p95", value=every.slow, unit="ms", goal=("<=", MOST_MS))
    yield Figure(name="of this, CPU of web and database, p50", value=cpu.middle, unit="ms")
    yield Figure(name="of this, CPU of web and database, p95", value=cpu.slow, unit="ms")
    most = max(page.statements for page in pages.values())
    yield Figure(name="SQL statements of a page, most", value=most, goal=("<=", MOST_STATEMENTS))
    for name, page in _slowest_first(pages)[:12]:
        yield Figure(name=f"p95 of {unquote(name)[:90]}", value=Spread(page.milliseconds).slow,
                     unit="ms", goal=("<=", MOST_MS))  # fmt: skip


def _slowest_first(pages: Mapping[str, Measured]) -> list[tuple[str, Measured]]:
    return sorted(pages.items(), key=lambda one: -Spread(one[1].milliseconds).slow)


def _line(name: str, page: Measured) -> str:
    spread, cpu = Spread(page.milliseconds), Spread(page.cpu)
    return (f"{spread.middle:7.1f} ms p50 {spread.slow:7.1f} ms p95 {cpu.middle:7.1f} ms CPU"
            f" {page.statements:3} statements  {unquote(name)}")  # fmt: skip


def _different(pages: Mapping[str, Measured]) -> list[tuple[str, Measured]]:
    """Of pages whose slowest statement is the same, the slowest."""
    found: dict[str, tuple[str, Measured]] = {}
    for name, page in _slowest_first(pages):
        found.setdefault(page.slowest[1], (name, page))
    return list(found.values())


def _plan(engine: Engine, name: str, page: Measured) -> str:
    """How PostgreSQL carries out the slowest statement of a page."""
    _, statement, parameters = page.slowest
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", parameters)
        lines = [row[0] for row in rows]
    shown = " ".join(statement.split())
    return "\n".join([f"== {unquote(name)}", shown, *lines])
