"""The draft of a result: what the procedure suggests, for the case officer to put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.procedures.form import ProcedureForm, answers_from_json
from citizen_portal.services.actor import Actor, require_officer, require_role
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import NotPossibleNow, OutOfOrder
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import STEPS_LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDraft:
    """The dossier and the answers that the result begins with; ``form`` None asks nothing."""

    page: DossierPage
    form: type[ProcedureForm] | None
    answers: Mapping[str, Any]


def open_result_draft(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> ResultDraft:
    """What the page before sending for approval shows.

    Raises ``NotFound``, ``Forbidden``, ``NotPossibleNow``, ``OutOfOrder``.
    """
    officer = require_officer(actor)
    page = open_agency_dossier(session, parts, officer, dossier_id)
    require_role(officer, page.agency.id, (ActorKind.CASE_OFFICER,))
    if Action.SEND_FOR_APPROVAL not in possible_actions(officer, page):
        raise NotPossibleNow(STEPS_LEFT)
    form = page.procedure.result.form
    return ResultDraft(page=page, form=form, answers=_answers(parts, page) if form else {})


def _answers(parts: Parts, page: DossierPage) -> Mapping[str, Any]:
    """What was drafted before it was sent back, else what the procedure suggests."""
    result = page.procedure.result
    if page.result_answers and result.form is not None:
        return answers_from_json((result.form,), page.result_answers)
    if result.suggest is None:
        return {}
    try:
        return result.suggest(page.answers, parts.today())
    except PluginFailed:
        raise
    except Exception as error:
        raise OutOfOrder() from error
