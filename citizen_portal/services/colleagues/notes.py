"""Notes for colleagues: seen by the dossier's agencies, never by the applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import ColleagueNote
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.colleagues.possible import takes_part
from citizen_portal.services.colleagues.visible import visible_dossier
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import Forbidden, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import agencies_of, refuse_own

LONGEST = 2000
MOST_SHOWN = 50

EMPTY = Text("Hãy viết nội dung ghi chú.", "Write the note.")
TOO_LONG = Text(
    f"Ghi chú dài nhất {LONGEST} ký tự. Hãy chia thành nhiều ghi chú.",
    f"A note has at most {LONGEST} characters. Write several.",
)
PART_ONLY = Text(
    "Ghi chú nội bộ dành cho cơ quan tiếp nhận, giải quyết và trả kết quả của hồ sơ.",
    "Notes are for the agencies that receive, handle and return the dossier.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a colleague wrote."""

    name: str
    at: datetime
    body: str


def list_notes(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[Note, ...]:
    """The newest notes, newest first.

    Raises ``NotFound`` for another agency's dossier, ``Forbidden`` for one's own or a
    relative's, and for an agency that was only asked for its opinion.
    """
    officer = require_officer(actor)
    _part_in(session, officer, dossier_id)
    return _newest(session, dossier_id)


def notes_on(
    session: Session, parts: Parts, actor: Actor | None, page: DossierPage
) -> tuple[Note, ...]:
    """The newest notes beside the dossier as the officer opened it. Raises ``Forbidden``."""
    officer = require_officer(actor)
    if not takes_part(officer, page):
        raise Forbidden(PART_ONLY)
    return _newest(session, page.id) if page.has_notes else ()


def _newest(session: Session, dossier_id: UUID) -> tuple[Note, ...]:
    rows = session.scalars(
        select(ColleagueNote)
        .where(ColleagueNote.dossier_id == dossier_id)
        .order_by(ColleagueNote.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(Note(name=row.name, at=row.at, body=row.body) for row in rows)


def add_note(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, body: str
) -> None:
    """Leave a note. Raises ``WrongInput``, and what ``list_notes`` raises."""
    officer = require_officer(actor)
    _part_in(session, officer, dossier_id)
    if not body.strip():
        raise WrongInput({"ghi_chu": EMPTY})
    if len(body) > LONGEST:
        raise WrongInput({"ghi_chu": TOO_LONG})
    now = parts.clock()
    session.add(
        ColleagueNote(
            dossier_id=dossier_id, person_id=officer.person_id, name=officer.name, at=now,
            body=body.strip(),
        )
    )  # fmt: skip
    session.flush()
    audit.record(session, at=now, actor=officer, act="note", object_id=dossier_id)
    session.commit()


def _part_in(session: Session, officer: Actor, dossier_id: UUID) -> None:
    dossier = visible_dossier(session, officer, dossier_id)
    if not set(officer.agency_ids).intersection(agencies_of(dossier)):
        raise Forbidden(PART_ONLY)
    refuse_own(session, officer, dossier)
