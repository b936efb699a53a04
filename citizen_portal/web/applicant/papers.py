"""Papers received: attached to a draft, taken away again, fetched."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, redirect, request
from werkzeug.datastructures import FileStorage

from citizen_portal.domain.wording import Text
from citizen_portal.files.refusals import FileRefused
from citizen_portal.services.attachments import attach, open_attachment, remove
from citizen_portal.services.drafts.papers import open_draft_papers
from citizen_portal.services.drafts.way import way_of
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.vault.reuse import attach_from_vault
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.paper_lines import received
from citizen_portal.web.applicant.returning import carries_files, comes_back_to
from citizen_portal.web.errors import file_status
from citizen_portal.web.guards import applicant
from citizen_portal.web.headers import as_file
from citizen_portal.web.language import words
from citizen_portal.web.pages import page

Refusals = dict[str, tuple[str, int]]
FILE = "tep-"
"""How the name of a paper's file field begins; the rest is the paper's own."""
NO_FILE = Text("Hãy chọn tệp trước khi tải lên.", "Choose a file before uploading.")


@applicant_pages.get("/ho-so/<uuid:dossier_id>/giay-to")
@applicant
def show_papers(dossier_id: UUID) -> Any:
    """The papers that the answers call for."""
    return _page(dossier_id)


@applicant_pages.post("/ho-so/<uuid:dossier_id>/giay-to")
@carries_files
@comes_back_to("/ho-so/{dossier_id}/giay-to")
@applicant
def change_papers(dossier_id: UUID) -> Any:
    """Attach every file that was chosen, or take one away; what is refused is said beside it."""
    here = f"/ho-so/{dossier_id}/giay-to"
    if "bo" in request.form:
        take_away(dossier_id, request.form["bo"])
        return redirect(here, 303)
    if "kho" in request.form:
        return _take_from_vault(dossier_id, request.form["kho"])
    pressed = request.form.get("tai_len", "")[:100]
    refusals = _take_all(dossier_id, pressed)
    if refusals:
        return _page(dossier_id, refusals)
    return redirect(f"{here}#giay-{pressed}" if pressed else f"/ho-so/{dossier_id}/kiem-tra", 303)


def _take_from_vault(dossier_id: UUID, chosen: str) -> Any:
    """``chosen`` is the paper's name, a colon, and the id of the item."""
    requirement, _, item = chosen[:200].rpartition(":")
    try:
        attach_from_vault(context.db(), context.parts(), context.actor(), dossier_id,
                          requirement, UUID(item))  # fmt: skip
    except ValueError:
        raise NotFound() from None
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(dossier_id, {requirement: (words(error.sentence), 409)})
    return redirect(f"/ho-so/{dossier_id}/giay-to#giay-{requirement}", 303)


def _take_all(dossier_id: UUID, pressed: str) -> Refusals:
    """Attach the chosen files, each by itself; the sentence and status for each refused one."""
    files = {name.removeprefix(FILE): file for name, file in request.files.items() if file.filename}
    refusals: Refusals = {}
    for requirement in dict.fromkeys([*([pressed] if pressed else []), *files]):
        try:
            take_in(dossier_id, requirement, files.get(requirement))
        except FileRefused as error:
            refusals[requirement] = (words(error.message), file_status(error))
        except NotPossibleNow as error:
            context.db().rollback()
            refusals[requirement] = (words(error.sentence), 409)
    return refusals


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


def _page(dossier_id: UUID, refusals: Refusals | None = None) -> Any:
    parts = context.parts()
    papers = open_draft_papers(context.db(), parts, context.actor(), dossier_id)
    draft = papers.draft
    way = way_of(draft, draft.on)
    if papers.undecided:
        return redirect(f"/ho-so/{draft.id}/{way.first_unfinished.path}", 303)
    numbered = "giay-to" in [place.path for place in way.places]
    return page(
        "applicant/papers.html",
        max((status for _, status in (refusals or {}).values()), default=200),
        draft=draft,
        papers=papers,
        lines={one.name: received(draft.id, draft.procedure, one.files) for one in papers.needed},
        others=received(draft.id, draft.procedure, papers.others),
        number=way.number("giay-to") if numbered else 0,
        total=len(way.places),
        before=way.before("giay-to") if numbered else way.places[-2],
        refused={name: sentence for name, (sentence, _) in (refusals or {}).items()},
        errors=[(FILE + name, sentence) for name, (sentence, _) in (refusals or {}).items()],
    )


@applicant_pages.get("/ho-so/<uuid:dossier_id>/giay-to/<uuid:attachment_id>")
@applicant
def fetch_attachment(dossier_id: UUID, attachment_id: UUID) -> Any:
    """A received paper, as a download."""
    view, data = open_attachment(
        context.db(), context.parts(), context.actor(), dossier_id, attachment_id
    )
    return as_file(Response(data), view.file_name, view.media_type)
