"""The officers' places: what their menu offers, by the duties they hold."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the menu; without ``duties`` every officer sees it."""

    title: Text
    href: str
    duties: tuple[Duty, ...] = ()


PLACES: tuple[Place, ...] = (Place(Text("Bàn làm việc", "Desk"), "/can-bo"),)


def places_of(actor: Actor | None) -> tuple[Place, ...]:
    """The places that this officer may enter, in the menu's order."""
    if actor is None or not actor.is_officer:
        return ()
    return tuple(
        place
        for place in PLACES
        if not place.duties or any(actor.agencies_for(duty) for duty in place.duties)
    )
