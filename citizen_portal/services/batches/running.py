"""Doing a batch, item by item: each act commits together with the note that it is done.

So an item is done exactly once, also when the worker is killed in between.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.models import Batch, BatchItem
from citizen_portal.services.actor import Actor
from citizen_portal.services.batches.acts import BATCH_ACTS
from citizen_portal.services.colleagues.posts import actor_of
from citizen_portal.services.errors import OutOfOrder, PortalError
from citizen_portal.services.parts import Parts

DONE = Text("Đã thực hiện.", "Done.")

_log = logging.getLogger(__name__)


def run_batch(session: Session, parts: Parts, batch_id: UUID, *, most: int | None = None) -> int:
    """Do what waits in a batch, in its order; return how many items were seen to.

    It is the worker's, in the name of who started the batch, with the roles they hold now.
    ``most`` ends it earlier.
    """
    batch = session.get_one(Batch, batch_id)
    seen_to = 0
    while most is None or seen_to < most:
        item = _next(session, batch_id)
        if item is None:
            _finish(session, parts, batch_id)
            break
        _see_to(session, parts, batch, item)
        seen_to += 1
    return seen_to


def _next(session: Session, batch_id: UUID) -> Any:
    """The first item that waits; a second worker on the same batch takes the next."""
    waiting = (
        select(BatchItem.position, BatchItem.dossier_id, BatchItem.revision)
        .where(BatchItem.batch_id == batch_id, BatchItem.state == "waiting")
        .order_by(BatchItem.position)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.execute(waiting).one_or_none()


def _see_to(session: Session, parts: Parts, batch: Batch, item: Any) -> None:
    _note(session, parts, batch.id, item.position, "done", DONE)
    try:
        actor = actor_of(session, batch.person_id, parts.today())
        _act(session, parts, actor, batch, item)
    except PortalError as error:
        session.rollback()
        _note(session, parts, batch.id, item.position, "refused", error.sentence)
        session.commit()
    except Exception:
        # One broken dossier must not keep the others waiting.
        _log.exception("batch %s, item %s", batch.id, item.position)
        session.rollback()
        _note(session, parts, batch.id, item.position, "refused", OutOfOrder.sentence)
        session.commit()


def _act(session: Session, parts: Parts, actor: Actor | None, batch: Batch, item: Any) -> None:
    act = BATCH_ACTS[Action(batch.action)]
    act(session, parts, actor, item.dossier_id, item.revision, batch.typed)


def _note(
    session: Session, parts: Parts, batch_id: UUID, position: int, state: str, outcome: Text
) -> None:
    session.execute(
        update(BatchItem)
        .where(BatchItem.batch_id == batch_id, BatchItem.position == position)
        .values(
            state=state,
            outcome_vi=outcome.vi,
            outcome_en=outcome.in_language("en"),
            at=parts.clock(),
        )
    )


def _finish(session: Session, parts: Parts, batch_id: UUID) -> None:
    session.execute(
        update(Batch)
        .where(Batch.id == batch_id, Batch.state == "running")
        .values(state="done", finished_at=parts.clock())
    )
    session.commit()
