"""Answering what an officer asked to be added: exactly that, and nothing typed is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.datastructures import FileStorage

from citizen_portal.domain.wording import Text
from citizen_portal.files.refusals import FileRefused
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.services.supplements import answer_supplement, keep_supplement
from citizen_portal.services.supplements.answer_page import open_answer_page
from citizen_portal.services.supplements.answering import attach_to_supplement
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.papers import FILE, NO_FILE, take_away
from citizen_portal.web.applicant.returning import carries_files, keeps_typed
from citizen_portal.web.applicant.rows import change_rows
from citizen_portal.web.applicant.supplement_form import form_values
from citizen_portal.web.errors import STATUS, file_status
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, kept_for, seen_revision, typed_form

OTHER_FILE, OTHER_KIND, UPLOAD, SAVE, DROP = "tep", "giay_to", "tai_len", "luu", "bo"
SAVED = Text("Đã lưu. Bạn có thể quay lại làm tiếp.", "Saved. You can come back and go on.")

Refusals = dict[str, tuple[str, int]]


@applicant_pages.get("/ho-so/<uuid:dossier_id>/bo-sung")
@applicant
def show_supplement(dossier_id: UUID) -> Any:
    """What is asked for, and what has been answered so far."""
    return _page(dossier_id, kept_for(request.path))


@applicant_pages.post("/ho-so/<uuid:dossier_id>/bo-sung")
@keeps_typed
@carries_files
@applicant
def answer(dossier_id: UUID) -> Any:
    """Add or take away a file or a row, save on the way, or send everything."""
    typed = typed_form()
    changed = change_rows(typed)
    if changed is not None:
        _keep(dossier_id, changed[0])
        return redirect(f"/ho-so/{dossier_id}/bo-sung#{changed[1]}", 303)
    try:
        return _answered(dossier_id, typed)
    except WrongInput as error:
        context.db().rollback()
        problems = {name: words(sentence) for name, sentence in error.problems.items()}
        return _page(dossier_id, typed, problems, STATUS[WrongInput])
    except (NotPossibleNow, Stale) as error:
        context.db().rollback()
        return _page(dossier_id, typed, {"": words(error.sentence)}, STATUS[type(error)])


def _answered(dossier_id: UUID, typed: Typed) -> Any:
    _keep(dossier_id, typed)
    if DROP in typed:
        take_away(dossier_id, typed[DROP][0])
        return _page(dossier_id, typed)
    refused = _take_all(dossier_id, typed)
    if refused:
        status = max(code for _, code in refused.values())
        sentences = {name: sentence for name, (sentence, _) in refused.items()}
        return _page(dossier_id, typed, sentences, status)
    if UPLOAD in typed or SAVE in typed:
        return _page(dossier_id, typed, saved=SAVE in typed)
    answer_supplement(
        context.db(), context.parts(), context.actor(), dossier_id, seen_revision(), typed=typed
    )
    return redirect(f"/ho-so/{dossier_id}", 303)


def _keep(dossier_id: UUID, typed: Typed) -> None:
    keep_supplement(context.db(), context.parts(), context.actor(), dossier_id, typed)


def _take_all(dossier_id: UUID, typed: Typed) -> Refusals:
    """Attach the chosen files; the sentence and status for each that is refused."""
    pressed = typed.get(UPLOAD, [""])[0][:100]
    fields = {name: file for name, file in request.files.items() if file.filename}
    wanted = OTHER_FILE if pressed == "1" else f"{FILE}{pressed}"
    refusals: Refusals = {}
    for name in dict.fromkeys([*([wanted] if pressed else []), *fields]):
        requirement = typed.get(OTHER_KIND, [SUPPLEMENT_PAPERS])[0]
        if name.startswith(FILE):
            requirement = name.removeprefix(FILE)
        try:
            _take_in(dossier_id, requirement, fields.get(name))
        except FileRefused as error:
            refusals[name] = (words(error.message), file_status(error))
        except NotPossibleNow as error:
            context.db().rollback()
            refusals[name] = (words(error.sentence), STATUS[NotPossibleNow])
    return refusals


def _take_in(dossier_id: UUID, requirement: str, file: FileStorage | None) -> None:
    if file is None or not file.filename:
        raise FileRefused("empty", NO_FILE)
    attach_to_supplement(
        context.db(), context.parts(), context.actor(), dossier_id, requirement, file.read(),
        file.filename,
    )  # fmt: skip


def _page(
    dossier_id: UUID,
    typed: Typed | None,
    problems: dict[str, str] | None = None,
    status: int = 200,
    *,
    saved: bool = False,
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    try:
        asked = open_answer_page(db, parts, actor, dossier_id, typed)
    except NotPossibleNow:
        return redirect(f"/ho-so/{dossier_id}", 303)
    return page(
        "applicant/supplement.html",
        status,
        **form_values(asked, problems or {}),
        errors=[(name, sentence) for name, sentence in (problems or {}).items()],
        saved=words(SAVED) if saved else "",
    )
