"""The audit trail: who did what, chained so that a later change shows."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from citizen_portal.domain.audit_chain import GENESIS, ChainedEntry, canonical_json, first_broken
from citizen_portal.models import AuditEntry
from citizen_portal.services.actor import Actor

# One statement: lock the head, add the entry after it, move the head.
_APPEND = text(
    """
    WITH head AS (
        SELECT sequence, digest FROM audit_head WHERE id = 1 FOR UPDATE
    ), entry AS (
        INSERT INTO audit_entry (sequence, at, object_id, record, digest)
        SELECT sequence + 1, :at, :object_id, :record,
               sha256(convert_to(:record, 'UTF8') || digest)
        FROM head
        RETURNING sequence, digest
    )
    UPDATE audit_head SET sequence = entry.sequence, digest = entry.digest
    FROM entry WHERE audit_head.id = 1
    """
)


def record(
    session: Session,
    *,
    at: datetime,
    actor: Actor | None,
    act: str,
    object_id: object,
    outcome: str = "ok",
    **detail: Any,
) -> None:
    """Add an entry in the caller's transaction.

    Call it last before the commit: until then nobody else can add one. ``detail`` holds
    plain values and no personal data.
    """
    entry = {
        "at": at,
        "who": str(actor.person_id) if actor else "system",
        "act": act,
        "object": str(object_id),
        "outcome": outcome,
        "detail": detail,
    }
    session.execute(
        _APPEND,
        {"at": at, "object_id": str(object_id), "record": canonical_json(entry).decode()},
    )


def first_broken_entry(session: Session) -> int | None:
    """Check the whole chain; the number of the first entry that does not hold, or None."""
    with closing(_entries(session)) as entries:
        return first_broken(entries)


def _entries(session: Session) -> Generator[ChainedEntry, None, None]:
    previous = GENESIS
    chain = (
        select(AuditEntry.sequence, AuditEntry.record, AuditEntry.digest)
        .order_by(AuditEntry.sequence)
        .execution_options(yield_per=1000)
    )
    with session.execute(chain) as rows:  # a broken entry ends the reading early
        for sequence, stored, digest in rows:
            yield ChainedEntry(
                sequence=sequence, record=json.loads(stored), previous=previous, digest=digest
            )
            previous = digest
