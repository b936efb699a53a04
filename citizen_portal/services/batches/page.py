"""A batch as its officer sees it: how far it is, and what came of each dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.models import Batch, BatchItem, Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import agencies_of

MOST_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One dossier of a batch; ``code`` "" when it is not the officer's to see."""

    dossier_id: UUID
    code: str
    applicant: str
    state: str
    outcome: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch with its items in their order."""

    id: UUID
    action: Action
    running: bool
    created_at: datetime
    items: tuple[ItemView, ...]

    @property
    def done(self) -> int:
        """How many succeeded."""
        return sum(one.state == "done" for one in self.items)

    @property
    def refused(self) -> int:
        """How many did not."""
        return sum(one.state == "refused" for one in self.items)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch in the list of one's own."""

    id: UUID
    action: Action
    running: bool
    created_at: datetime
    total: int
    done: int
    refused: int


def list_batches(session: Session, parts: Parts, actor: Actor | None) -> tuple[BatchLine, ...]:
    """The officer's own batches, the newest first: work goes on when its page is left."""
    officer = require_officer(actor)
    newest = (
        select(Batch.id)
        .where(Batch.person_id == officer.person_id)
        .order_by(Batch.created_at.desc(), Batch.id)
        .limit(MOST_LISTED)
    )
    rows = session.execute(
        select(
            Batch,
            func.count().filter(BatchItem.state == "done").label("done"),
            func.count().filter(BatchItem.state == "refused").label("refused"),
        )
        .join(BatchItem, BatchItem.batch_id == Batch.id)
        .where(Batch.id.in_(newest))
        .group_by(Batch.id)
        .order_by(Batch.created_at.desc(), Batch.id)
    )
    return tuple(
        BatchLine(
            id=one.id,
            action=Action(one.action),
            running=one.state == "running",
            created_at=one.created_at,
            total=one.total,
            done=done,
            refused=refused,
        )
        for one, done, refused in rows
    )


def open_batch(session: Session, parts: Parts, actor: Actor | None, batch_id: UUID) -> BatchView:
    """The officer's own batch. Raises ``NotFound`` for any other."""
    officer = require_officer(actor)
    batch = session.get(Batch, batch_id)
    if batch is None or batch.person_id != officer.person_id:
        raise NotFound()
    rows = session.execute(
        select(
            BatchItem.dossier_id, BatchItem.state, BatchItem.outcome_vi, BatchItem.outcome_en,
            Dossier.code, Dossier.applicant_name, Dossier.receiving_agency_id,
            Dossier.competent_agency_id, Dossier.handling_agency_id, Dossier.return_agency_id,
        )
        .join(Dossier, Dossier.id == BatchItem.dossier_id)
        .where(BatchItem.batch_id == batch_id)
        .order_by(BatchItem.position)
    ).all()  # fmt: skip
    mine = set(officer.agency_ids)
    return BatchView(
        id=batch.id,
        action=Action(batch.action),
        running=batch.state == "running",
        created_at=batch.created_at,
        items=tuple(_view(row, mine) for row in rows),
    )


def _view(row: Any, mine: set[int]) -> ItemView:
    known = bool(mine.intersection(agencies_of(row)))
    return ItemView(
        dossier_id=row.dossier_id,
        code=(row.code or "") if known else "",
        applicant=row.applicant_name if known else "",
        state=row.state,
        outcome=Text(row.outcome_vi, row.outcome_en),
    )
