"""Papers issued for a dossier, and papers received with it, for its officers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from citizen_portal.services.attachments import open_attachment
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.issued_papers import NUMBERED, SINGLE, answer_with_paper, word_converter
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of


@officer_pages.get(f"/can-bo/ho-so/<uuid:dossier_id>/<{word_converter(SINGLE)}:word>.pdf")
@officer
def single_paper(dossier_id: UUID, word: str) -> Any:
    """A paper of which there is one."""
    return answer_with_paper(address_of(dossier_id), dossier_id, SINGLE[word])


@officer_pages.get(
    f"/can-bo/ho-so/<uuid:dossier_id>/<{word_converter(NUMBERED)}:word>/<int:number>.pdf"
)
@officer
def numbered_paper(dossier_id: UUID, word: str, number: int) -> Any:
    """A paper of which there may be several."""
    return answer_with_paper(address_of(dossier_id), dossier_id, NUMBERED[word], number)


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/giay-to/<uuid:attachment_id>")
@officer
def attachment(dossier_id: UUID, attachment_id: UUID) -> Any:
    """A paper that the applicant attached."""
    view, data = open_attachment(
        context.db(), context.parts(), context.actor(), dossier_id, attachment_id
    )
    return as_file(Response(data), view.file_name, view.media_type)
