"""Submitting alone, beside a bare Flask and SQLAlchemy ORM view that writes the same rows."""

from __future__ import annotations

import argparse
import json
import socket
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.browser import Browser
from bench.citizens import EXTRACT, complete_draft, copies_of, sign_in
from bench.figures import Figure, tell
from bench.installation import ISSUER, Installation, installation
from bench.load import Load, Request, in_shares, median_of_turns, send_all
from bench.machine import describe_machine
from bench.processes import Running, cpu_seconds
from citizen_portal.models import AuditEntry, Dossier, DossierEvent, Paper
from citizen_portal.models.session import new_session
from citizen_portal.services.submission import submit_dossier

BARE_PORT = 8631
_DOSSIER = ("status", "subject", "answers", "fee", "fee_total", "payment_state")
_PAPER = (
    "kind", "number", "document_number", "title", "template", "template_version", "content",
    "issuer_name", "signatories", "state",
)  # fmt: skip
_EVENT = (
    "action", "from_status", "to_status", "actor_kind", "actor_name", "actor_title", "agency_id",
    "reason", "clock_effect", "detail",
)  # fmt: skip


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run submit", description=__doc__)
    parser.add_argument("--requests", type=int, default=300, help="in each turn")
    parser.add_argument("--turns", type=int, default=5, help="of each, one after the other")
    parser.add_argument("--clients", type=int, default=4, help="at once")
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8630) as made:
        figures, notes = _measure(made, options)
    tell("submit", machine, figures, notes)


def _measure(made: Installation, options: Any) -> tuple[list[Figure], list[str]]:
    cookie, drafts, values = _prepare(made, options.requests * (2 * options.turns + 2))
    web, bare = made.start_web(), _start_bare(made, values)
    waiting = iter(drafts)
    form = {"csrf_token": [_token(made.port, cookie)], "phien_ban": [str(values["revision"])]}

    def turn(port: int) -> Load:
        requests: list[Request] = [
            (f"/ho-so/{next(waiting)}/nop", form) for _ in range(options.requests)
        ]
        return send_all(port, cookie, in_shares(requests, options.clients))

    turn(made.port), turn(BARE_PORT)
    before = [cpu_seconds(one.pid) for one in (web, bare)]
    rates = median_of_turns(options.turns, [lambda _: turn(made.port), lambda _: turn(BARE_PORT)])
    spent = [cpu_seconds(one.pid) - was for one, was in zip((web, bare), before, strict=True)]
    _same_rows(made, len(drafts))
    return _figures(rates, spent, options.turns * options.requests), [
        "reference: bench/bare_submit.py on the same server, database and client, in turn with "
        f"ours: the same rows and job, nothing checked; {options.clients} clients",
        f"CPU of the client a request: {rates[0][1] * 1000:.2f} ms",
    ]


def _figures(
    rates: Sequence[tuple[float, float]], spent: Sequence[float], sent: int
) -> list[Figure]:
    cpu = [seconds / sent * 1000 for seconds in spent]
    return [
        Figure(name="submissions a second", value=rates[0][0], unit="/s", reference=rates[1][0],
               goal=(">=", 0.60), goal_is_ratio=True),
        Figure(name="CPU a submission, server", value=cpu[0], unit="ms", reference=cpu[1]),
    ]  # fmt: skip


def _start_bare(made: Installation, values: dict[str, Any]) -> Running:
    file = made.folder / "values.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    bare = made.start("bare", "bench.bare_submit", str(BARE_PORT), str(file))
    bare.wait_for(lambda: _listens(BARE_PORT))
    return bare


def _token(port: int, cookie: str) -> str:
    with Browser(port, cookie) as browser:
        return browser.get(f"/thu-tuc/{EXTRACT}/nop").token


def _prepare(made: Installation, count: int) -> tuple[str, list[str], dict[str, Any]]:
    """Drafts ready to be submitted, and what one really submitted dossier wrote."""
    portal = made.open()
    with new_session(portal.engine) as session:
        cookie, actor = sign_in(session, portal.parts, ISSUER, 1)
        first = complete_draft(session, portal.parts, actor)
        revision = session.get_one(Dossier, first).revision
        drafts = copies_of(session, first, count)
        submit_dossier(session, portal.parts, actor, first)
        values = _written(session, first, made.database.url())
    return cookie, drafts, {**values, "revision": revision}


def _written(session: Session, dossier_id: UUID, database_url: str) -> dict[str, Any]:
    def row(table: Any, names: Sequence[str], of: Any) -> dict[str, Any]:
        found = session.execute(select(*(getattr(table, name) for name in names)).where(of))
        return dict(found.one()._mapping)

    dossier = session.get_one(Dossier, dossier_id)
    record = session.execute(
        select(AuditEntry.record).where(AuditEntry.object_id == str(dossier_id))
    ).scalar_one()
    return {
        "database_url": database_url,
        "agency": (dossier.code or "").split("-")[0],
        "person": str(dossier.person_id),
        "dossier": row(Dossier, _DOSSIER, Dossier.id == dossier_id),
        "paper": {**row(Paper, _PAPER, Paper.dossier_id == dossier_id), "state": "queued"},
        "event": row(DossierEvent, _EVENT, DossierEvent.dossier_id == dossier_id),
        "record": json.loads(record),
    }


def _same_rows(made: Installation, submitted: int) -> None:
    """Both wrote a paper, an event and a job for every dossier. Raises ``AssertionError``."""
    portal = made.open()
    with portal.engine.connect() as connection:
        for table in ("paper", "dossier_event", "procrastinate_jobs"):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608 - three names of ours
            assert count == submitted + 1, f"{count} rows in {table}, {submitted + 1} expected"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
