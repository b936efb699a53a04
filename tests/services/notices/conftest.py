"""A town whose notices leave over channels that a test can watch."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select, text

from citizen_portal.models import DossierEvent, Notice, Person
from citizen_portal.services.notices import sending, telling
from tests.services.notices.carriers import Carrier
from tests.services.town import Town


class Post:
    """The town with an e-mail and an SMS carrier, and what the worker does for them."""

    def __init__(self, town: Town) -> None:
        self.email = Carrier("thu", "email")
        self.sms = Carrier("tin", "sms")
        carriers = {one.name: one for one in (self.email, self.sms)}
        self.town = Town(
            town.session, replace(town.parts, notifiers=carriers), town.clock, town.issuer
        )

    def reach(self, number: str, **changes: object) -> None:
        """Give a person addresses and choices."""
        person = self.town.session.get_one(Person, self.town.person(number).person_id)
        values = {"email": "an@example.vn", "phone": "+84912345678", **changes}
        for name, value in values.items():
            setattr(person, name, value)
        self.town.session.commit()

    def tell(self, dossier_id: UUID) -> None:
        """Tell of every event of a dossier, as the worker does."""
        sequences = self.town.session.scalars(
            select(DossierEvent.sequence)
            .where(DossierEvent.dossier_id == dossier_id)
            .order_by(DossierEvent.sequence)
        ).all()
        for sequence in sequences:
            telling.tell_of_event(self.town.session, self.town.parts, dossier_id, sequence)

    def send(self, notice: Notice, *, last_try: bool = False) -> Notice:
        """Send one notice, as the worker does; return it as it is then."""
        sending.send_notice(self.town.session, self.town.parts, notice.id, last_try=last_try)
        self.town.session.refresh(notice)
        return notice

    def notices(self, channel: str = "") -> list[Notice]:
        """What was written, in the order of events."""
        query = select(Notice).order_by(Notice.occasion, Notice.channel)
        if channel:
            query = query.where(Notice.channel == channel)
        return list(self.town.session.scalars(query.execution_options(populate_existing=True)))

    def jobs(self, task: str) -> list[dict[str, object]]:
        """The arguments of the jobs of a name, oldest first."""
        query = text("SELECT args FROM procrastinate_jobs WHERE task_name = :task ORDER BY id")
        return [row.args for row in self.town.session.execute(query, {"task": task})]


@pytest.fixture
def post(town: Town) -> Post:
    """The town with its carriers."""
    return Post(town)
