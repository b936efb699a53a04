"""A dossier's page: where it is, what comes next, until when, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.lifecycle import Action, ActorKind, Status, actions_for, is_open
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.services.dossiers.page import DossierPage, EventView, open_own_dossier
from citizen_portal.services.dossiers.what_next import without_due
from citizen_portal.services.drafts.filling_in import open_draft
from citizen_portal.services.drafts.way import way_of
from citizen_portal.services.errors import NotFound
from citizen_portal.services.payments.orders import is_due
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.answer_rows import answer_rows
from citizen_portal.web.applicant.panels import PANELS
from citizen_portal.web.applicant.paper_lines import address, issued, received
from citizen_portal.web.arrivals import arrival_of
from citizen_portal.web.group_parts import own_parts
from citizen_portal.web.guards import applicant
from citizen_portal.web.pages import page
from citizen_portal.web.panels import shown_panels


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One thing that happened."""

    title: Text
    at: datetime
    by: Text
    note: Text | str


@applicant_pages.get("/ho-so/<uuid:dossier_id>")
@applicant
def show_dossier(dossier_id: UUID) -> Any:
    """One's own dossier; a draft leads on to where it was left, an officer to their page."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    try:
        dossier = open_own_dossier(db, parts, actor, dossier_id)
    except NotFound:
        draft = open_draft(db, parts, actor, dossier_id)
        place = way_of(draft, draft.on).first_unfinished
        return redirect(f"/ho-so/{dossier_id}/{place.path}", 303)
    if actor is not None and dossier.person_id != actor.person_id:
        return redirect(f"/can-bo/ho-so/{dossier_id}", 303)  # an officer acted for them
    return page("applicant/dossier.html", **page_values(dossier))


def page_values(dossier: DossierPage) -> dict[str, Any]:
    """What the template shows, in plain values."""
    allowed = actions_for(dossier.status, (ActorKind.APPLICANT,), (dossier.asked_from,))
    is_still_open = is_open(dossier.status, dossier.asked_from)
    return {
        "dossier": dossier,
        "fresh": _is_fresh(dossier),
        "panels": shown_panels(PANELS, dossier),
        "parts": own_parts(dossier.group),
        "receipt": address(dossier.id, "submission_receipt"),
        "payable": is_due(dossier),
        "why": _why(dossier),
        "due": without_due(dossier.status, dossier.asked_from, dossier.due_at),
        "file_again": not is_still_open and dossier.status is not Status.RESULT_RETURNED,
        "supplement_asked": Action.SUPPLEMENT in allowed,
        "may_withdraw": Action.WITHDRAW in allowed,
        "story": [
            _line(event) for event in reversed(dossier.events) if event.action not in _OFFICE_ONLY
        ],
        "open": is_still_open,
        "by_post": dossier.channel is Channel.POST,
        "issued": issued(dossier.id, dossier.papers),
        "results": issued(dossier.id, (one for one in dossier.papers if one.kind == "result")),
        "received": received(dossier.id, dossier.procedure, dossier.attachments),
        "answers": [(step.title, answer_rows(step)) for step in dossier.answered],
    }


_TOLD_WHY = {
    Status.NOT_ACCEPTED: (Action.REFUSE,),
    Status.STOPPED: (Action.STOP, Action.SUSPEND),
    Status.IN_PROCESSING: (Action.APOLOGISE,),
}
"""What was done to a dossier whose reason belongs at the top while it is where it is."""


def _why(dossier: DossierPage) -> StoryLine | None:
    """The refusal, the stop or the apology that counts now, with its reason."""
    acts = _TOLD_WHY.get(dossier.status, ())
    last = next((one for one in reversed(dossier.events) if one.action in acts), None)
    return None if last is None else _line(last)


def _is_fresh(dossier: DossierPage) -> bool:
    """Just submitted; parts of a group are not submitted but opened."""
    untouched = dossier.status is Status.REGISTERED and not dossier.supplements
    return untouched and dossier.within is None


def _line(event: EventView) -> StoryLine:
    by = event.who
    if event.agency:
        by = Text(f"{by.vi}, {event.agency}", f"{by.en or by.vi}, {event.agency}")
    return StoryLine(title=event.action.label, at=event.at, by=by, note=_note(event))


_OFFICE_ONLY = (Action.ASSIGN, Action.TAKE, Action.HAND_BACK)
"""Who of the officers has the dossier in hand is the office's own matter."""


def _note(event: EventView) -> Text | str:
    """The reason; for a dossier that moved also where it went, of a parcel when it came."""
    if event.action is not Action.MOVE:
        return arrival_of(event) or event.reason
    to = event.detail.get("to", "")
    return Text(f"Chuyển đến {to}. {event.reason}", f"Moved to {to}. {event.reason}")
