"""What an officer may do about who works on a dossier: the buttons, and no others."""

from __future__ import annotations

from typing import Final

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, Status
from citizen_portal.domain.roles import ActorKind, Duty, Seat
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.interlinked.moving import why_not_moved
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE

HANDS: Final = (Action.ASSIGN, Action.TAKE, Action.HAND_BACK)
"""What changes who works on a dossier within its agency."""

DECIDED: Final = (APPROVAL, ISSUANCE)
"""Steps in which the work of the case officer is done; who did it is not changed any more."""

BEFORE_COMPLETION: Final = (
    Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESSING,
    Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED,
)  # fmt: skip


def agencies_on(page: DossierPage) -> frozenset[int]:
    """The four agencies of the dossier."""
    return frozenset(
        one.id for one in (page.receiving, page.competent, page.agency, page.returning)
    )


def takes_part(actor: Actor, page: DossierPage) -> bool:
    """Tell whether one of the officer's agencies has a part, not only an opinion, in it."""
    return not page.off_limits and bool(agencies_on(page).intersection(actor.agency_ids))


def stands_in_for(actor: Actor, officer_id: object, agency_id: int) -> bool:
    """Tell whether the actor does the case work of that officer while they are away."""
    return any(
        post.lent_by == officer_id
        for post in actor.posts
        if post.lent_by and post.agency_id == agency_id and post.role is ActorKind.CASE_OFFICER
    )


def colleague_actions(actor: Actor, page: DossierPage) -> tuple[Action, ...]:
    """Which of assigning, taking, handing back and moving the officer may do now."""
    if page.off_limits:
        return ()
    seats = {Seat.RECEIVING: page.receiving, Seat.HANDLING: page.agency}
    found = (
        row.action
        for row in TRANSITIONS
        if row.action in (*HANDS, Action.MOVE)
        and page.status in row.from_statuses
        and set(row.actor_kinds).intersection(actor.roles_at(seats[row.seat].id))
    )
    hidden = _hidden(actor, page)
    return tuple(action for action in dict.fromkeys(found) if action not in hidden)


def _hidden(actor: Actor, page: DossierPage) -> set[Action]:
    hidden: set[Action] = set()
    if page.step in DECIDED:
        hidden.update(HANDS)
    if page.step == ISSUANCE or stays_in_group(page) is not None:
        hidden.add(Action.MOVE)
    if page.officer_id != actor.person_id:
        hidden.add(Action.HAND_BACK)
    free = page.officer_id is None or stands_in_for(actor, page.officer_id, page.agency.id)
    if not free:
        hidden.add(Action.TAKE)
    return hidden


def stays_in_group(page: DossierPage) -> Text | None:
    """Why a dossier of an interlinked group is not moved now, or None."""
    return why_not_moved(
        page.status,
        leads=page.group is not None,
        group_accepted=page.within.accepted if page.within else None,
    )


def may_ask_opinion(actor: Actor, page: DossierPage) -> bool:
    """Tell whether the officer may ask another agency now."""
    working = page.status in (Status.ACCEPTED, Status.IN_PROCESSING)
    roles = actor.roles_at(page.agency.id)
    return not page.off_limits and working and any(role in OPINION_ROLES for role in roles)


def may_change_returning(actor: Actor, page: DossierPage) -> bool:
    """Tell whether the officer may choose another place for the result to be handed back."""
    roles = actor.roles_at(page.receiving.id)
    return (
        not page.off_limits
        and page.group is None
        and page.status in BEFORE_COMPLETION
        and any(role in Duty.RECEIVE.holders for role in roles)
    )


OPINION_ROLES: Final = (*Duty.PROCESS.holders, *Duty.ASSIGN.holders)
"""Who asks for and who gives an agency's opinion."""
