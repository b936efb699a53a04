"""The demonstration's seed."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.models import OfficerPost, Person
from citizen_portal.services.demo import seed_demo


def _count(session: Session, table: type) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_seeding_again_changes_nothing(own_portal: tuple[Portal, object]) -> None:
    portal = own_portal[0]
    with Session(portal.engine) as session:
        issuer = session.scalars(select(Person.issuer)).first() or ""
        before = _count(session, Person), _count(session, OfficerPost)
        seed_demo(session, portal.parts, issuer)
        assert (_count(session, Person), _count(session, OfficerPost)) == before


def test_people_stay_the_same_when_the_simulator_moves(own_portal: tuple[Portal, object]) -> None:
    portal = own_portal[0]
    here, there = "http://127.0.0.1:8001/dinh-danh", "http://127.0.0.1:9001/dinh-danh"
    with Session(portal.engine) as session:
        session.execute(update(Person).values(issuer=here))
        session.commit()
        before = set(session.scalars(select(Person.id)))
        seed_demo(session, portal.parts, there)
        assert set(session.scalars(select(Person.id))) == before
        assert set(session.scalars(select(Person.issuer))) == {there}
