"""Papers issued."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class Paper(Table):
    """A paper that the portal issued for a dossier.

    ``content`` is frozen when the paper is decided; the PDF follows from it and the
    template version, so it can be made again. ``token`` opens the public verification
    page. ``state`` is queued, ready or failed.
    """

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("dossier_id", "kind", "number"),
        Index(None, "sha256"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    kind: Mapped[str]
    number: Mapped[int]
    document_number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    template: Mapped[str]
    template_version: Mapped[str]
    content: Mapped[Json]
    token: Mapped[str] = mapped_column(unique=True)
    issuer_name: Mapped[str]
    signatories: Mapped[Json]
    issued_at: Mapped[datetime]
    state: Mapped[str]
    storage_key: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    unsigned_sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None]
