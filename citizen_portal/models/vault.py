"""Electronic copies kept for use again, and the registry of issued results."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class VaultItem(Table):
    """A paper in somebody's electronic store (kho dữ liệu điện tử), one version of it.

    ``owner_number`` is the personal number or tax code, ``component_code`` the national code
    of the kind of paper (or of the requirement it answered), ``code`` the store's own.
    ``origin`` is scan, upload or result; ``signed_by`` whose signature the copy carries.
    """

    __tablename__ = "vault_item"
    __table_args__ = (
        UniqueConstraint("owner_number", "component_code", "version"),
        Index(None, "owner_number", "component_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str] = mapped_column(unique=True)
    owner_number: Mapped[str]
    component_code: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    details: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    origin: Mapped[str]
    signed_by: Mapped[str] = mapped_column(default="")
    valid_until: Mapped[date | None]
    dossier_id: Mapped[UUID | None] = mapped_column(ForeignKey("dossier.id"))
    stored_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class IssuedResult(Table):
    """A result in the agency's registry: its number, its validity, and what became of it.

    ``state`` is in_force, revoked or replaced; ``replaces_id`` is the one it was issued for.
    """

    __tablename__ = "issued_result"
    __table_args__ = (
        UniqueConstraint("agency_id", "symbol", "year", "number"),
        Index(None, "agency_id", "issued_at", "id"),
        Index(None, "dossier_id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), unique=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    symbol: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str]
    owner_name: Mapped[str]
    owner_number: Mapped[str] = mapped_column(default="")
    approved_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime]
    valid_until: Mapped[date | None]
    state: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_reason: Mapped[str] = mapped_column(default="", server_default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("issued_result.id"))
