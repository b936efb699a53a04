"""What the citizen was asked to add, and what officers put right in the answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class SupplementRequest(Table):
    """What the citizen was asked to add, once for all that is missing.

    ``allowed_by_id`` is the supervisor who allowed a second or late request, and
    ``exception_basis`` on what ground; ``answer_by`` the last moment to answer, if any.
    """

    __tablename__ = "supplement_request"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    number: Mapped[int]
    items: Mapped[str]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID]
    asked_from: Mapped[int] = mapped_column(SmallInteger)
    due_before: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    allowed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    exception_basis: Mapped[str] = mapped_column(default="", server_default="")


class SupplementItem(Table):
    """One thing asked for: a question of the form, a paper, or something else.

    ``kind`` is field, paper or other; ``step`` and ``name`` say which; ``reason_code`` is a
    code of the catalogue of reasons. ``before`` and ``after`` are the answers of a field.
    """

    __tablename__ = "supplement_item"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        Index(None, "reason_code", "name"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("supplement_request.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str]
    step: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    reason_code: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[str] = mapped_column(default="")
    before: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    after: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    answered_at: Mapped[datetime | None]


class AnswerCorrection(Table):
    """An answer that an officer put right: both values, why and who; only ever added."""

    __tablename__ = "answer_correction"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"))
    step: Mapped[str]
    name: Mapped[str]
    before: Mapped[Json]
    after: Mapped[Json]
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    by_name: Mapped[str]
