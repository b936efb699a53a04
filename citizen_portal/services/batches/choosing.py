"""What a batch is about to do, shown before anybody confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.roles import Duty
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.batches.starting import MOST_AT_ONCE, NOTHING_CHOSEN, TOO_MANY
from citizen_portal.services.colleagues.staff import colleagues_at
from citizen_portal.services.dossiers.mine import COLUMNS, DossierLine, as_line
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """An act and the dossiers it is meant for; ``people`` to choose from when it gives them
    to somebody.
    """

    action: Action
    dossiers: tuple[DossierLine, ...]
    people: tuple[tuple[UUID, str], ...]

    @property
    def signs(self) -> bool:
        """Tell whether the officer's signature goes onto papers."""
        return self.action is Action.APPROVE


def choose_batch(
    session: Session, parts: Parts, actor: Actor | None, action: Action, chosen: Sequence[UUID]
) -> Choosing:
    """The chosen dossiers of the officer's agencies, in the order of their due dates.

    Raises ``NotPossibleNow`` for nothing or too many.
    """
    officer = require_officer(actor)
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise NotPossibleNow(TOO_MANY if chosen else NOTHING_CHOSEN)
    mine = officer.agency_ids
    rows = session.execute(
        select(*COLUMNS)
        .where(
            Dossier.id.in_(chosen),
            Dossier.receiving_agency_id.in_(mine)
            | Dossier.handling_agency_id.in_(mine)
            | Dossier.return_agency_id.in_(mine),
        )
        .order_by(Dossier.due_at, Dossier.id)
    ).all()
    if not rows:
        raise NotPossibleNow(NOTHING_CHOSEN)
    people: tuple[tuple[UUID, str], ...] = ()
    if action is Action.ASSIGN:
        held = colleagues_at(session, mine, parts.today(), Duty.PROCESS.holders)
        people = tuple({person: (person, name) for _, person, name in held}.values())
    return Choosing(
        action=action, dossiers=tuple(as_line(parts, row) for row in rows), people=people
    )
