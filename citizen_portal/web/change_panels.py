"""Panels of a dossier's page: what was asked and answered, what was corrected, what may be."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from citizen_portal.domain.roles import Seat
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.processing.corrections import list_corrections
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.supplements.followed import follow_requests
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values


def _corrected(dossier: DossierPage) -> Values | None:
    agencies = {one.at: one.agency for one in dossier.events if one.action is Action.CORRECT}
    if not agencies:
        return None
    found = list_corrections(context.db(), context.parts(), context.actor(), dossier.id)
    return {"corrections": [(one, agencies.get(one.at, "")) for one in found]}


def _followed(dossier: DossierPage) -> Values | None:
    """Requests that were in words only are told by the page itself."""
    if not dossier.supplements:
        return None
    found = follow_requests(context.actor(), dossier)
    shown = [
        one
        for one in found
        if one.again or one.exception_basis or any(item.reason.vi for item in one.items)
    ]
    return {"requests": shown, "again": any(one.again for one in found)} if shown else None


def corrected_questions(dossier: DossierPage) -> frozenset[str]:
    """The questions whose answers an officer put right."""
    return frozenset(
        name
        for event in dossier.events
        if event.action is Action.CORRECT
        for name in event.detail.get("corrected", ())
    )


def _possible(dossier: DossierPage) -> Values | None:
    """What has a page of its own beside the officer's tasks."""
    actor = context.actor()
    if actor is None or dossier.off_limits or dossier.step in (APPROVAL, ISSUANCE):
        return None
    correct = _may_correct(actor, dossier)
    again = _may_ask_again(actor, dossier)
    return {"correct": correct, "again": again} if correct or again else None


def _may_correct(actor: Actor, dossier: DossierPage) -> bool:
    seats = {Seat.RECEIVING: dossier.receiving.id, Seat.HANDLING: dossier.agency.id}
    return dossier.group is None and any(
        dossier.status in row.from_statuses
        and set(row.actor_kinds).intersection(actor.roles_at(seats.get(row.seat, 0)))
        for row in TRANSITIONS
        if row.action is Action.CORRECT
    )


def _may_ask_again(actor: Actor, dossier: DossierPage) -> bool:
    asked = any(one.asked_from is dossier.status for one in dossier.supplements)
    possible = dossier.status in (Status.REGISTERED, Status.IN_PROCESSING)
    in_parts = dossier.group is not None and dossier.status is Status.IN_PROCESSING
    return (
        asked
        and possible
        and not in_parts
        and ActorKind.APPROVER in actor.roles_at(dossier.agency.id)
    )


CORRECTED = Panel("components/corrections.html", _corrected)
FOLLOWED = Panel("components/followed_supplements.html", _followed)
POSSIBLE = Panel("officer/possible_changes.html", _possible)
