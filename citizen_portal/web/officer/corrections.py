"""Putting right what was declared: the form of all steps, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.description import SectionView
from citizen_portal.procedures.form import Problem
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.services.processing.corrections import (
    REASON,
    CorrectionPage,
    correct_answers,
    open_correction,
)
from citizen_portal.web import context
from citizen_portal.web.applicant.rows import change_rows
from citizen_portal.web.guards import officer
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.officer.refused import changed_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, seen_revision, typed_form

ADDRESS = f"/can-bo/ho-so/<uuid:dossier_id>/{Action.CORRECT}"


@officer_pages.get(ADDRESS)
@officer
def show_correction(dossier_id: UUID) -> Any:
    """The answers as they stand."""
    return _page(dossier_id, None)


@officer_pages.post(ADDRESS)
@officer
def correct(dossier_id: UUID) -> Any:
    """Put them right; a refused correction stays on the page as typed."""
    typed = typed_form()
    changed = change_rows(typed)
    if changed is not None:
        return _page(dossier_id, changed[0])
    try:
        reason = typed.get(REASON, [""])[0]
        correct_answers(
            context.db(), context.parts(), context.actor(), dossier_id, seen_revision(), typed,
            reason,
        )  # fmt: skip
    except Stale:
        return changed_page(dossier_id, Action.CORRECT)
    except WrongInput as error:
        context.db().rollback()
        return _page(dossier_id, typed, error.problems, 422)
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(dossier_id, typed, {"": error.sentence}, 409)
    return redirect(address_of(dossier_id), 303)


correct.comes_back_to = "/can-bo/ho-so/{dossier_id}"  # type: ignore[attr-defined]


def _page(
    dossier_id: UUID,
    typed: Typed | None,
    problems: Mapping[str, Text] | None = None,
    status: int = 200,
) -> Any:
    asked = open_correction(context.db(), context.parts(), context.actor(), dossier_id, typed)
    found = problems or {}
    return page(
        "officer/correction.html",
        status,
        dossier=asked.page,
        address=address_of(dossier_id),
        steps=_steps(asked, typed, found),
        reason=(typed or {}).get(REASON, [""])[0],
        reason_error=words(found[REASON]) if REASON in found else "",
        errors=[(name, words(sentence)) for name, sentence in found.items()],
    )


def _steps(
    asked: CorrectionPage, typed: Typed | None, problems: Mapping[str, Text]
) -> list[tuple[Text, tuple[SectionView, ...]]]:
    """All steps of the form: a corrected answer may call for another one."""
    marked = tuple(Problem(name, sentence) for name, sentence in problems.items())
    return [
        (
            as_text(step.title),
            describe_step(step, asked.answers, language(), typed=typed, problems=marked),
        )
        for step in asked.page.procedure.shown_steps(asked.answers)
    ]
