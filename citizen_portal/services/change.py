"""The one way in which a dossier's status changes: by the table, with its event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Insert

from citizen_portal.domain.folding import sort_key
from citizen_portal.domain.lifecycle import (
    Action,
    ActorKind,
    NotAllowed,
    Status,
    Transition,
    transition,
)
from citizen_portal.domain.moment import format_moment
from citizen_portal.domain.notice_events import notice_of
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor
from citizen_portal.services.errors import NotFound, NotInTable, NotPossibleNow, Stale

# What changes the words by which a dossier is found, or the agencies that may find it.
_REWORDS = frozenset(
    {Action.SUBMIT, Action.OPEN_PART, Action.SUPPLEMENT, Action.CORRECT, Action.MOVE}
)

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
    return insert(table).values(sequence=mine.scalar_subquery()).returning(table.c.sequence)


_ADD_EVENT = _add_event()


def check_revision(dossier: HasRevision, seen: int | None) -> None:
    """Refuse a page that saw an older state. Raises ``Stale``."""
    if seen is not None and seen != dossier.revision:
        raise Stale()


def refuse_stale(session: Session, dossier: Dossier, seen: int | None) -> None:
    """Refuse an officer's page that saw an older state, naming who was quicker.

    Raises ``Stale``.
    """
    if seen is None or seen == dossier.revision:
        return
    event = DossierEvent.__table__.c
    last = session.execute(
        select(event.action, event.actor_name, event.actor_kind, event.at)
        .where(event.dossier_id == dossier.id)
        .order_by(event.sequence.desc())
        .limit(2)
    ).all()
    raise Stale(_done_already(last[what_came_last(last)]) if last else None)


def what_came_last(newest: Sequence[Any]) -> int:
    """Which of the newest events, last first, to name: a person's, not what followed by itself."""
    if len(newest) < 2 or ActorKind(newest[0].actor_kind) is not ActorKind.SYSTEM:
        return 0
    return int(newest[1].at == newest[0].at)


def _done_already(last: Any) -> Text:
    action, kind = Action(last.action).label, ActorKind(last.actor_kind).label
    who, at = last.actor_name, last.at
    return Text(
        f"“{action.vi}” đã được {who or kind.vi} thực hiện lúc {format_moment(at)}. "
        "Hãy xem lại hồ sơ; những gì bạn đã nhập vẫn còn.",
        f"“{action.en}” was already done by {who or kind.en} at {format_moment(at, 'en')}. "
        "Look at the dossier again; what you typed is still here.",
    )


def next_transition(dossier: Dossier, action: Action, kind: ActorKind) -> Transition:
    """The table's row for this dossier. Raises ``NotPossibleNow``."""
    asked_from = Status(dossier.asked_from) if dossier.asked_from is not None else None
    try:
        return transition(action, Status(dossier.status), kind, asked_from=asked_from)
    except NotAllowed as error:
        raise NotInTable(error.text) from None


def agency_at(dossier: Dossier, seat: Seat) -> int:
    """Which of the four agencies of a dossier sits there."""
    match seat:
        case Seat.RECEIVING:
            return dossier.receiving_agency_id
        case Seat.COMPETENT:
            return dossier.competent_agency_id
        case Seat.HANDLING:
            return dossier.handling_agency_id
        case Seat.RETURNING:
            return dossier.return_agency_id


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
        paper_id=paper_id, before=before, clock=row.clock.value,
        agency_id=agency_at(dossier, row.seat), **detail,
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
    agency_id: int | None = None,
    **detail: Any,
) -> None:
    """Add an event and its audit entry, and make older pages of the dossier stale.

    ``agency_id`` is where it was done; the handling agency when nothing is said.
    """
    seat = dossier.handling_agency_id if agency_id is None else agency_id
    _renew(session, dossier, action, at)
    after = Status(dossier.status)
    about = {"action": action.value, "from_status": before, "to_status": after, "at": at}
    said = {"reason": reason.strip(), "clock_effect": clock, "paper_id": paper_id}
    of = {"of_dossier": dossier.id, "dossier_id": dossier.id}
    sequence = session.execute(
        _ADD_EVENT, {**of, **about, **said, **_who_acts(actor, kind, seat), "detail": detail}
    ).scalar_one()
    _have_told(session, dossier, action, before, sequence)
    audit.record(
        session, at=at, actor=actor, act=action.value, object_id=dossier.id,
        before=int(before), after=int(after), revision=dossier.revision,
    )  # fmt: skip


def _renew(session: Session, dossier: Dossier, action: Action, at: datetime) -> None:
    dossier.revision += 1
    dossier.updated_at = at
    if action in _REWORDS:
        dossier.name_key = sort_key(dossier.applicant_name)
        enqueue(session, "index_dossier", dossier_id=str(dossier.id))
    session.flush()


def _who_acts(actor: Actor | None, kind: ActorKind, agency_id: int) -> dict[str, Any]:
    return {
        "agency_id": None if kind is ActorKind.APPLICANT else agency_id,
        "actor_id": actor.person_id if actor else None,
        "actor_kind": kind.value,
        "actor_name": actor.name if actor else "",
        "actor_title": actor.title_at(agency_id, kind) if actor else "",
    }


def _have_told(
    session: Session, dossier: Dossier, action: Action, before: Status, sequence: int
) -> None:
    """What the applicant is told of leaves from a job, with the number of its event."""
    if notice_of(action, before, Status(dossier.status)) is not None:
        enqueue(session, "tell_applicant", dossier_id=str(dossier.id), sequence=sequence)
