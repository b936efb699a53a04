"""Officers confirm the due dates that a changed calendar moves, or keep what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import format_moment
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import CalendarEdition, Dossier, DueProposal
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, whose_task
from citizen_portal.services.calendars.due_proposals import AT_WORK
from citizen_portal.services.change import change
from citizen_portal.services.errors import Forbidden, NotPossibleNow, PortalError
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, seat_for

PAGE = 50
MOST_AT_ONCE = 100
NOTHING_CHOSEN = Text("Hãy chọn ít nhất một hồ sơ.", "Choose at least one dossier.")
GONE = Text(
    "Hồ sơ đã đổi ngày hẹn hoặc trạng thái từ khi có đề xuất này, nên đề xuất không còn hiệu lực.",
    "The dossier's due date or status has changed since, so this proposal no longer holds.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDate:
    """A proposal: from when to when, and by which notice."""

    id: int
    dossier_id: UUID
    code: str
    applicant_name: str
    due_before: datetime
    due: DueDate
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDates:
    """A page of proposals; ``after`` continues the list, 0 at its end."""

    lines: tuple[MovedDate, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the chosen proposals; ``refused`` are dossier codes with the reason."""

    done: int
    refused: tuple[tuple[str, Text], ...]


_HOLDERS = (*Duty.PROCESS.holders, *Duty.APPROVE.holders)


def _agencies(actor: Actor) -> tuple[int, ...]:
    """Where the officer may change due dates. Raises ``Forbidden``."""
    both = (*actor.agencies_for(Duty.PROCESS), *actor.agencies_for(Duty.APPROVE))
    if not both:
        raise Forbidden(whose_task(_HOLDERS))
    return tuple(dict.fromkeys(both))


def list_moved_dates(
    session: Session, parts: Parts, actor: Actor | None, after: int = 0
) -> MovedDates:
    """The open proposals of the officer's agencies that still hold, by keyset."""
    agencies = _agencies(require_officer(actor))
    rows = session.execute(
        _held()
        .where(DueProposal.agency_id.in_(agencies), DueProposal.id > after)
        .order_by(DueProposal.id)
        .limit(PAGE + 1)
    ).all()
    return MovedDates(
        lines=tuple(_line(row) for row in rows[:PAGE]),
        after=rows[PAGE - 1].id if len(rows) > PAGE else 0,
    )


def _held() -> Any:
    """Proposals that a dossier's change in the meantime has not overtaken."""
    return (
        select(
            DueProposal.id, DueProposal.dossier_id, DueProposal.due_before, DueProposal.due,
            Dossier.code, Dossier.applicant_name, CalendarEdition.source,
        )
        .join(Dossier, Dossier.id == DueProposal.dossier_id)
        .join(CalendarEdition, CalendarEdition.id == DueProposal.edition_id)
        .where(
            DueProposal.state == "open",
            Dossier.due_at == DueProposal.due_before,
            Dossier.handling_agency_id == DueProposal.agency_id,
            Dossier.status.in_(AT_WORK),
        )
    )  # fmt: skip


def _line(row: Any) -> MovedDate:
    return MovedDate(
        id=row.id, dossier_id=row.dossier_id, code=row.code or "",
        applicant_name=row.applicant_name, due_before=row.due_before,
        due=DueDate.from_json(row.due), source=row.source,
    )  # fmt: skip


def decide_moved_dates(
    session: Session, parts: Parts, actor: Actor | None, proposal_ids: Sequence[int], *,
    confirm: bool,
) -> Decided:  # fmt: skip
    """Confirm proposals, several at once, or keep the promised dates; one failure stops no other.

    Raises ``NotPossibleNow`` when nothing is chosen. Other agencies' proposals count as none.
    """
    officer = require_officer(actor)
    agencies = _agencies(officer)
    chosen = select(DueProposal).where(
        DueProposal.id.in_(proposal_ids[:MOST_AT_ONCE]), DueProposal.agency_id.in_(agencies)
    )
    dossiers = _lock_dossiers(session, chosen.with_only_columns(DueProposal.dossier_id))
    proposals = session.scalars(chosen.order_by(DueProposal.id).with_for_update()).all()
    if not proposals:
        raise NotPossibleNow(NOTHING_CHOSEN)
    refused, now = [], parts.clock()
    for proposal in proposals:
        dossier = dossiers[proposal.dossier_id]
        try:
            _decide(session, officer, dossier, proposal, now, confirm=confirm)
        except PortalError as error:
            refused.append((dossier.code or "", error.sentence))
    session.commit()
    return Decided(len(proposals) - len(refused), tuple(refused))


def _lock_dossiers(session: Session, ids: Any) -> dict[UUID, Dossier]:
    """Groups are locked before their parts, as everywhere."""
    rows = session.scalars(
        select(Dossier)
        .where(Dossier.id.in_(ids))
        .order_by(Dossier.parent_id.nulls_first(), Dossier.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {dossier.id: dossier for dossier in rows}


def _decide(
    session: Session, officer: Actor, dossier: Dossier, proposal: DueProposal, now: datetime, *,
    confirm: bool,
) -> None:  # fmt: skip
    kind, _ = seat_for(officer, dossier, Action.CHANGE_DUE)
    refuse_own(session, officer, dossier)
    if proposal.state != "open" or dossier.due_at != proposal.due_before:
        raise NotPossibleNow(GONE)
    if confirm:
        change(
            session, dossier, Action.CHANGE_DUE, actor=officer, kind=kind, at=now,
            reason=_why(proposal), due_before=proposal.due_before.isoformat(),
            due_at=proposal.due_after.isoformat(), proposal=proposal.id,
        )  # fmt: skip
        dossier.due_at, dossier.due = proposal.due_after, proposal.due
    proposal.state = "confirmed" if confirm else "kept"
    proposal.decided_at, proposal.decided_by_id = now, officer.person_id
    session.flush()
    if not confirm:
        audit.record(session, at=now, actor=officer, act="keep-due-date", object_id=dossier.id,
                     proposal=proposal.id)  # fmt: skip


def _why(proposal: DueProposal) -> str:
    return (
        "Lịch làm việc đã thay đổi. Ngày hẹn trả kết quả chuyển từ "
        f"{format_moment(proposal.due_before)} sang {format_moment(proposal.due_after)}."
    )
