"""A dossier that an officer may look at, as far as pages about colleagues need it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import sees


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHead:
    """Which dossier it is, in which revision, and where it is handled and returned.

    ``leads`` an interlinked group.
    """

    id: UUID
    code: str
    revision: int
    applicant_name: str
    handling: str
    returning: str
    leads: bool


def visible_dossier(session: Session, officer: Actor, dossier_id: UUID) -> Dossier:
    """Load a dossier of the officer's agencies. Raises ``NotFound``."""
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or not sees(session, officer, dossier):
        raise NotFound()
    return dossier


def open_head(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> DossierHead:
    """The head of a page about a dossier. Raises ``NotFound``."""
    officer = require_officer(actor)
    dossier = visible_dossier(session, officer, dossier_id)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return DossierHead(
        id=dossier.id,
        code=dossier.code or "",
        revision=dossier.revision,
        applicant_name=dossier.applicant_name,
        handling=parts.reference.agency(dossier.handling_agency_id).name,
        returning=parts.reference.agency(dossier.return_agency_id).name,
        leads=bool(procedure.interlinked),
    )
