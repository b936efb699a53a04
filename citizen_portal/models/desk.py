"""Work between colleagues: who does what, who stands in, what they tell each other."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class DossierText(Table):
    """The words by which a dossier is found, folded; beside them its agencies as words."""

    __tablename__ = "dossier_text"
    __table_args__ = (Index(None, "words", postgresql_using="gin"),)

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    words: Mapped[str] = mapped_column(TSVECTOR)


class AssignmentRule(Table):
    """Whom a dossier is given to by itself; ``procedure_code`` "" means any.

    ``person_id`` None means whoever of the case officers has the least in hand.
    """

    __tablename__ = "assignment_rule"
    __table_args__ = (UniqueConstraint("agency_id", "procedure_code"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    procedure_code: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class Delegation(Table):
    """Who stands in for whom at an agency, from day to day; ``role`` is the role lent."""

    __tablename__ = "delegation"
    __table_args__ = (Index(None, "to_person_id", "until"), Index(None, "agency_id", "until"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    from_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class Presence(Table):
    """Who has a dossier open to work on it; a hint for colleagues, never a lock."""

    __tablename__ = "presence"

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    name: Mapped[str]
    seen_at: Mapped[datetime]


class ColleagueNote(Table):
    """A note for colleagues, never shown to the applicant; only ever added."""

    __tablename__ = "colleague_note"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    at: Mapped[datetime]
    body: Mapped[str]


class OpinionRequest(Table):
    """A question to another agency about a dossier, with a deadline of its own.

    ``state`` is open, answered or withdrawn.
    """

    __tablename__ = "opinion_request"
    __table_args__ = (Index(None, "dossier_id"), Index(None, "to_agency_id", "state", "due_at"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    from_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    to_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    question: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime]
    state: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class DeclaredRelative(Table):
    """A close relative whom an officer named: they do not work on that person's dossiers."""

    __tablename__ = "declared_relative"
    __table_args__ = (UniqueConstraint("person_id", "personal_number"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    personal_number: Mapped[str]
    relation: Mapped[str]
    declared_at: Mapped[datetime]


class SavedView(Table):
    """A queue with its filters, as an officer keeps it; ``query`` is that of the address."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    query: Mapped[str]
    position: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
