"""The agency's rules of assignment: who gets which dossiers by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import ActorKind, Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import AssignmentRule, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty, require_role
from citizen_portal.services.colleagues.staff import colleagues_at
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

AGENCY = Text("Hãy chọn cơ quan bạn quản trị.", "Choose an agency that you administer.")
PROCEDURE = Text(
    "Hãy chọn một thủ tục của cơ quan, hoặc mọi thủ tục.",
    "Choose one of the agency's procedures, or all of them.",
)
PERSON = Text(
    "Hãy chọn một cán bộ thụ lý của cơ quan, hoặc người đang có ít hồ sơ nhất.",
    "Choose one of the agency's case officers, or whoever has the least in hand.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule in words: empty ``procedure_code`` is any, empty ``person`` the least loaded."""

    id: int
    agency: str
    procedure_code: str
    procedure: Text
    person: str
    set_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the page shows. ``procedures`` are (code, name); ``officers`` (agency, id, name)."""

    agencies: tuple[AgencyView, ...]
    procedures: tuple[tuple[str, Text], ...]
    officers: tuple[tuple[int, UUID, str], ...]
    rules: tuple[RuleView, ...]


def open_rules(session: Session, parts: Parts, actor: Actor | None) -> Rules:
    """The rules of the agencies that the actor administers, and what may be chosen."""
    officer = require_duty(actor, Duty.CONFIGURE)
    agencies = _administered(parts, officer)
    ids = [one.id for one in agencies]
    return Rules(
        agencies=agencies,
        procedures=_procedures(parts, agencies, parts.today()),
        officers=colleagues_at(session, ids, parts.today(), (ActorKind.CASE_OFFICER,)),
        rules=_rules(session, parts, ids),
    )


def _administered(parts: Parts, officer: Actor) -> tuple[AgencyView, ...]:
    return tuple(parts.reference.agency(one) for one in officer.agencies_for(Duty.CONFIGURE))


def _procedures(
    parts: Parts, agencies: Sequence[AgencyView], on: date
) -> tuple[tuple[str, Text], ...]:
    kinds = {one.kind for one in agencies}
    found = (
        (one.code, one.name)
        for one in parts.catalogue.on_offer(on)
        if one.authority in kinds and one.steps
    )
    return tuple(sorted(found, key=lambda one: one[1].vi))


def _rules(session: Session, parts: Parts, agency_ids: Sequence[int]) -> tuple[RuleView, ...]:
    rows = session.execute(
        select(AssignmentRule, Person.full_name)
        .outerjoin(Person, Person.id == AssignmentRule.person_id)
        .where(AssignmentRule.agency_id.in_(agency_ids))
        .order_by(AssignmentRule.agency_id, AssignmentRule.procedure_code)
    )
    return tuple(
        RuleView(
            id=row.AssignmentRule.id,
            agency=parts.reference.agency(row.AssignmentRule.agency_id).name,
            procedure_code=row.AssignmentRule.procedure_code,
            procedure=_name(parts, row.AssignmentRule.procedure_code),
            person=row.full_name or "",
            set_at=row.AssignmentRule.set_at,
        )
        for row in rows
    )


def _name(parts: Parts, code: str) -> Text:
    if not code:
        return Text("Mọi thủ tục", "All procedures")
    try:
        return parts.catalogue.get(code, parts.today()).name
    except (LookupError, ProcedureSuspended):
        return Text(code)


def set_rule(
    session: Session, parts: Parts, actor: Actor | None, *,
    agency_id: int | None, procedure_code: str, person_id: UUID | None, least_loaded: bool,
) -> None:  # fmt: skip
    """Set the rule of an agency for a procedure ("" for all); it replaces the one before.

    Raises ``WrongInput`` with every problem.
    """
    officer = require_duty(actor, Duty.CONFIGURE)
    shown = open_rules(session, parts, officer)
    problems = {}
    if agency_id not in {one.id for one in shown.agencies}:
        problems["co_quan"] = AGENCY
    if procedure_code and procedure_code not in {code for code, _ in shown.procedures}:
        problems["thu_tuc"] = PROCEDURE
    theirs = {one for agency, one, _ in shown.officers if agency == agency_id}
    if not least_loaded and person_id not in theirs:
        problems["can_bo"] = PERSON
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    values = {"person_id": None if least_loaded else person_id, "set_at": now,
              "set_by_id": officer.person_id}  # fmt: skip
    new = insert(AssignmentRule).values(
        agency_id=agency_id, procedure_code=procedure_code, **values
    )
    rule_id = session.scalar(
        new.on_conflict_do_update(
            index_elements=[AssignmentRule.agency_id, AssignmentRule.procedure_code], set_=values
        ).returning(AssignmentRule.id)
    )
    audit.record(session, at=now, actor=officer, act="set-assignment-rule", object_id=rule_id,
                 agency=agency_id, procedure=procedure_code,
                 to=str(values["person_id"] or "least loaded"))  # fmt: skip
    session.commit()


def drop_rule(session: Session, parts: Parts, actor: Actor | None, rule_id: int) -> None:
    """Remove a rule. Raises ``NotFound`` for another agency's."""
    officer = require_duty(actor, Duty.CONFIGURE)
    row = session.get(AssignmentRule, rule_id, with_for_update=True)
    if row is None:
        raise NotFound()
    require_role(officer, row.agency_id, Duty.CONFIGURE.holders)
    session.delete(row)
    session.flush()
    audit.record(session, at=parts.clock(), actor=officer, act="drop-assignment-rule",
                 object_id=rule_id, agency=row.agency_id)  # fmt: skip
    session.commit()
