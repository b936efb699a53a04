"""What an applicant alone knows of the hand-over of their result: the code to say."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.handover import tries_left
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.errors import NotFound
from citizen_portal.services.handing_over.records import code_of, open_handover
from citizen_portal.services.parts import Parts


def own_code(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> str:
    """The code to say at the desk; empty when none counts. Raises ``NotFound``.

    Nobody but the applicant sees it, whoever else may open the dossier.
    """
    person = require_person(actor)
    _own(session, person, dossier_id)
    row = open_handover(session, dossier_id)
    return code_of(parts, row) if row is not None and tries_left(row.tries) else ""


def _own(session: Session, person: Actor, dossier_id: UUID) -> None:
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or dossier.person_id != person.person_id:
        raise NotFound()
