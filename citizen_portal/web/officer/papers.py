"""Papers issued for a dossier, and papers received with it, for its officers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from citizen_portal.services.attachments import open_attachment
from citizen_portal.services.papers import open_paper
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.paper_addresses import NUMBERED, SINGLE, word_converter

SECONDS_UNTIL_RELOAD = "2"


@officer_pages.get(f"/can-bo/ho-so/<uuid:dossier_id>/<{word_converter(SINGLE)}:word>.pdf")
@officer
def single_paper(dossier_id: UUID, word: str) -> Any:
    """A paper of which there is one."""
    return _paper(dossier_id, SINGLE[word])


@officer_pages.get(
    f"/can-bo/ho-so/<uuid:dossier_id>/<{word_converter(NUMBERED)}:word>/<int:number>.pdf"
)
@officer
def numbered_paper(dossier_id: UUID, word: str, number: int) -> Any:
    """A paper of which there may be several."""
    return _paper(dossier_id, NUMBERED[word], number)


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/giay-to/<uuid:attachment_id>")
@officer
def attachment(dossier_id: UUID, attachment_id: UUID) -> Any:
    """A paper that the applicant attached."""
    view, data = open_attachment(
        context.db(), context.parts(), context.actor(), dossier_id, attachment_id
    )
    return as_file(Response(data), view.file_name, view.media_type)


def _paper(dossier_id: UUID, kind: str, number: int = 1) -> Any:
    name, data = open_paper(
        context.db(), context.parts(), context.actor(), dossier_id, kind, number
    )
    if data is None:
        html, status = page("officer/paper_waiting.html", 202, address=address_of(dossier_id))
        return html, status, {"Refresh": SECONDS_UNTIL_RELOAD}
    return as_file(Response(data), name, "application/pdf")
