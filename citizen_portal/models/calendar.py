"""Days off, exchanged working days, working hours; and due dates that a change moves."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class CalendarDay(Table):
    """A day that differs from the plain week: off, or worked in exchange.

    ``origin`` is ``library`` for the bundled knowledge or ``override`` for what the
    yearly notice says instead; an override wins.
    """

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")


class CalendarEdition(Table):
    """A version of the calendar, of one agency or (``agency_id`` None) of all.

    ``content`` holds days off, worked days and hours of the week. ``state`` is proposed,
    in_force, replaced or refused; a second person decides on a proposal.
    """

    __tablename__ = "calendar_edition"
    __table_args__ = (Index(None, "state", "agency_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    content: Mapped[Json]
    source: Mapped[str]
    state: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class DueProposal(Table):
    """A due date that a changed calendar moves; an officer confirms it or keeps the old one.

    ``state`` is open, confirmed or kept.
    """

    __tablename__ = "due_proposal"
    __table_args__ = (Index(None, "dossier_id"), Index(None, "agency_id", "state", "id"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("calendar_edition.id"))
    due_before: Mapped[datetime]
    due_after: Mapped[datetime]
    due: Mapped[Json]
    state: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ApologyDraft(Table):
    """An apology that the system prepared for a dossier about to be late.

    ``state`` is open, signed or dropped.
    """

    __tablename__ = "apology_draft"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    reason: Mapped[str]
    due_before: Mapped[datetime]
    new_due_at: Mapped[datetime]
    state: Mapped[str]
    drafted_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
