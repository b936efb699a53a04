"""What people are told: messages inside a dossier, notices and the words they are made of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class Message(Table):
    """A message between the applicant and the office, inside the dossier."""

    __tablename__ = "message"
    __table_args__ = (
        Index(None, "dossier_id"),
        Index(
            "ix_message_unread",
            "dossier_id",
            postgresql_where=text("read_at IS NULL AND NOT from_office"),
        ),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    from_office: Mapped[bool]
    sender_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sender_name: Mapped[str]
    body: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class NoticeTemplate(Table):
    """The words of a notice as somebody edited them; the newest version in force counts.

    ``agency_id`` None is for all agencies. What nobody edited comes with the portal.
    ``state`` is proposed, in_force, replaced or refused; a second person decides.
    """

    __tablename__ = "notice_template"
    __table_args__ = (UniqueConstraint("event", "agency_id", "language", "channel", "version"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    event: Mapped[str]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    language: Mapped[str]
    channel: Mapped[str]
    version: Mapped[int]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    edited_at: Mapped[datetime]
    edited_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(default="in_force", server_default="in_force")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Notice(Table):
    """One notice to one person over one channel, and what became of it.

    ``channel`` is portal, email or sms; ``state`` queued, sent, delivered, bounced or failed.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("dossier_id", "event", "occasion", "channel"),
        Index(None, "person_id", "id"),
        Index(None, "channel", "provider_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    event: Mapped[str]
    occasion: Mapped[str]
    channel: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi", server_default="vi")
    address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    state: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    provider_id: Mapped[str] = mapped_column(default="")
    queued_at: Mapped[datetime]
    send_after: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
