"""Pages after an action that was refused: everything typed is still there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.dossier_page import open_agency_dossier
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow
from citizen_portal.web import context
from citizen_portal.web.officer.action_forms import Refused
from citizen_portal.web.officer.dossier import dossier_page
from citizen_portal.web.officer.dossier_view import address_of, what_happened
from citizen_portal.web.officer.drafting import draft_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_form


def refused_page(dossier_id: UUID, word: str, error: NotPossibleNow | InvalidAnswers) -> Any:
    """The page the form was on, with the reasons and what was typed."""
    context.db().rollback()  # nothing of a refused act may be kept by what the page writes
    typed = typed_form()
    if isinstance(error, NotPossibleNow):
        refused = Refused(word=word, typed=typed, errors={"": error.sentence})
        return dossier_page(dossier_id, 409, refused)
    problems = tuple(one for found in error.problems.values() for one in found)
    if word == Action.SEND_FOR_APPROVAL:
        return draft_page(dossier_id, 422, typed, problems)
    errors: dict[str, Text] = {one.question: one.sentence for one in problems}
    return dossier_page(dossier_id, 422, Refused(word=word, typed=typed, errors=errors))


def changed_page(dossier_id: UUID, word: str) -> Any:
    """Somebody else was first: who, what they did, and what was typed here."""
    context.db().rollback()
    seen = open_agency_dossier(context.db(), context.parts(), context.actor(), dossier_id)
    typed = [value for values in typed_form().values() for value in values if value.strip()]
    return page(
        "officer/changed.html", 409, dossier=seen, address=address_of(dossier_id),
        latest=what_happened(seen)[0], wanted=Action(word).label, typed=typed,
    )  # fmt: skip
