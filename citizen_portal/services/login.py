"""Logging in: who the provider vouches for becomes a person of ours with a session."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Uuid,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, aliased

from citizen_portal.models import Dossier, LoginSession, OfficerPost, Person
from citizen_portal.procedures.connectors import Identity
from citizen_portal.services import audit
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor
from citizen_portal.services.colleagues.posts import post_columns, posts_of
from citizen_portal.services.parts import Parts

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""A session's last use is written down at most this often."""


@dataclass(slots=True)
class OpenSession:
    """A browser's session as one request sees it; ``actor`` is None before login."""

    id: str
    content: dict[str, Any]
    actor: Actor | None
    authenticated_at: datetime | None
    last_seen_at: datetime
    stored: bool = field(default=True)


def session_key(session_id: str) -> bytes:
    """What is stored of a session's id: who reads the table cannot take a session over."""
    return hashlib.sha256(session_id.encode()).digest()


def new_session_id() -> str:
    """An opaque id of 256 random bits."""
    return secrets.token_urlsafe(32)


def find_session(
    session: Session, session_id: str, now: datetime, today: date
) -> OpenSession | None:
    """Read a session with its person and posts, in one statement; None when it is over."""
    row = session.execute(_FIND, {"id_hash": session_key(session_id), "today": today}).one_or_none()
    if row is None or row.ended:
        return None
    if now - row.last_seen_at > IDLE or now - row.created_at > ABSOLUTE:
        return None
    actor = None
    if row.person_id is not None:
        actor = Actor(
            person_id=row.person_id,
            name=row.full_name,
            personal_number=row.personal_number,
            level=row.assurance_level,
            posts=posts_of(row.posts, row.lent),
        )
    return OpenSession(
        id=session_id,
        content=row.content,
        actor=actor,
        authenticated_at=row.authenticated_at,
        last_seen_at=row.last_seen_at,
    )


def _find_statement() -> Any:
    opened, person = LoginSession.__table__.c, Person.__table__.c
    return (
        select(
            opened.person_id, opened.content, opened.assurance_level, opened.authenticated_at,
            opened.created_at, opened.last_seen_at, opened.ended,
            person.full_name, person.personal_number, *post_columns(opened.person_id),
        )
        .outerjoin_from(LoginSession.__table__, Person.__table__, person.id == opened.person_id)
        .where(opened.id_hash == bindparam("id_hash"))
    )  # fmt: skip


_FIND = _find_statement()


def save_session(session: Session, open_session: OpenSession, now: datetime) -> None:
    """Write an anonymous or changed session's content; the caller's own transaction commits."""
    new = upsert(LoginSession).values(
        id_hash=session_key(open_session.id),
        created_at=now,
        last_seen_at=now,
        content=open_session.content,
    )
    session.execute(
        new.on_conflict_do_update(
            index_elements=[LoginSession.id_hash],
            set_={"content": new.excluded.content, "last_seen_at": new.excluded.last_seen_at},
        )
    )
    session.commit()


def touch_session(session: Session, open_session: OpenSession, now: datetime) -> None:
    """Note that a session is in use, at most once a minute."""
    if now - open_session.last_seen_at < TOUCH:
        return
    session.rollback()  # what a refused use case left undone must not be kept with this
    session.execute(
        update(LoginSession)
        .where(LoginSession.id_hash == session_key(open_session.id))
        .values(last_seen_at=now)
    )
    session.commit()


def sign_in(
    session: Session,
    parts: Parts,
    identity: Identity,
    before: OpenSession | None,
    content: dict[str, Any],
) -> str:
    """Begin a session for the person; the one before login ends. Returns the new id.

    The provider's proven identity is the permission. The account key is (issuer, subject).
    """
    now = parts.clock()
    person_id = _keep_person(session, parts, identity, now)
    session_id = new_session_id()
    session.execute(
        insert(LoginSession).values(
            id_hash=session_key(session_id),
            person_id=person_id,
            assurance_level=identity.assurance_level,
            authenticated_at=identity.authenticated_at,
            created_at=now,
            last_seen_at=now,
            content=content,
        )
    )
    if before is not None:
        session.execute(delete(LoginSession).where(LoginSession.id_hash == session_key(before.id)))
    audit.record(session, at=now, actor=None, act="login", object_id=person_id,
                 level=identity.assurance_level)  # fmt: skip
    session.commit()
    return session_id


def _keep_person(session: Session, parts: Parts, identity: Identity, now: datetime) -> UUID:
    claims = {
        "personal_number": identity.personal_number,
        "full_name": identity.full_name,
        "birth_date": identity.birth_date,
        "gender": identity.gender,
        "phone": identity.phone,
        "email": identity.email,
        "address": identity.address,
        "commune_code": identity.commune_code,
        "last_login_at": now,
    }
    proven = bool(identity.personal_number) and identity.assurance_level >= SUBMIT_LEVEL
    taken_up = proven and _take_up_expected(session, identity)
    new = upsert(Person).values(
        id=parts.new_id(),
        issuer=identity.issuer,
        subject=identity.subject,
        created_at=now,
        **claims,
    )
    kept = new.on_conflict_do_update(
        index_elements=[Person.issuer, Person.subject], set_=claims
    ).returning(Person.id)
    person_id = session.execute(kept).scalar_one()
    if proven and not taken_up:
        _hand_over(session, identity, person_id)
    return person_id


def _take_up_expected(session: Session, identity: Identity) -> bool:
    """Officers, and people at the counter, are named by their number before they first log
    in; only then is the provider's subject known. False when nobody was expected, or the
    subject is known.
    """
    known = aliased(Person)
    earlier = exists().where(known.issuer == identity.issuer, known.subject == identity.subject)
    taken = session.execute(
        update(Person)
        .where(
            Person.issuer == identity.issuer,
            Person.subject == expected_subject(identity.personal_number),
            ~earlier,
        )
        .values(subject=identity.subject)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
    return taken.first() is not None


def _hand_over(session: Session, identity: Identity, person_id: UUID) -> None:
    """Give the posts and dossiers of who was named by number to the person now proven to be
    it, who had logged in before at a level that proves no number.
    """
    expected = session.execute(
        select(Person.id).where(
            Person.issuer == identity.issuer,
            Person.subject == expected_subject(identity.personal_number),
        )
    ).scalar_one_or_none()
    if expected is None:
        return
    columns = (OfficerPost.agency_id, OfficerPost.role, OfficerPost.title, OfficerPost.since,
               OfficerPost.until)  # fmt: skip
    theirs = select(literal(person_id, Uuid), *columns).where(OfficerPost.person_id == expected)
    names = ["person_id", *(column.key for column in columns)]
    session.execute(upsert(OfficerPost).from_select(names, theirs).on_conflict_do_nothing())
    session.execute(delete(OfficerPost).where(OfficerPost.person_id == expected))
    moved = update(Dossier).where(Dossier.person_id == expected).values(person_id=person_id)
    session.execute(moved.execution_options(synchronize_session=False))


def expected_subject(personal_number: str) -> str:
    """Stands for the subject of a person who was named by number and has yet to log in."""
    return f"expected:{personal_number}"


def sign_out(session: Session, parts: Parts, open_session: OpenSession) -> None:
    """End a session for good: its id opens nothing any more."""
    session.execute(
        delete(LoginSession).where(LoginSession.id_hash == session_key(open_session.id))
    )
    audit.record(session, at=parts.clock(), actor=open_session.actor, act="logout",
                 object_id=open_session.actor.person_id if open_session.actor else "-")  # fmt: skip
    session.commit()


def sweep_sessions(session: Session, now: datetime) -> int:
    """Remove sessions that are long over; returns how many. For the worker."""
    over = delete(LoginSession).where(LoginSession.last_seen_at < now - ABSOLUTE)
    gone = session.scalars(over.returning(LoginSession.id_hash)).all()
    session.commit()
    return len(gone)
