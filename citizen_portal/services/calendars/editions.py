"""Editions of the calendar: one person proposes, another decides, then due dates follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.calendar_edition import CalendarChange
from citizen_portal.domain.calendar_reading import TypedEdition, read_edition, write_week
from citizen_portal.domain.wording import Text
from citizen_portal.models import CalendarEdition, Person
from citizen_portal.procedures.form import Problem
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.calendars.due_proposals import PROPOSE_JOB
from citizen_portal.services.errors import InvalidAnswers, NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.second_person import (
    IN_FORCE,
    PROPOSED,
    REPLACED,
    STATES,
    require_configurer,
    settle,
)

MOST_SHOWN = 50
FORM = "lich"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """One version of the calendar: what it changes, by whom and when."""

    id: int
    change: CalendarChange
    source: str
    state: str
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    own: bool

    @property
    def state_words(self) -> tuple[Text, str]:
        """The words of its state, and their colour."""
        return STATES[self.state]


def list_editions(
    session: Session, parts: Parts, actor: Actor | None, agency_id: int | None
) -> tuple[EditionView, ...]:
    """The versions of an agency's calendar, or (None) of the nation's, the newest first."""
    person = require_configurer(require_person(actor, SUBMIT_LEVEL), agency_id)
    _known(parts, agency_id)
    proposer, decider = aliased(Person), aliased(Person)
    whose = CalendarEdition.agency_id
    rows = session.execute(
        select(CalendarEdition, proposer.full_name, decider.full_name)
        .join(proposer, proposer.id == CalendarEdition.proposed_by_id)
        .outerjoin(decider, decider.id == CalendarEdition.decided_by_id)
        .where(whose.is_(None) if agency_id is None else whose == agency_id)
        .order_by(CalendarEdition.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(
        EditionView(
            id=row.id, change=CalendarChange.from_json(row.content), source=row.source,
            state=row.state, proposed_at=row.proposed_at, proposed_by=by,
            decided_at=row.decided_at, decided_by=decided_by or "",
            own=row.proposed_by_id == person.person_id,
        )
        for row, by, decided_by in rows
    )  # fmt: skip


def present_hours(parts: Parts, agency_id: int | None) -> dict[str, str]:
    """The hours of the week that apply today, as the form writes them."""
    return write_week(parts.reference.calendar(agency_id).usual_hours(parts.today()))


def propose_edition(
    session: Session, parts: Parts, actor: Actor | None, agency_id: int | None, typed: TypedEdition
) -> int:
    """Propose an edition; return its number. It is in force once a second person agrees.

    Raises ``InvalidAnswers`` with every contradiction, at the fields of the form.
    """
    person = require_configurer(require_person(actor, SUBMIT_LEVEL), agency_id)
    _known(parts, agency_id)
    change, reasons = read_edition(
        typed, parts.reference.calendars().below(agency_id),
        present=present_hours(parts, agency_id), national=agency_id is None,
    )  # fmt: skip
    if change is None:
        raise InvalidAnswers({FORM: tuple(Problem(name, said) for name, said in reasons)})
    now = parts.clock()
    row = CalendarEdition(
        agency_id=agency_id, content=change.to_json(), source=typed.source.strip()[:500],
        state=PROPOSED, proposed_at=now, proposed_by_id=person.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _record(session, person, row, "propose-calendar", now)
    session.commit()
    return row.id


def decide_edition(
    session: Session, parts: Parts, actor: Actor | None, edition_id: int, *, agree: bool
) -> int | None:
    """Put a proposal into force, or refuse it; return whose calendar it is.

    It replaces the edition of the same year; due dates it moves are proposed by a job.
    Raises ``NotFound``, ``Forbidden`` for the proposer, ``NotPossibleNow``.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    row = session.get(CalendarEdition, edition_id, with_for_update=True)
    if row is None:
        raise NotFound()
    require_configurer(person, row.agency_id)
    now = parts.clock()
    before = _in_force_before(session, row)
    settle(row, row.proposed_by_id, person, now, agree=agree)
    if agree:
        if before is not None:
            before.state = REPLACED
        enqueue(session, PROPOSE_JOB, edition_id=edition_id, after="")
    session.flush()
    _record(session, person, row, f"calendar-{row.state}", now)
    session.commit()
    parts.reference.forget()
    return row.agency_id


def _in_force_before(session: Session, row: CalendarEdition) -> CalendarEdition | None:
    """The edition of the same year that a new one replaces."""
    whose = CalendarEdition.agency_id
    same = select(CalendarEdition).where(
        whose.is_(None) if row.agency_id is None else whose == row.agency_id,
        CalendarEdition.state == IN_FORCE,
    )
    year = row.content["year"]
    found = (one for one in session.scalars(same.with_for_update()) if one.content["year"] == year)
    return next(found, None)


def _known(parts: Parts, agency_id: int | None) -> None:
    """Refuse an agency that does not exist. Raises ``NotFound``."""
    if agency_id is not None:
        try:
            parts.reference.agency(agency_id)
        except KeyError:
            raise NotFound() from None


def _record(session: Session, person: Actor, row: CalendarEdition, act: str, at: datetime) -> None:
    detail: dict[str, Any] = {"agency": row.agency_id, "year": row.content["year"]}
    audit.record(session, at=at, actor=person, act=act, object_id=row.id, **detail)
