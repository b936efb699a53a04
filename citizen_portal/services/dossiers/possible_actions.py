"""What officers may do with a dossier of their agencies."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Transition
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.dossiers.what_is_hidden import hidden_actions
from citizen_portal.services.processing.approval import NOT_IN_FORCE, NOT_PAID, NOT_READY


def possible_actions(actor: Actor, page: DossierPage) -> tuple[Action, ...]:
    """What this officer may do with this dossier now: the buttons, and no others."""
    if page.off_limits:
        return ()
    hidden = hidden_actions(page)
    if page.officer_id == actor.person_id:
        hidden |= {Action.APPROVE, Action.INITIAL}
    if page.apologies and ActorKind.APPROVER not in actor.roles_at(page.agency.id):
        hidden |= {Action.APOLOGISE}
    return tuple(action for action in _by_table(actor, page) if action not in hidden)


# Offered in places of their own on the page, not among the officer's tasks.
_IN_PLACES_OF_THEIR_OWN = {
    Action.SUBMIT, Action.SUPPLEMENT, Action.WITHDRAW, Action.ASSIGN, Action.TAKE,
    Action.HAND_BACK, Action.MOVE, Action.CORRECT, Action.CHANGE_DUE, Action.CONFIRM_PAYMENT,
    Action.GIVE_BACK, Action.ARRIVE,
}  # fmt: skip


def _by_table(actor: Actor, page: DossierPage) -> tuple[Action, ...]:
    """What the table offers for the officer's roles at each of the dossier's agencies."""
    seats = {
        Seat.RECEIVING: page.receiving,
        Seat.COMPETENT: page.competent,
        Seat.HANDLING: page.agency,
        Seat.RETURNING: page.returning,
    }
    found = (
        row.action
        for row in rows_now(page)
        if set(row.actor_kinds).intersection(actor.roles_at(seats[row.seat].id))
    )
    return tuple(dict.fromkeys(found))


def rows_now(page: DossierPage) -> tuple[Transition, ...]:
    """The table's rows for the dossier as it is, those of places of their own aside."""
    return tuple(
        row
        for row in TRANSITIONS
        if page.status in row.from_statuses
        and row.asked_from in (None, page.asked_from)
        and row.action not in _IN_PLACES_OF_THEIR_OWN
    )


def who_may_now(page: DossierPage) -> Text:
    """What can be done with the dossier now, and by whom, in one sentence."""
    hidden = hidden_actions(page)
    found: dict[Action, list[ActorKind]] = {}
    for row in rows_now(page):
        people = [kind for kind in row.actor_kinds if kind is not ActorKind.SYSTEM]
        if people and row.action not in hidden:
            found.setdefault(row.action, []).extend(people)
    if not found:
        return Text("Lúc này cán bộ không có việc gì phải làm với hồ sơ.",
                    "There is nothing for officers to do with the dossier now.")  # fmt: skip
    vi, en = (
        "; ".join(
            f"{action.label.in_language(language)} "
            f"({', '.join(kind.label.in_language(language).lower() for kind in people)})"
            for action, people in found.items()
        )
        for language in ("vi", "en")
    )
    return Text(f"Lúc này có thể: {vi}.", f"Possible now: {en}.")


def why_not_returned(page: DossierPage) -> Text | None:
    """What the result still waits for before it can be handed over, or None."""
    if page.group is not None:
        return None
    if "due" in (page.payment_state, page.within.payment_state if page.within else ""):
        return NOT_PAID
    results = [paper for paper in page.papers if paper.kind == "result"]
    in_force = [paper for paper in results if paper.is_in_force]
    if results and not in_force:
        return NOT_IN_FORCE
    return None if in_force and all(paper.ready for paper in in_force) else NOT_READY
