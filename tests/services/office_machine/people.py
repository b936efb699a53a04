"""Who lives and works in the town of the machine, and the town itself, gone when it is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Connection, Engine, Row, insert, select
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.domain.roles import ActorKind, Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import OfficerPost, Person
from citizen_portal.procedures.connectors import PaymentFact, PaymentRequest
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import agency_at
from citizen_portal.services.colleagues.posts import actor_of
from citizen_portal.services.demo import OFFICERS
from citizen_portal.services.reference import Reference
from tests.services.conftest import NOW
from tests.services.finance import YEN
from tests.services.office_machine.records import Records
from tests.services.town import AN, BINH, GATEWAY, GIANG, MovingClock, Town

CITIZENS = (AN, BINH)
OFFICIALS = tuple(number for number, *_ in OFFICERS)
BOTH = (GIANG, YEN)
"""Approvers who are case officers as well: only the use cases keep their two tasks apart."""


@dataclass
class Till:
    """The gateway as the portal's side sees it: it opens orders, and what it says is told."""

    name: str = GATEWAY
    label: Text = field(default_factory=lambda: Text("Quầy thử"))

    def start_payment(self, request: PaymentRequest) -> str:
        return f"https://tra-tien.vi-du.vn/{request.reference}"

    def read_notice(self, headers: Any, body: bytes, *, now: Any) -> PaymentFact:
        raise NotImplementedError

    def query_payment(self, reference: str) -> PaymentFact:
        raise LookupError(reference)


@dataclass
class Office:
    """A town on one connection, whose whole life is undone at the end."""

    town: Town
    connection: Connection
    clock: MovingClock
    people: dict[str, Actor] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        return self.town.session

    def new_request(self) -> None:
        """Every request and every job has a session of its own."""
        self.session.rollback()
        self.session.expunge_all()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens here has not happened afterwards."""
        self.new_request()
        before = self.connection.begin_nested()
        try:
            yield
        finally:
            self.session.rollback()
            before.rollback()
            self.new_request()

    def concerned(self, dossier: Any) -> list[str]:
        """The officers of the dossier's agencies."""
        here = {agency_at(dossier, seat) for seat in Seat}
        return [one for one in OFFICIALS if here & set(self.people[one].agency_ids)]


class Inhabited(RuleBasedStateMachine):
    """What the rules of the machine share."""

    office: Office
    before: Records
    """The records as they were after the step before."""

    def __init__(self) -> None:
        super().__init__()
        self.kin: set[tuple[UUID, UUID]] = set()
        self.holidays: dict[tuple[int | None, int], list[date]] = {}

    def watch(self) -> None:
        """See whether all is well."""
        raise NotImplementedError

    def dossier(self, which: int) -> Row[Any]:
        """One of the submitted dossiers."""
        found = list(self.before.dossiers.values())
        return found[which % len(found)]


@contextmanager
def open_office(portal: Portal, clock: MovingClock) -> Iterator[Office]:
    """A town in which calendars, too, are read from the connection that is rolled back."""
    clock.now = NOW
    with portal.engine.connect() as connection:
        transaction = connection.begin()
        # As the portal opens its sessions, so that what is not flushed is not written.
        session = Session(
            connection, join_transaction_mode="create_savepoint", autoflush=False,
            expire_on_commit=False,
        )  # fmt: skip
        with session:
            reference = Reference(cast(Engine, connection))
            parts = replace(portal.parts, reference=reference, gateways={GATEWAY: Till()})
            office = Office(Town(session, parts, clock), connection, clock)
            _settle_in(office)
            yield office
        transaction.rollback()


def _settle_in(office: Office) -> None:
    """Two approvers get a second task; everybody is there."""
    session, town = office.session, office.town
    found = session.execute(select(Person.personal_number, Person.id))
    ids = {number: person_id for number, person_id in found if number in OFFICIALS}
    for number in BOTH:
        agency_id = actor_of(session, ids[number], town.parts.today()).agency_ids[0]
        values = {"person_id": ids[number], "agency_id": agency_id, "since": date(2026, 1, 1),
                  "role": ActorKind.CASE_OFFICER.value, "title": "Kiêm thụ lý"}  # fmt: skip
        session.execute(insert(OfficerPost).values(values))
    session.commit()
    today = town.parts.today()
    for number in OFFICIALS:
        office.people[number] = actor_of(session, ids[number], today)
        town._known[number, 2] = office.people[number]
    office.people |= {number: town.person(number) for number in CITIZENS}
    office.new_request()
