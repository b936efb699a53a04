"""Pages after an action that was refused: everything typed is still there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import Problem
from citizen_portal.services.actor import require_officer
from citizen_portal.services.change import REASON_MISSING
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions, who_may_now
from citizen_portal.services.errors import (
    InvalidAnswers,
    NotInTable,
    NotPossibleNow,
    WrongInput,
)
from citizen_portal.web import context
from citizen_portal.web.officer.action_forms import Refused, field_names
from citizen_portal.web.officer.dossier import dossier_page
from citizen_portal.web.officer.dossier_view import address_of, what_happened
from citizen_portal.web.officer.drafting import draft_page
from citizen_portal.web.officer.reissuing import reissue_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_form

Error = NotPossibleNow | InvalidAnswers | WrongInput
_DRAFTED: dict[str, Callable[..., Any]] = {
    Action.SEND_FOR_APPROVAL: draft_page,
    Action.REISSUE_RESULT: reissue_page,
}
"""Actions that are typed on a page of their own."""


def refused_page(dossier_id: UUID, word: str, error: Error) -> Any:
    """The page the form was on, with the reasons and what was typed."""
    context.db().rollback()  # nothing of a refused act may be kept by what the page writes
    typed = typed_form()
    if isinstance(error, NotPossibleNow):
        errors = {"": _with_what_is_possible(dossier_id, word, error)}
        if word in _DRAFTED and error.sentence is REASON_MISSING:
            return _DRAFTED[word](dossier_id, 422, typed, (Problem("ly_do", REASON_MISSING),))
        if error.sentence is REASON_MISSING and "ly_do" in field_names(word):
            errors = {"ly_do": REASON_MISSING}
        return dossier_page(dossier_id, 409, Refused(word=word, typed=typed, errors=errors))
    if isinstance(error, WrongInput):
        refused = Refused(word=word, typed=typed, errors=error.problems)
        return dossier_page(dossier_id, 422, refused)
    problems = tuple(one for found in error.problems.values() for one in found)
    if word in _DRAFTED:
        return _DRAFTED[word](dossier_id, 422, typed, problems)
    found = {one.question: one.sentence for one in problems}
    return dossier_page(dossier_id, 422, Refused(word=word, typed=typed, errors=found))


def _with_what_is_possible(dossier_id: UUID, word: str, error: NotPossibleNow) -> Text:
    """Why not, and what is possible now and by whom, unless the action itself is."""
    if isinstance(error, NotInTable):
        return error.sentence
    actor = require_officer(context.actor())
    seen = open_agency_dossier(context.db(), context.parts(), actor, dossier_id)
    if Action(word) in possible_actions(actor, seen):
        return error.sentence
    said, possible = error.sentence, who_may_now(seen)
    return Text(f"{said.vi} {possible.vi}", f"{said.en} {possible.en}")


def changed_page(dossier_id: UUID, word: str) -> Any:
    """Somebody else was first: who, what they did, and what was typed here."""
    context.db().rollback()
    seen = open_agency_dossier(context.db(), context.parts(), context.actor(), dossier_id)
    happened = what_happened(seen)
    typed = [value for values in typed_form().values() for value in values if value.strip()]
    return page(
        "officer/changed.html", 409, dossier=seen, address=address_of(dossier_id),
        latest=[one for one in happened if one.at == happened[0].at],
        wanted=Action(word).label, typed=typed,
    )  # fmt: skip
