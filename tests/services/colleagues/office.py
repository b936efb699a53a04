"""Colleagues as tests need them: a second case officer, somebody away, a relative."""

from __future__ import annotations

from datetime import date, timedelta

from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import DeclaredRelative, OfficerPost
from citizen_portal.services.actor import Actor
from citizen_portal.services.colleagues.lending import Lending, delegate
from tests.services.town import EM, Town

EN, DAO = "022186000244", "022083000255"
"""The two administrators of the agency at Hạ Long."""
AUDITOR = "022070000299"
HEAD, FINANCE_APPROVER = "022181000211", "022072000222"


def fresh(town: Town, number: str) -> Actor:
    """Who somebody is after their posts changed: the town remembers people."""
    town._known.pop((number, 2), None)
    return town.person(number)


def case_officer(town: Town, number: str, *, keep: bool = False) -> str:
    """Make somebody of the agency at Hạ Long a case officer; ``keep`` leaves other posts."""
    person_id = town.person(number).person_id
    agency_id = town.person(EM).posts[0].agency_id
    if not keep:
        town.session.query(OfficerPost).filter_by(person_id=person_id).delete()
    town.session.add(
        OfficerPost(person_id=person_id, agency_id=agency_id, role="case_officer",
                    title="Cán bộ thụ lý", since=date(2026, 1, 1))
    )  # fmt: skip
    town.session.commit()
    fresh(town, number)
    return number


def lend(town: Town, giver: str, to: str, role: ActorKind, days: int = 2) -> None:
    """Somebody is away from today for some days, and a colleague stands in."""
    person = town.person(giver)
    agency_id = next(post.agency_id for post in person.posts if post.role is role)
    today = town.parts.today()
    delegate(
        town.session, town.parts, person,
        Lending(agency_id=agency_id, role=role, giver=person.person_id,
                to=town.person(to).person_id, since=today,
                until=today + timedelta(days=days), reason="Nghỉ phép"),
    )  # fmt: skip
    fresh(town, to)


def relative_of(town: Town, officer: str, number: str) -> None:
    """The officer named the person as a relative."""
    town.person(number)
    town.session.add(
        DeclaredRelative(person_id=town.person(officer).person_id, personal_number=number,
                         relation="sibling", declared_at=town.clock())
    )  # fmt: skip
    town.session.commit()
