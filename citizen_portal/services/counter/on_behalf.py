"""Who may do what an applicant does: they themselves, or an officer for them at the counter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.models import Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.errors import NotFound
from citizen_portal.services.scope import is_own_or_relatives, refuse_own, seat_for


def fills_in(actor: Actor, draft: Any) -> bool:
    """Tell whether a draft (its row, or selected columns) is this person's to fill in.

    It is the applicant's, and that of the officer who began it for them, as long as they sit
    at the counter of the receiving agency.
    """
    if draft.person_id == actor.person_id:
        return True
    here = actor.roles_at(draft.receiving_agency_id)
    return draft.assisted_by_id == actor.person_id and ActorKind.ONE_STOP_OFFICER in here


def helps(session: Session, actor: Actor, dossier: Dossier) -> bool:
    """Tell whether an officer may act on a submitted dossier for who applied."""
    here = actor.roles_at(dossier.receiving_agency_id)
    if ActorKind.ONE_STOP_OFFICER not in here or dossier.status == Status.DRAFT:
        return False
    return not is_own_or_relatives(session, actor, dossier)


def lock_to_apply(
    session: Session, actor: Actor, dossier_id: UUID, action: Action
) -> tuple[Dossier, ActorKind]:
    """Load a dossier for what an applicant does with it, with who does it.

    A submitted one is open to every one-stop officer of the receiving agency, unless it is
    their own or a close relative's. Raises ``NotFound`` for other people's and other
    agencies', ``Forbidden`` for officers with another task, ``StepUpNeeded``.
    """
    dossier = lock_dossier(session, dossier_id)
    if dossier.person_id == actor.person_id:
        return dossier, ActorKind.APPLICANT
    if dossier.status == Status.DRAFT:
        if not fills_in(actor, dossier):
            raise NotFound()
        require_officer(actor)
        return dossier, ActorKind.ONE_STOP_OFFICER
    kind, _ = seat_for(actor, dossier, action)
    require_officer(actor)
    refuse_own(session, actor, dossier)
    return dossier, kind
