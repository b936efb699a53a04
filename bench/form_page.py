"""A form page of 25 fields, beside a bare Flask-WTF view drawn by WTForms' own widgets."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sqlalchemy import event

from bench.bare_form import build
from bench.browser import Browser, answers_well
from bench.citizens import agency_id, sign_in
from bench.figures import Figure, Spread, tell
from bench.in_process import ask, milliseconds
from bench.installation import ISSUER, Installation, installation
from bench.load import Load, in_shares, median_of_turns, send_all
from bench.machine import describe_machine
from bench.processes import cpu_seconds
from bench.served_form import with_twenty_five_fields
from bench.twenty_five_fields import ANSWERS, CODE, TwentyFive
from citizen_portal.app import Portal, app_of
from citizen_portal.models import Dossier
from citizen_portal.models.session import new_session
from citizen_portal.procedures.form import answers_to_json
from citizen_portal.services.drafts import filling_in as drafts

BARE_PORT = 8646
BARE_PATH = "/to-khai"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run form_page", description=__doc__)
    parser.add_argument("--requests", type=int, default=600, help="in each turn")
    parser.add_argument("--turns", type=int, default=5, help="of each, one after the other")
    parser.add_argument("--clients", type=int, default=4, help="at once")
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8645) as made:
        portal = with_twenty_five_fields(made.open())
        cookie, path = _draft(portal)
        figures = _through_the_server(made, cookie, path, options)
        figures += _in_process(portal, cookie, path, options.requests)
    tell("form_page", machine, figures, [
        "reference: bench/bare_form.py, Flask-WTF with the same 25 fields and 214 choices, no "
        f"database, no login; {options.clients} clients, turns of each one after the other",
    ])  # fmt: skip


def _draft(portal: Portal) -> tuple[str, str]:
    """A citizen with a draft half filled in; the cookie and the form's address."""
    parts = portal.parts
    with new_session(portal.engine) as session:
        cookie, actor = sign_in(session, parts, ISSUER, 1)
        draft = drafts.start_draft(session, parts, actor, CODE, agency_id(parts))
        stored = answers_to_json((TwentyFive,), ANSWERS)
        row = session.get_one(Dossier, draft)
        row.answers = stored
        session.commit()
    return cookie, f"/ho-so/{draft}/buoc/{TwentyFive.name}"


def _through_the_server(made: Installation, cookie: str, path: str, options: Any) -> list[Figure]:
    ours = made.start("web", "bench.served_form", str(made.port))
    bare = made.start("bare", "bench.bare_form", str(BARE_PORT))
    ours.wait_for(lambda: answers_well(made.port, "/healthz"))
    bare.wait_for(lambda: answers_well(BARE_PORT, BARE_PATH))
    with Browser(made.port, cookie) as browser:
        assert browser.get(path).body.count(b"data-question=") == 25

    def turn(port: int, address: str) -> Load:
        requests = [(address, None)] * options.requests
        return send_all(port, cookie, in_shares(requests, options.clients))

    turn(made.port, path), turn(BARE_PORT, BARE_PATH)
    before = [cpu_seconds(one.pid) for one in (ours, bare)]
    rates = median_of_turns(
        options.turns, [lambda _: turn(made.port, path), lambda _: turn(BARE_PORT, BARE_PATH)]
    )
    sent = options.turns * options.requests
    cpu = [
        (cpu_seconds(one.pid) - was) / sent * 1000
        for one, was in zip((ours, bare), before, strict=True)
    ]
    return [
        Figure(name="form pages a second", value=rates[0][0], unit="/s", reference=rates[1][0],
               goal=(">=", 2), goal_is_ratio=True),
        Figure(name="CPU a page, server", value=cpu[0], unit="ms", reference=cpu[1]),
    ]  # fmt: skip


def _in_process(portal: Portal, cookie: str, path: str, times: int) -> list[Figure]:
    app, bare = app_of(portal), build()
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    for _ in range(20):
        assert ask(app, path, cookie)[0] == 200
        assert ask(bare, BARE_PATH)[0] == 200
    event.listen(portal.engine, "before_cursor_execute", note)
    ask(app, path, cookie)
    event.remove(portal.engine, "before_cursor_execute", note)
    ours: Spread = milliseconds(app, path, cookie, times)
    theirs: Spread = milliseconds(bare, BARE_PATH, "", times)
    return [
        Figure(name="the same without a network, median", value=ours.middle, unit="ms",
               reference=theirs.middle),
        Figure(name="SQL statements a page", value=len(sent), goal=("<=", 6)),
    ]  # fmt: skip
