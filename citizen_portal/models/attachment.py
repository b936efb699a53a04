"""Papers received."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class Attachment(Table):
    """A paper received for a dossier; from ``frozen_at`` on it never changes.

    Its bytes are stored by their SHA-256. ``scan_state`` is clean, pending or infected.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    requirement: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    scan_state: Mapped[str]
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    supplement_number: Mapped[int] = mapped_column(default=0)
    frozen_at: Mapped[datetime | None]
