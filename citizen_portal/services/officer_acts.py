"""What all acts of officers begin with: the right dossier, the right role, the right moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_officer, require_role
from citizen_portal.services.change import check_revision
from citizen_portal.services.errors import Forbidden, NotFound
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.numbering import next_number
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAct:
    """A dossier that an officer is about to act on, locked until the transaction ends."""

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
    else's task or the officer's own dossier, ``Stale``.
    """
    officer = require_officer(actor)
    dossier = lock_with_group(session, dossier_id)
    if dossier.status == Status.DRAFT:
        raise NotFound()
    kinds = {kind for row in TRANSITIONS if row.action is action for kind in row.actor_kinds}
    kind = require_role(officer, dossier.handling_agency_id, kinds)
    if dossier.person_id == officer.person_id:
        raise Forbidden()
    check_revision(dossier, revision)
    return OfficerAct(
        session=session,
        parts=parts,
        actor=officer,
        kind=_best_kind(officer, dossier, action, kind),
        dossier=dossier,
        procedure=parts.catalogue.version(dossier.procedure_code, dossier.procedure_version),
        agency=parts.reference.agency(dossier.handling_agency_id),
        now=parts.clock(),
    )


def _best_kind(actor: Actor, dossier: Dossier, action: Action, found: ActorKind) -> ActorKind:
    """Of an officer's several roles, the one for which the table has a row now."""
    for kind in actor.roles_at(dossier.handling_agency_id):
        for row in TRANSITIONS:
            fits = row.action is action and Status(dossier.status) in row.from_statuses
            if fits and kind in row.actor_kinds:
                return kind
    return found
