"""Who has a dossier open to work on it: a hint for colleagues, never a lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.models import Presence
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.possible import colleague_actions
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.parts import Parts

NOTED = timedelta(minutes=1)
"""Presence is written down at most this often."""

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A colleague who has the dossier open; ``minutes`` since they were last seen."""

    name: str
    minutes: int


def note_presence(
    session: Session, parts: Parts, actor: Actor | None, page: DossierPage
) -> tuple[Present, ...]:
    """Note that the officer has the dossier open; return who else has, the last seen first.

    ``page`` is the dossier as the officer opened it: who can do nothing with it is not noted.
    """
    officer = require_officer(actor)
    if not possible_actions(officer, page) and not colleague_actions(officer, page):
        return ()
    now = parts.clock()
    mine = next((one.at for one in page.present if one.person_id == officer.person_id), None)
    if mine is None or now - mine >= NOTED:
        _write(session, officer, page, now)
    return tuple(
        Present(name=one.name, minutes=int((now - one.at).total_seconds() // 60))
        for one in page.present
        if one.person_id != officer.person_id
    )


def _write(session: Session, officer: Actor, page: DossierPage, now: datetime) -> None:
    new = insert(Presence).values(
        dossier_id=page.id, person_id=officer.person_id, name=officer.name, seen_at=now
    )
    session.execute(
        new.on_conflict_do_update(
            index_elements=[Presence.dossier_id, Presence.person_id],
            set_={"seen_at": new.excluded.seen_at, "name": new.excluded.name},
        )
    )
    session.commit()


def sweep_presence(session: Session, now: datetime) -> int:
    """Remove what is long over; returns how many rows. For the worker."""
    over = delete(Presence).where(Presence.seen_at < now - KEPT).returning(Presence.person_id)
    gone = session.execute(over).all()
    session.commit()
    return len(gone)
