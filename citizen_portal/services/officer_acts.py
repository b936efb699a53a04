"""What all acts of officers begin with: the right dossier, the right role, the right moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import agency_at, refuse_stale
from citizen_portal.services.errors import NotFound
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.numbering import next_number
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.step_budget import start_step
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import refuse_own, seat_for


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAct:
    """A dossier that an officer is about to act on, locked until the transaction ends.

    ``agency`` is that of the dossier's four at which the officer acts.
    """

    session: Session
    parts: Parts
    actor: Actor
    kind: ActorKind
    dossier: Dossier
    procedure: Procedure
    agency: AgencyView
    now: datetime

    @property
    def answers(self) -> dict[str, Any]:
        """The applicant's answers, typed."""
        return answers_from_json(self.procedure.form, self.dossier.answers)

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar by which the dossier is handled."""
        return self.parts.reference.calendar(self.dossier.handling_agency_id)

    def start_step(self, step: str) -> None:
        """Put the dossier into a step; its budget counts from now."""
        start_step(self.dossier, self.procedure, step, self.now, self.calendar)

    def book_number(self, symbol: str) -> str:
        """Take the next number in one of the agency's books of the year.

        Below ten it has a zero in front (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        """
        year = str(day_in_vietnam(self.now).year)
        return f"{next_number(self.session, symbol, self.agency.code, year):02d}/{symbol}"


def begin_act(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    action: Action,
    revision: int | None,
) -> OfficerAct:
    """Lock the dossier for an officer's act.

    Raises ``NotFound`` for another agency's dossier or a draft, ``Forbidden`` for somebody
    else's task, the officer's own dossier or a close relative's, ``Stale``.
    """
    officer = require_officer(actor)
    dossier = lock_with_group(session, dossier_id)
    if dossier.status == Status.DRAFT:
        raise NotFound()
    kind, seat = seat_for(officer, dossier, action)
    refuse_own(session, officer, dossier)
    refuse_stale(session, dossier, revision)
    return OfficerAct(
        session=session,
        parts=parts,
        actor=officer,
        kind=kind,
        dossier=dossier,
        procedure=parts.catalogue.version(dossier.procedure_code, dossier.procedure_version),
        agency=parts.reference.agency(agency_at(dossier, seat)),
        now=parts.clock(),
    )
