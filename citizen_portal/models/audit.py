"""The audit trail: each entry's digest covers the one before it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class AuditEntry(Table):
    """One thing that somebody did; ``record`` is canonical JSON, exactly as digested."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "object_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    object_id: Mapped[str]
    record: Mapped[str]
    digest: Mapped[bytes]


class AuditHead(Table):
    """The end of the chain: one row, locked while an entry is added."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int]
    digest: Mapped[bytes]
