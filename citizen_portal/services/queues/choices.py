"""What an officer can choose among in the filters: procedures at hand, their steps, colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, text, union
from sqlalchemy.orm import Session

from citizen_portal.domain.folding import sort_key
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.staff import colleagues_at
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE

AT_APPROVAL = Text("Chờ phê duyệt", "To approve")
AT_ISSUANCE = Text("Chờ ban hành", "To issue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Codes, names and ids with what people read."""

    procedures: tuple[tuple[str, Text], ...]
    steps: tuple[tuple[str, Text], ...]
    colleagues: tuple[tuple[UUID, str], ...]


def filter_choices(session: Session, parts: Parts, actor: Actor | None) -> Choices:
    """The procedures of which the officer's agencies have dossiers, their steps, and the
    case officers there.
    """
    officer = require_officer(actor)
    if not officer.agency_ids:  # whose roles have no desk, such as auditors
        return Choices(procedures=(), steps=(), colleagues=())
    codes = [code for code in session.scalars(_codes(officer)) if code is not None]
    versions = [(code, parts.catalogue.versions(code)) for code in codes]
    names = [(code, found[-1].name if found else Text(code)) for code, found in versions]
    steps = {APPROVAL: AT_APPROVAL, ISSUANCE: AT_ISSUANCE}
    for _, found in versions:
        steps |= {step.name: step.title for one in found for step in one.steps}
    return Choices(
        procedures=tuple(sorted(names, key=lambda one: sort_key(one[1].vi))),
        steps=tuple(steps.items()),
        colleagues=_case_officers(session, parts, officer),
    )


def _codes(officer: Actor) -> Any:
    """Of every agency, received there or handled there."""
    columns: Sequence[Any] = (Dossier.receiving_agency_id, Dossier.handling_agency_id)
    return union(*(_codes_at(column == one) for column in columns for one in officer.agency_ids))


def _codes_at(there: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """From one code to the next by the index: as many looks as there are procedures."""
    # A draft is nobody's yet; the condition is written out as the index has it.
    here = select(func.min(Dossier.procedure_code).label("code")).where(there, text("status > 0"))
    codes = here.cte(recursive=True)
    following = here.where(Dossier.procedure_code > codes.c.code).scalar_subquery()
    codes = codes.union_all(select(following).where(codes.c.code.is_not(None)))
    return select(codes.c.code)


def _case_officers(session: Session, parts: Parts, officer: Actor) -> tuple[tuple[UUID, str], ...]:
    """Each once, also who works at several of the agencies; those of the same name stay two."""
    found = colleagues_at(session, officer.agency_ids, parts.today(), Duty.PROCESS.holders)
    return tuple({person_id: name for _, person_id, name in found}.items())
