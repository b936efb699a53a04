"""Dossiers and what happened to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Identity, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table

URGENCY = "coalesce(due_at, acceptance_due_at, submitted_at)"
"""When the next thing is due, as queues sort it."""

COUNTED = (
    "status", "step", "officer_id", "payment_state", "submitted_at", "acceptance_due_at", "due_at",
)  # fmt: skip
"""What counting queues looks at: so it need not look at the dossiers themselves."""

FILTERED = ("procedure_code", "channel", "payment_state", "step", "officer_id")
"""What closed dossiers are filtered by, so that what does not pass is never looked at."""

OVERPAID = "payment_state = 'overpaid'"
"""More was paid than is billed: the few dossiers of which money is to be given back."""


class Dossier(Table):
    """One applicant's request under one procedure.

    Four agencies are kept apart: who receives it, who is competent, who handles it, and
    where the result is handed back. ``revision`` grows with each change: a form or an
    officer's page that saw an older one is stale. ``due_at`` is read off the events.
    ``moved_from`` is the version that a draft was begun under, until it is submitted;
    ``parent_id`` and ``part`` tell which part of an interlinked dossier this one is.
    ``asked_from`` is the status it goes back to from waiting or suspension; ``assisted_by_id``
    the officer who filed it for the applicant. ``delivery`` says how the result is wanted;
    payment, delivery, synchronisation and digitisation have states of their own. ``name_key``
    sorts the applicant's name as the alphabet does.
    """

    __tablename__ = "dossier"
    __table_args__ = (
        Index("ix_dossier_mine", "person_id", text("updated_at DESC"), "id"),
        Index("ix_dossier_open", "handling_agency_id", text(URGENCY), "id",
              postgresql_where=text("status IN (1, 2, 4, 5, 6)"),
              postgresql_include=(*COUNTED, "receiving_agency_id")),
        Index("ix_dossier_received", "receiving_agency_id", text(URGENCY), "id",
              postgresql_where=text("status IN (1, 2, 4, 5, 6, 9)"), postgresql_include=COUNTED),
        Index("ix_dossier_to_return", "return_agency_id", text(URGENCY), "id",
              postgresql_where=text("status = 9"), postgresql_include=("submitted_at",)),
        Index("ix_dossier_in_hand", "officer_id", text(URGENCY), "id",
              postgresql_where=text("status IN (2, 4) AND officer_id IS NOT NULL")),
        Index("ix_dossier_closed", "handling_agency_id", "submitted_at", "id",
              postgresql_where=text("status IN (3, 7, 8, 10)"), postgresql_include=FILTERED),
        Index("ix_dossier_closed_by", "officer_id", "submitted_at", "id",
              postgresql_where=text("status IN (3, 7, 8, 10) AND officer_id IS NOT NULL")),
        Index("ix_dossier_closed_received", "receiving_agency_id", "submitted_at", "id",
              postgresql_where=text("status IN (3, 7, 8, 10)")),
        Index("ix_dossier_closed_urgency", "handling_agency_id", text(URGENCY), "id",
              postgresql_where=text("status IN (3, 7, 8, 10)")),
        Index("ix_dossier_name", "handling_agency_id", "name_key", "id",
              postgresql_where=text("status > 0")),
        Index("ix_dossier_procedure", "handling_agency_id", "procedure_code", "id",
              postgresql_where=text("status > 0")),
        Index("ix_dossier_procedure_received", "receiving_agency_id", "procedure_code", "id",
              postgresql_where=text("status > 0")),
        Index("ix_dossier_overpaid", "receiving_agency_id", text(URGENCY), "id",
              postgresql_where=text(OVERPAID)),
        Index("ix_dossier_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
        Index("ix_dossier_agency_status", "handling_agency_id", "status", "submitted_at", "id"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str | None] = mapped_column(unique=True)
    procedure_code: Mapped[str]
    procedure_version: Mapped[str]
    moved_from: Mapped[str] = mapped_column(default="", server_default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("dossier.id"))
    part: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[int] = mapped_column(SmallInteger)
    asked_from: Mapped[int | None] = mapped_column(SmallInteger)
    revision: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    applicant_name: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(Text(collation="C"), default="", server_default="")
    subject: Mapped[str] = mapped_column(default="")
    assisted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[int] = mapped_column(SmallInteger)
    receiving_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    competent_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    handling_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    return_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    answers: Mapped[Json]
    sources: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    unfinished: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    fee: Mapped[Json | None]
    fee_total: Mapped[int] = mapped_column(default=0)
    payment_state: Mapped[str] = mapped_column(default="none")
    delivery: Mapped[Json | None]
    delivery_state: Mapped[str] = mapped_column(default="none", server_default="none")
    sync_state: Mapped[str] = mapped_column(default="none", server_default="none")
    digitisation_state: Mapped[str] = mapped_column(default="none", server_default="none")
    sets: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
    step: Mapped[str] = mapped_column(default="")
    step_since: Mapped[datetime | None]
    step_due_at: Mapped[datetime | None]
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    assigned_at: Mapped[datetime | None]
    result_answers: Mapped[Json | None]
    supplements: Mapped[int] = mapped_column(default=0)
    apologies: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    acceptance_due_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    due: Mapped[Json | None]
    completed_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]


class DossierEvent(Table):
    """One change of a dossier; only ever added."""

    __tablename__ = "dossier_event"
    __table_args__ = (UniqueConstraint("dossier_id", "sequence"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    sequence: Mapped[int]
    action: Mapped[str]
    from_status: Mapped[int] = mapped_column(SmallInteger)
    to_status: Mapped[int] = mapped_column(SmallInteger)
    actor_id: Mapped[UUID | None]
    actor_kind: Mapped[str]
    actor_name: Mapped[str]
    actor_title: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    clock_effect: Mapped[str]
    paper_id: Mapped[UUID | None]
    detail: Mapped[Json] = mapped_column(server_default=text("'{}'"))
