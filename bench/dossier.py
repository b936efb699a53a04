"""One whole dossier by HTTP, from the first click to the receipt in the citizen's hands."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.citizens import ANSWERS, EXTRACT, agency_id, sign_in, typed_steps
from bench.figures import Figure, Spread, tell
from bench.installation import ISSUER, Installation, installation
from bench.machine import describe_machine
from bench.processes import Running, cpu_seconds
from bench.statements import Statements, log_everything, read_log
from bench.walk import Job, Tally, many_citizens
from citizen_portal.models.session import new_session

PEER = {"cpu": 1.11, "statements": 227.0, "commits": 9.6, "rate": 1.40}
"""Open Forms 4.0 beta on like hardware, as published: three steps, 20 fields, PDF fetched."""

_SETTLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU-seconds while some dossiers were filed, by program."""

    web: float
    worker: float
    database: float
    tallies: list[Tally]

    @property
    def dossiers(self) -> int:
        """How many were finished."""
        return sum(one.dossiers for one in self.tallies)

    def per_dossier(self, seconds: float) -> float:
        """A share of seconds for each dossier."""
        return seconds / self.dossiers


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run dossier", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each rate")
    parser.add_argument("--clients", type=int, nargs="+", default=[4, 8], help="at once, in turn")
    parser.add_argument("--dossiers", type=int, default=60, help="one after the other, for CPU")
    parser.add_argument("--workers", type=int, default=2, help="processes of portal worker")
    parser.add_argument("--sql", action="store_true", help="print every kind of statement")
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8625) as made:
        job, cookies = _prepare(made, max(options.clients))
        web = made.start_web()
        workers = [made.start_worker() for _ in range(options.workers)]
        many_citizens(job, cookies[:4], 60, 4)  # warms everything up
        alone = _measure(made, web, workers, job, cookies[:1], 600, options.dossiers)
        counted = _statements(made, job, cookies[0], 10)
        crowds = {
            number: _measure(made, web, workers, job, cookies[:number], options.seconds, 10**6)
            for number in options.clients
        }
    fields = sum(len(typed) for typed in job.typed.values())
    tell("dossier", machine, _figures(alone, counted, crowds), _notes(fields, alone, crowds))
    if options.sql:
        _print_statements(counted, 10)


def _prepare(made: Installation, citizens: int) -> tuple[Job, list[str]]:
    portal = made.open()
    parts = portal.parts
    with new_session(portal.engine) as session:
        cookies = [sign_in(session, parts, ISSUER, number)[0] for number in range(citizens)]
    procedure = parts.catalogue.get(EXTRACT, parts.today())
    job = Job(
        port=made.port,
        code=EXTRACT,
        agency_id=agency_id(parts),
        typed=typed_steps(procedure, ANSWERS),
    )
    return job, cookies


def _measure(
    made: Installation, web: Running, workers: list[Running], job: Job, cookies: list[str],
    seconds: float, most: int,
) -> Cost:  # fmt: skip
    groups = ([web.pid], [one.pid for one in workers], [made.database_pid])
    before = [sum(map(cpu_seconds, pids)) for pids in groups]
    tallies = many_citizens(job, cookies, seconds, most)
    spent = [sum(map(cpu_seconds, pids)) - was for pids, was in zip(groups, before, strict=True)]
    return Cost(web=spent[0], worker=spent[1], database=spent[2], tallies=tallies)


def _statements(made: Installation, job: Job, cookie: str, dossiers: int) -> dict[str, Statements]:
    """The statements of some dossiers, by program, for each dossier."""
    log_everything(made.database.url(), True)
    time.sleep(_SETTLE_SECONDS)
    many_citizens(job, [cookie], 0, 0)  # reads the CSRF token, which is no part of a dossier
    start = made.database.log.stat().st_size
    many_citizens(job, [cookie], 600, dossiers)
    time.sleep(_SETTLE_SECONDS)
    counted = read_log(made.database.log, start)
    log_everything(made.database.url(), False)
    return counted


def _figures(alone: Cost, counted: dict[str, Statements], crowds: dict[int, Cost]) -> list[Figure]:
    both = alone.per_dossier(alone.web + alone.worker)
    statements = sum(counted[name].total for name in ("web", "worker")) / 10
    commits = sum(counted[name].commits for name in ("web", "worker")) / 10
    lasted = Spread([one for tally in alone.tallies for one in tally.lasted])
    figures = [
        Figure(name="CPU a dossier, web and worker", value=both, unit="s",
               reference=PEER["cpu"], goal=("<=", 0.11)),
        Figure(name="  web", value=alone.per_dossier(alone.web), unit="s"),
        Figure(name="  worker", value=alone.per_dossier(alone.worker), unit="s"),
        Figure(name="  PostgreSQL, beside them", value=alone.per_dossier(alone.database), unit="s"),
        Figure(name="SQL statements a dossier", value=statements,
               reference=PEER["statements"], goal=("<=", 60)),
        *(Figure(name=f"  {name}", value=counted[name].total / 10) for name in ("web", "worker")),
        Figure(name="  BEGIN, COMMIT, ROLLBACK beside them",
               value=sum(counted[name].turns.total() for name in ("web", "worker")) / 10),
        Figure(name="commits a dossier", value=commits, reference=PEER["commits"]),
        Figure(name="from first click to receipt, one client", value=lasted.middle, unit="s"),
    ]  # fmt: skip
    for number, cost in crowds.items():
        rate = sum(tally.rate for tally in cost.tallies)
        figures.append(
            Figure(name=f"dossiers a second, {number} clients", value=rate, unit="/s",
                   reference=PEER["rate"], goal=(">=", 14))
        )  # fmt: skip
    return figures


def _notes(fields: int, alone: Cost, crowds: dict[int, Cost]) -> list[str]:
    requests = sum(tally.requests for tally in alone.tallies) / alone.dossiers
    notes = [
        "reference: Open Forms 4.0 beta as published on like hardware, not of this run",
        f"three steps, {fields} fields, {requests:.1f} requests a dossier with the looks for "
        "the receipt; logged in beforehand; a new connection for each dossier; the client asks "
        "for no compression",
    ]
    for number, cost in crowds.items():
        client = sum(tally.client_cpu for tally in cost.tallies)
        shares = (cost.web, cost.worker, cost.database, client)
        words = ", ".join(
            f"{name} {cost.per_dossier(share) * 1000:.0f} ms"
            for name, share in zip(("web", "worker", "database", "clients"), shares, strict=True)
        )
        notes.append(f"{number} clients, {cost.dossiers} dossiers, CPU a dossier: {words}")
    return notes


def _print_statements(counted: dict[str, Statements], dossiers: int) -> None:
    for program, statements in counted.items():
        print(f"\n{program}: {dict(statements.turns)}")
        for sql, times in statements.queries.most_common():
            print(f"  {times / dossiers:5.1f}  {sql}")
