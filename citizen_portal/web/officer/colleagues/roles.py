"""The table of roles: every duty, who holds it, and which of the columns are one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from citizen_portal.domain.roles import DUTIES, ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page

COLUMNS = tuple(kind for kind in ActorKind if any(kind in row.holders for row in DUTIES.values()))
"""The roles that hold a duty, in the order of the closed list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A role; ``own`` when the viewer has it somewhere."""

    title: Text
    own: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty, at which agency of a dossier it is done, and by whom, column by column."""

    title: Text
    seat: Text
    held: tuple[bool, ...]


@officer_pages.get("/can-bo/vai-tro")
@officer
def roles() -> Any:
    """The table, with the officer's own roles marked."""
    actor = require_officer(context.actor())
    mine = {post.role for post in actor.posts}
    reference = context.parts().reference
    return page(
        "officer/colleagues/roles.html",
        columns=[Column(kind.label, kind in mine) for kind in COLUMNS],
        lines=[
            DutyLine(row.label, row.seat.label, tuple(kind in row.holders for kind in COLUMNS))
            for row in DUTIES.values()
        ],
        posts=[
            (post.title or post.role.label, reference.agency(post.agency_id).name)
            for post in actor.posts
        ],
    )
