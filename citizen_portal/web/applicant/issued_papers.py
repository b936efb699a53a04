"""Papers issued: fetched once they are signed, waited for until then."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, make_response

from citizen_portal.services.papers import open_paper
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.paper_lines import ADDRESSES
from citizen_portal.web.guards import applicant
from citizen_portal.web.headers import as_file
from citizen_portal.web.pages import page

LOOK_AGAIN = 2
"""Seconds after which the waiting page asks again."""


@applicant
def fetch_paper(dossier_id: UUID, kind: str, number: int = 1) -> Any:
    """An issued paper as a download, or a page that waits for its signature."""
    name, data = open_paper(
        context.db(), context.parts(), context.actor(), dossier_id, kind, number
    )
    if data is not None:
        return as_file(Response(data), name, "application/pdf")
    waiting = make_response(page("applicant/paper_waiting.html", 202, dossier_id=dossier_id))
    waiting.headers["Refresh"] = str(LOOK_AGAIN)
    return waiting


for _kind, _address in ADDRESSES.items():
    applicant_pages.add_url_rule(
        "/ho-so/<uuid:dossier_id>/" + _address.replace("{number}", "<int:number>"),
        view_func=fetch_paper,
        defaults={"kind": _kind},
        methods=["GET"],
    )
