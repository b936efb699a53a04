"""Starting a batch: what was chosen is written down, a job does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import TRANSITIONS, Action
from citizen_portal.domain.wording import Text
from citizen_portal.models import Batch, BatchItem, Dossier
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, whose_task
from citizen_portal.services.batches.acts import BATCH_ACTS
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow
from citizen_portal.services.parts import Parts

MOST_AT_ONCE = 200

NOTHING_CHOSEN = Text(
    "Bạn chưa chọn hồ sơ nào. Hãy đánh dấu những hồ sơ cần xử lý.",
    "No dossier is chosen. Tick those to work on.",
)
TOO_MANY = Text(
    f"Mỗi lần chọn tối đa {MOST_AT_ONCE} hồ sơ. Hãy chọn ít hơn rồi làm nhiều lần.",
    f"At most {MOST_AT_ONCE} dossiers at once. Choose fewer, and do it several times.",
)

Chosen = Sequence[tuple[UUID, "int | None"]]
"""Dossiers with the revision that the page showed, None when it is not known."""


def start_batch(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    action: Action,
    chosen: Chosen,
    typed: Mapping[str, Any] | None = None,
) -> UUID:
    """Write down what is to be done with each chosen dossier, and let a job do it.

    Whether each may be done is decided when its turn comes. Raises ``NotFound`` for an
    action that is not for many, ``Forbidden`` when the officer never does it,
    ``NotPossibleNow`` for nothing or too many.
    """
    officer = require_officer(actor)
    if action not in BATCH_ACTS:
        raise NotFound()
    agency_id = _desk_for(officer, action)
    wanted = list(dict(chosen).items())
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise NotPossibleNow(TOO_MANY if wanted else NOTHING_CHOSEN)
    asked = select(Dossier.id, Dossier.revision).where(Dossier.id.in_([one for one, _ in wanted]))
    known = {row.id: row.revision for row in session.execute(asked)}
    items = [(one, known[one] if seen is None else seen) for one, seen in wanted if one in known]
    if not items:
        raise NotFound()
    batch_id = _write_down(session, parts, officer, agency_id, action, items, typed or {})
    enqueue(session, "run_batch", batch_id=str(batch_id))
    audit.record(session, at=parts.clock(), actor=officer, act="start_batch", object_id=batch_id,
                 action=action.value, dossiers=len(items))  # fmt: skip
    session.commit()
    return batch_id


def _write_down(
    session: Session,
    parts: Parts,
    officer: Actor,
    agency_id: int,
    action: Action,
    items: Sequence[tuple[UUID, int]],
    typed: Mapping[str, Any],
) -> UUID:
    batch_id = parts.new_id()
    session.execute(
        insert(Batch).values(
            id=batch_id, person_id=officer.person_id, agency_id=agency_id, action=action.value,
            typed=dict(typed), state="running", total=len(items), created_at=parts.clock(),
        )
    )  # fmt: skip
    session.execute(
        insert(BatchItem),
        [
            {
                "batch_id": batch_id, "position": place, "dossier_id": one, "state": "waiting",
                "revision": revision,
            }
            for place, (one, revision) in enumerate(items, start=1)
        ],
    )  # fmt: skip
    return batch_id


def _desk_for(officer: Actor, action: Action) -> int:
    """The first agency at which the officer does this. Raises ``Forbidden``."""
    kinds = {kind for row in TRANSITIONS if row.action is action for kind in row.actor_kinds}
    for post in officer.posts:
        if post.role in kinds:
            return post.agency_id
    raise Forbidden(whose_task(kinds))


def try_again(session: Session, parts: Parts, actor: Actor | None, batch_id: UUID) -> UUID:
    """A new batch of what was refused, under the dossiers' present state.

    Raises ``NotFound`` for somebody else's batch, ``NotPossibleNow`` when nothing was refused.
    """
    officer = require_officer(actor)
    batch = session.get(Batch, batch_id)
    if batch is None or batch.person_id != officer.person_id:
        raise NotFound()
    refused = session.scalars(
        select(BatchItem.dossier_id)
        .where(BatchItem.batch_id == batch_id, BatchItem.state == "refused")
        .order_by(BatchItem.position)
    ).all()
    return start_batch(
        session, parts, officer, Action(batch.action), [(one, None) for one in refused], batch.typed
    )
