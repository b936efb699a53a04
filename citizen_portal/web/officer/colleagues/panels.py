"""What colleagues see of one another on a dossier's page."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.lifecycle import Action, is_open
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.assignment import who_has_it
from citizen_portal.services.colleagues.notes import notes_on
from citizen_portal.services.colleagues.opinions import OPEN
from citizen_portal.services.colleagues.opinions_seen import STATES, opinions_on
from citizen_portal.services.colleagues.possible import (
    colleague_actions,
    may_ask_opinion,
    may_change_returning,
    stays_in_group,
    takes_part,
)
from citizen_portal.services.colleagues.presence import Present, note_presence
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.web import context
from citizen_portal.web.officer.colleagues.asked import sections
from citizen_portal.web.officer.colleagues.notes import ASKED
from citizen_portal.web.panels import Panel, Values


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: pressed at once, or a link to a page of its own."""

    word: str
    title: Text
    at_once: bool


def _actor() -> Actor:
    return require_officer(context.actor())


def presence(dossier: DossierPage) -> Values | None:
    """Who else has the dossier open."""
    found = note_presence(context.db(), context.parts(), _actor(), dossier)
    return {"hints": [_hint(one) for one in found]} if found else None


def _hint(one: Present) -> Text:
    if one.minutes == 0:
        return Text(f"{one.name} đang mở hồ sơ này.", f"{one.name} has this dossier open.")
    return Text(
        f"{one.name} đang mở hồ sơ này ({one.minutes} phút trước).",
        f"{one.name} has this dossier open ({one.minutes} min ago).",
    )


def hands(dossier: DossierPage) -> Values | None:
    """Who works on it, and how that changes."""
    actor = _actor()
    if not takes_part(actor, dossier):
        return None
    steps = [
        Step(action.value, action.label, action in (Action.TAKE, Action.HAND_BACK))
        for action in colleague_actions(actor, dossier)
    ]
    if may_change_returning(actor, dossier):
        steps.append(Step("noi-tra", Text("Đổi nơi trả kết quả", "Change the place of return"),
                          at_once=False))  # fmt: skip
    return {
        "held": who_has_it(context.db(), context.parts(), actor, dossier),
        "mine": dossier.officer_id == actor.person_id,
        "steps": steps,
        "stays": stays_in_group(dossier) if is_open(dossier.status) else None,
    }


def notes(dossier: DossierPage) -> Values | None:
    """Notes for colleagues, and the form for one more."""
    actor = _actor()
    if not takes_part(actor, dossier):
        return None
    return {
        "notes": notes_on(context.db(), context.parts(), actor, dossier),
        "sections": sections([ASKED]),
    }


def opinions(dossier: DossierPage) -> Values | None:
    """What other agencies were asked; a warning while an answer is awaited."""
    actor = _actor()
    if dossier.off_limits:
        return None
    found = opinions_on(context.db(), context.parts(), actor, dossier)
    may_ask = may_ask_opinion(actor, dossier)
    if not found and not may_ask:
        return None
    return {
        "opinions": found,
        "states": STATES,
        "waiting": sum(one.state == OPEN for one in found),
        "may_ask": may_ask,
    }


PRESENCE = Panel("officer/colleagues/presence_panel.html", presence)
HANDS = Panel("officer/colleagues/hands_panel.html", hands)
NOTES = Panel("officer/colleagues/notes_panel.html", notes)
OPINIONS = Panel("officer/colleagues/opinions_panel.html", opinions)
