"""One dossier of the officer's agency, with what this officer may do with it now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.side_states import PaymentState, words_of
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.answer_lines import answered_result
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import why_not_returned
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.web import context
from citizen_portal.web.change_panels import corrected_questions
from citizen_portal.web.group_parts import agency_parts
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.action_forms import Refused
from citizen_portal.web.officer.dossier_view import (
    address_of,
    answer_block,
    issued_papers,
    received_papers,
    what_happened,
)
from citizen_portal.web.officer.due_words import due_words
from citizen_portal.web.officer.offered_forms import offered_forms
from citizen_portal.web.officer.panels import BELOW, BESIDE
from citizen_portal.web.pages import page
from citizen_portal.web.panels import shown_panels

DRAFT = Text("Dự thảo kết quả", "Draft of the result")
OFFICE_STEPS = {
    APPROVAL: Text("Chờ lãnh đạo phê duyệt", "Waiting for the approver"),
    ISSUANCE: Text("Chờ cấp số, đóng dấu", "Waiting for its number and seal"),
}


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>")
@officer
def dossier(dossier_id: UUID) -> Any:
    """The page of one dossier."""
    return dossier_page(dossier_id)


def dossier_page(dossier_id: UUID, status: int = 200, refused: Refused | None = None) -> Any:
    """The page; with what was typed for an action that was refused, and why."""
    actor = require_officer(context.actor())
    seen = open_agency_dossier(context.db(), context.parts(), actor, dossier_id)
    natural, others = offered_forms(seen, actor, refused)
    return page(
        "officer/dossier.html", status, dossier=seen, address=address_of(dossier_id),
        natural=natural, others=others, errors=_errors(refused, natural, others),
        own=seen.off_limits, parts=agency_parts(seen.group, actor.agency_ids),
        leads=bool(seen.within and seen.within.agency_id in actor.agency_ids),
        beside=shown_panels(BESIDE, seen), below=shown_panels(BELOW, seen),
        **_values(seen),
    )  # fmt: skip


def _values(seen: DossierPage) -> dict[str, Any]:
    result = answered_result(seen.procedure, seen.result_answers)
    held = why_not_returned(seen) if seen.status is Status.COMPLETED else None
    now = context.parts().clock()
    return {
        "answers": [
            answer_block(step, corrected=corrected_questions(seen)) for step in seen.answered
        ],
        "result": answer_block(result, DRAFT) if result else None,
        "received": received_papers(seen),
        "issued": issued_papers(seen),
        "events": what_happened(seen),
        "step_title": OFFICE_STEPS.get(seen.step, seen.step_title),
        "due_left": due_words(seen.status, seen.acceptance_due_at, seen.due_at, now),
        "payment": words_of(PaymentState(seen.payment_state)),
        "held_back": held,
    }


def _errors(refused: Refused | None, natural: Any, others: Any) -> list[tuple[str, str]]:
    """Each message links to its field where the form is on the page."""
    if refused is None:
        return []
    forms = [form for form in (natural, *others) if form and form.word == refused.word]
    ids = {field.name: field.id for form in forms for field in form.fields}
    first = next(iter(ids.values()), "")
    return [(ids.get(name, first), words(sentence)) for name, sentence in refused.errors.items()]
