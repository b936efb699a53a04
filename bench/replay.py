"""Replaying a new version over 10,000 past dossiers, by one process and by all cores."""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.citizens import ANSWERS, EXTRACT, agency_id, sign_in
from bench.figures import Figure, tell
from bench.installation import ISSUER, installation
from bench.machine import describe_machine
from citizen_portal.app import Portal
from citizen_portal.commands.replay_processes import calendar_in_use, replay_past
from citizen_portal.domain.fees import FeeAssessment, FeeLine
from citizen_portal.domain.legal import InForce
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Dossier
from citizen_portal.models.session import new_session
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.form import answers_to_json
from citizen_portal.procedures.procedure import FeeSchedule, Procedure
from citizen_portal.services.replay.differences import Comparison
from citizen_portal.services.replay.sources import Tally, begin_reading, replay_dossiers

AGENCIES = ("receiving", "competent", "handling", "return")
DEARER = 1_000


@dataclass(frozen=True)
class Dearer:
    """The same bill, each piece a little dearer."""

    schedule: FeeSchedule

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess as before, then add."""
        lines = self.schedule.assess(answers, channel, on).lines
        return FeeAssessment(lines=tuple(_dearer(line) for line in lines))


def _dearer(line: FeeLine) -> FeeLine:
    amount = line.amount + line.quantity * DEARER
    return replace(line, unit_price=line.unit_price + DEARER, amount=amount)


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run replay", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=10_000)
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with installation(port=8620) as made:
        url = made.settings.database_url
        portal = made.open()
        old = portal.parts.catalogue.get(EXTRACT, portal.parts.today())
        _file(portal, old, options.dossiers)
        compared = Comparison((old, _second(old)), old.version, "bench", calendar_in_use(url))
        alone, seconds_alone = _alone(portal, compared)
        start = time.monotonic()
        together, _ = replay_past(url, compared, None)
        seconds = time.monotonic() - start
    assert together == alone
    assert together.seen == options.dossiers
    assert set(together.differences.values()) == {options.dossiers}
    _tell(machine, seconds, seconds_alone, options.dossiers)


def _tell(machine: dict[str, object], seconds: float, alone: float, dossiers: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    tell(
        "replay", machine,
        [
            Figure(name=f"{dossiers:,} past dossiers, {os.cpu_count()} cores", value=seconds,
                   unit="s", reference=alone, goal=("<=", 60.0)),
            Figure(name="a dossier, one process", value=alone / dossiers * 1000, unit="ms"),
            Figure(name="largest process", value=peak, unit="MiB"),
        ],
        ["reference: the same by one process; 21 answers in three steps, which both versions ask "
         "by forms of their own: each is upgraded, checked on two days, assessed, and compared"],
    )  # fmt: skip


def _second(old: Procedure) -> Procedure:
    """A version with forms of its own, another fee and another deadline for acceptance."""
    form = tuple(type(f"{step.__name__}Again", (step,), {}) for step in old.form)
    since = InForce(since=date.today() + timedelta(30))
    return replace(old, version="bench", follows=old.version, in_force=since, form=form,
                   fee=Dearer(old.fee), acceptance_hours=9)  # fmt: skip


def _file(portal: Portal, old: Procedure, count: int) -> None:
    with new_session(portal.engine) as session:
        _, actor = sign_in(session, portal.parts, ISSUER, 1)
        _add_rows(session, portal, old, actor.person_id, count)
        session.commit()


def _add_rows(session: Session, portal: Portal, old: Procedure, person: object, count: int) -> None:
    now, agency = portal.parts.clock(), agency_id(portal.parts)
    every = {f"{what}_agency_id": agency for what in AGENCIES}
    for start in range(0, count, 1000):
        session.execute(insert(Dossier), [
            {"procedure_code": old.code, "procedure_version": old.version,
             "status": Status.REGISTERED, "channel": Channel.ONLINE, "person_id": person,
             "answers": answers_to_json(old.form, {**ANSWERS, "copies": 1 + n % 9}),
             "created_at": now, "updated_at": now, "submitted_at": now, **every}
            for n in range(start, min(start + 1000, count))
        ])  # fmt: skip


def _alone(portal: Portal, compared: Comparison) -> tuple[Tally, float]:
    with new_session(portal.engine) as session:
        begin_reading(session)
        start = time.monotonic()
        return replay_dossiers(session, compared), time.monotonic() - start
