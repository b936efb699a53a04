"""People who logged in, and their sessions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class Person(Table):
    """A person as the identity provider vouches for them; the key is (issuer, subject).

    ``notify`` holds the channels that the person wants notices on.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index(None, "personal_number"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    issuer: Mapped[str]
    subject: Mapped[str]
    personal_number: Mapped[str] = mapped_column(default="")
    full_name: Mapped[str]
    birth_date: Mapped[date | None]
    gender: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    commune_code: Mapped[str] = mapped_column(default="")
    notify: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]


class LoginSession(Table):
    """A browser's session; the cookie holds an opaque id of which only the hash is kept."""

    __tablename__ = "login_session"
    __table_args__ = (Index(None, "person_id"), Index(None, "last_seen_at"))

    id_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    assurance_level: Mapped[int] = mapped_column(default=0)
    authenticated_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended: Mapped[bool] = mapped_column(server_default=false())
    content: Mapped[Json]
