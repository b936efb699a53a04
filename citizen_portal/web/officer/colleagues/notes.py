"""Notes for colleagues on a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues.notes import LONGEST, add_note, list_notes
from citizen_portal.services.colleagues.visible import open_head
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import Asked, error_lines, sections
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ASKED = Asked(
    name="ghi_chu",
    kind="longtext",
    label=Text("Ghi chú cho đồng nghiệp", "A note for colleagues"),
    hint=Text("Người nộp không đọc được.", "The applicant does not see it."),
)


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/ghi-chu")
@officer
def notes(dossier_id: UUID) -> Any:
    """The notes, and the form for one more."""
    return _notes_page(dossier_id)


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/ghi-chu")
@officer
def note(dossier_id: UUID) -> Any:
    """Leave one."""
    body = typed_text("ghi_chu", LONGEST + 500)
    try:
        add_note(context.db(), context.parts(), context.actor(), dossier_id, body)
    except WrongInput as error:
        return _notes_page(dossier_id, 422, error.problems)
    return redirect(f"{address_of(dossier_id)}#ghi-chu-noi-bo", 303)


note.comes_back_to = "/can-bo/ho-so/{dossier_id}/ghi-chu"  # type: ignore[attr-defined]


def _notes_page(
    dossier_id: UUID, status: int = 200, problems: Mapping[str, Text] | None = None
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    return page(
        "officer/colleagues/notes.html", status, head=open_head(db, parts, actor, dossier_id),
        notes=list_notes(db, parts, actor, dossier_id), sections=sections([ASKED], problems),
        errors=error_lines(problems),
    )  # fmt: skip
