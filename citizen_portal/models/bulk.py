"""Long work with progress: batches of acts, and exports."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class Batch(Table):
    """One act on many dossiers, in an officer's name; ``state`` is running or done."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "person_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    action: Mapped[str]
    typed: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    state: Mapped[str]
    total: Mapped[int]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class BatchItem(Table):
    """One dossier of a batch and what came of it; ``state`` is waiting, done or refused."""

    __tablename__ = "batch_item"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    revision: Mapped[int]
    state: Mapped[str]
    outcome_vi: Mapped[str] = mapped_column(default="")
    outcome_en: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]


class Export(Table):
    """A file that was asked for and is made by a job; ``state`` is queued, ready or failed."""

    __tablename__ = "export"
    __table_args__ = (Index(None, "person_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[str]
    form: Mapped[str]
    typed: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    state: Mapped[str]
    done: Mapped[int] = mapped_column(default=0, server_default="0")
    total: Mapped[int] = mapped_column(default=0, server_default="0")
    file_name: Mapped[str] = mapped_column(default="")
    storage_key: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0, server_default="0")
    problem: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
