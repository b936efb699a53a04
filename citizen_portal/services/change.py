"""The one way in which a dossier's status changes: by the table, with its event."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Insert

from citizen_portal.domain.lifecycle import (
    Action,
    ActorKind,
    NotAllowed,
    Status,
    Transition,
    transition,
)
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor
from citizen_portal.services.errors import NotFound, NotPossibleNow, Stale

REASON_MISSING = Text("Hãy ghi rõ lý do.", "Please give the reason.")


class HasRevision(Protocol):
    """What a page may have seen an older state of."""

    @property
    def revision(self) -> int:
        """The number that grows with each change."""


_LOCK = (
    select(Dossier)
    .where(Dossier.id == bindparam("dossier_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def lock_dossier(session: Session, dossier_id: UUID) -> Dossier:
    """Load a dossier for changing; others wait until the transaction ends.

    Raises ``NotFound``.
    """
    dossier = session.execute(_LOCK, {"dossier_id": dossier_id}).scalar_one_or_none()
    if dossier is None:
        raise NotFound()
    return dossier


def lock_own_dossier(session: Session, actor: Actor, dossier_id: UUID) -> Dossier:
    """Load the actor's own dossier for changing. Raises ``NotFound`` for anybody else's."""
    dossier = lock_dossier(session, dossier_id)
    if dossier.person_id != actor.person_id:
        raise NotFound()
    return dossier


def _add_event() -> Insert:
    """The event after the dossier's last one."""
    table = cast(Table, DossierEvent.__table__)
    last = select(func.coalesce(func.max(table.c.sequence), 0) + 1)
    mine = last.where(table.c.dossier_id == bindparam("of_dossier"))
    return insert(table).values(sequence=mine.scalar_subquery())


_ADD_EVENT = _add_event()


def check_revision(dossier: HasRevision, seen: int | None) -> None:
    """Refuse a page that saw an older state. Raises ``Stale``."""
    if seen is not None and seen != dossier.revision:
        raise Stale()


def next_transition(dossier: Dossier, action: Action, kind: ActorKind) -> Transition:
    """The table's row for this dossier. Raises ``NotPossibleNow``."""
    asked_from = Status(dossier.asked_from) if dossier.asked_from is not None else None
    try:
        return transition(action, Status(dossier.status), kind, asked_from=asked_from)
    except NotAllowed as error:
        raise NotPossibleNow(error.text) from None


def change(
    session: Session,
    dossier: Dossier,
    action: Action,
    *,
    actor: Actor | None,
    kind: ActorKind,
    at: datetime,
    reason: str = "",
    paper_id: UUID | None = None,
    **detail: Any,
) -> Transition:
    """Carry out an action on a locked dossier: status, event and audit entry together.

    Raises ``NotPossibleNow``, also when the table asks for a reason and there is none.
    """
    row = next_transition(dossier, action, kind)
    if row.needs_reason and not reason.strip():
        raise NotPossibleNow(REASON_MISSING)
    before = Status(dossier.status)
    dossier.status = row.target(before)
    note_event(
        session, dossier, action, actor=actor, kind=kind, at=at, reason=reason,
        paper_id=paper_id, before=before, clock=row.clock.value, **detail,
    )  # fmt: skip
    return row


def note_event(
    session: Session,
    dossier: Dossier,
    action: Action,
    *,
    actor: Actor | None,
    kind: ActorKind,
    at: datetime,
    before: Status,
    clock: str = "none",
    reason: str = "",
    paper_id: UUID | None = None,
    **detail: Any,
) -> None:
    """Add an event and its audit entry, and make older pages of the dossier stale."""
    dossier.revision += 1
    dossier.updated_at = at
    session.flush()
    after = Status(dossier.status)
    session.execute(
        _ADD_EVENT,
        {
            "of_dossier": dossier.id,
            "dossier_id": dossier.id,
            "action": action.value,
            "from_status": before,
            "to_status": after,
            "actor_id": actor.person_id if actor else None,
            "actor_kind": kind.value,
            "actor_name": actor.name if actor else "",
            "actor_title": actor.title_at(dossier.handling_agency_id) if actor else "",
            "agency_id": None if kind is ActorKind.APPLICANT else dossier.handling_agency_id,
            "at": at,
            "reason": reason.strip(),
            "clock_effect": clock,
            "paper_id": paper_id,
            "detail": detail,
        },
    )
    audit.record(
        session, at=at, actor=actor, act=action.value, object_id=dossier.id,
        before=int(before), after=int(after), revision=dossier.revision,
    )  # fmt: skip
