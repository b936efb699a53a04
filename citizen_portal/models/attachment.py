"""Papers received."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class Attachment(Table):
    """A paper received for a dossier; from ``frozen_at`` on it never changes.

    Its bytes are stored by their SHA-256. ``scan_state`` is clean, pending or infected.
    ``source`` is upload, scan (at a counter) or vault; ``copy_kind`` original, copy or
    electronic; ``details`` what the paper itself says: number, day, signer, issuer, validity.
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
    source: Mapped[str] = mapped_column(default="upload", server_default="upload")
    copy_kind: Mapped[str] = mapped_column(default="electronic", server_default="electronic")
    details: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime | None]
    vault_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("vault_item.id"))
