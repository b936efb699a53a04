"""Papers received: attached to a draft, taken away again, fetched."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, redirect, request
from werkzeug.datastructures import FileStorage

from citizen_portal.domain.wording import Text
from citizen_portal.files.refusals import FileRefused
from citizen_portal.services.attachments import attach, open_attachment, remove
from citizen_portal.services.draft_papers import open_draft_papers
from citizen_portal.services.draft_way import way_of
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.paper_lines import received
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.errors import file_status
from citizen_portal.web.guards import applicant
from citizen_portal.web.headers import as_file
from citizen_portal.web.language import words
from citizen_portal.web.pages import page

NO_FILE = Text("Hãy chọn tệp trước khi tải lên.", "Choose a file before uploading.")


@applicant_pages.get("/ho-so/<uuid:dossier_id>/giay-to")
@applicant
def show_papers(dossier_id: UUID) -> Any:
    """The papers that the answers call for."""
    return _page(dossier_id)


@applicant_pages.post("/ho-so/<uuid:dossier_id>/giay-to")
@comes_back_to("/ho-so/{dossier_id}/giay-to")
@applicant
def change_papers(dossier_id: UUID) -> Any:
    """Attach one file to one paper, or take one away; a refusal is said beside its paper."""
    requirement = request.form.get("giay_to", "")[:100]
    try:
        if "bo" in request.form:
            take_away(dossier_id, request.form["bo"])
        else:
            take_in(dossier_id, requirement, request.files.get("tep"))
    except FileRefused as error:
        return _page(dossier_id, requirement, words(error.message), file_status(error))
    except NotPossibleNow as error:
        return _page(dossier_id, requirement, words(error.sentence), 409)
    anchor = f"#giay-{requirement}" if requirement else ""
    return redirect(f"/ho-so/{dossier_id}/giay-to{anchor}", 303)


def take_in(dossier_id: UUID, requirement: str, file: FileStorage | None) -> None:
    """Attach an uploaded file. Raises ``FileRefused``, ``NotPossibleNow``."""
    if file is None or not file.filename:
        raise FileRefused("empty", NO_FILE)
    attach(context.db(), context.parts(), context.actor(), dossier_id, requirement,
           file.read(), file.filename)  # fmt: skip


def take_away(dossier_id: UUID, attachment_id: str) -> None:
    """Remove an attached file. Raises ``NotFound``, ``NotPossibleNow``."""
    try:
        wanted = UUID(attachment_id)
    except ValueError:
        raise NotFound() from None
    remove(context.db(), context.parts(), context.actor(), dossier_id, wanted)


def _page(dossier_id: UUID, refused: str = "", advice: str = "", status: int = 200) -> Any:
    parts = context.parts()
    papers = open_draft_papers(context.db(), parts, context.actor(), dossier_id)
    draft = papers.draft
    way = way_of(draft, parts.today())
    numbered = "giay-to" in [place.path for place in way.places]
    return page(
        "applicant/papers.html",
        status,
        draft=draft,
        papers=papers,
        lines={one.name: received(draft.id, draft.procedure, one.files) for one in papers.needed},
        others=received(draft.id, draft.procedure, papers.others),
        number=way.number("giay-to") if numbered else 0,
        total=len(way.places),
        before=way.before("giay-to") if numbered else way.places[-2],
        refused=refused,
        errors=[(f"tep-{refused}", advice)] if advice else [],
    )


@applicant_pages.get("/ho-so/<uuid:dossier_id>/giay-to/<uuid:attachment_id>")
@applicant
def fetch_attachment(dossier_id: UUID, attachment_id: UUID) -> Any:
    """A received paper, as a download."""
    view, data = open_attachment(
        context.db(), context.parts(), context.actor(), dossier_id, attachment_id
    )
    return as_file(Response(data), view.file_name, view.media_type)
