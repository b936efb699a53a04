"""Answering what an officer asked to be added."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.lifecycle import Action, ActorKind, actions_for
from citizen_portal.domain.wording import Text
from citizen_portal.files.refusals import FileRefused
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS
from citizen_portal.services.dossier_page import DossierPage, open_own_dossier
from citizen_portal.services.errors import NotPossibleNow, Stale
from citizen_portal.services.supplements import answer_supplement
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.paper_lines import OTHER_PAPERS, received
from citizen_portal.web.applicant.papers import take_away, take_in
from citizen_portal.web.applicant.returning import keeps_typed
from citizen_portal.web.errors import STATUS, file_status
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, kept_for, seen_revision, typed_form

FOR = Text("Tệp này là", "This file is")
ANSWER = Text("Trả lời cán bộ", "Answer to the officer")
ANSWER_HINT = Text("Viết nếu cần giải thích thêm.", "Write here if something needs an explanation.")
LONGEST_ANSWER = 2000


@applicant_pages.get("/ho-so/<uuid:dossier_id>/bo-sung")
@applicant
def show_supplement(dossier_id: UUID) -> Any:
    """What is asked for, and what has been added so far."""
    return _page(dossier_id, kept_for(request.path) or {})


@applicant_pages.post("/ho-so/<uuid:dossier_id>/bo-sung")
@keeps_typed
@applicant
def add(dossier_id: UUID) -> Any:
    """Add or take away a file, or send everything; the words typed stay on the page."""
    typed = typed_form()
    try:
        _act(dossier_id, typed)
    except FileRefused as error:
        return _page(dossier_id, typed, ("tep", words(error.message)), file_status(error))
    except (NotPossibleNow, Stale) as error:
        context.db().rollback()
        return _page(dossier_id, typed, ("", words(error.sentence)), STATUS[type(error)])
    sent = "bo" not in typed and "tai_len" not in typed
    return redirect(f"/ho-so/{dossier_id}", 303) if sent else _page(dossier_id, typed)


def _act(dossier_id: UUID, typed: Typed) -> None:
    file = request.files.get("tep")
    if "bo" in typed:
        return take_away(dossier_id, typed["bo"][0])
    if "tai_len" in typed or (file is not None and file.filename):
        take_in(dossier_id, typed.get("giay_to", [SUPPLEMENT_PAPERS])[0], file)
    if "tai_len" in typed:
        return None
    answer = typed.get("tra_loi", [""])[0][:LONGEST_ANSWER]
    return answer_supplement(
        context.db(), context.parts(), context.actor(), dossier_id, seen_revision(), answer
    )


def _page(
    dossier_id: UUID, typed: Typed, error: tuple[str, str] | None = None, status: int = 200
) -> Any:
    dossier = open_own_dossier(context.db(), context.parts(), context.actor(), dossier_id)
    if Action.SUPPLEMENT not in actions_for(dossier.status, (ActorKind.APPLICANT,)):
        return redirect(f"/ho-so/{dossier_id}", 303)
    added = [one for one in dossier.attachments if one.frozen_at is None]
    return page(
        "applicant/supplement.html",
        status,
        dossier=dossier,
        asked=dossier.supplements[-1],
        added=received(dossier.id, dossier.procedure, added),
        choice=_choice(dossier, typed),
        answer=FieldView(
            name="tra_loi", kind="longtext", label=words(ANSWER), hint=words(ANSWER_HINT),
            value=typed.get("tra_loi", [""])[0], required=False,
        ),
        errors=[error] if error else [],
    )  # fmt: skip


def _choice(dossier: DossierPage, typed: Typed) -> FieldView:
    needed = dossier.procedure.needed_documents(dossier.answers, context.parts().today())
    return FieldView(
        name="giay_to",
        kind="select",
        label=words(FOR),
        options=(
            (SUPPLEMENT_PAPERS, words(OTHER_PAPERS)),
            *((one.name, one.title.in_language(language())) for one in needed),
        ),
        value=typed.get("giay_to", [SUPPLEMENT_PAPERS])[0],
    )
