"""The group's papers that a part's own procedure asks for: seen by its desk, never copied."""

from __future__ import annotations

from sqlalchemy.orm import Session

from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.attachments import AttachmentView, attachments_of


def papers_seen(
    session: Session, dossier: Dossier, procedure: Procedure
) -> tuple[AttachmentView, ...]:
    """The papers of a dossier whose reader is known: of a part, those of its group too.

    A paper belongs to a part when its procedure has a requirement of the same name.
    """
    own = attachments_of(session, dossier.id)
    if dossier.parent_id is None:
        return own
    asked = {one.name for one in procedure.documents}
    shared = attachments_of(session, dossier.parent_id)
    return (*(one for one in shared if one.requirement in asked), *own)
