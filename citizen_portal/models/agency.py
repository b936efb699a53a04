"""Agencies, their place in the tree, and the posts that officers hold there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class AdministrativeUnit(Table):
    """A province or commune; codes were used again with other meanings, hence the dates."""

    __tablename__ = "administrative_unit"

    code: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    name: Mapped[str]
    kind: Mapped[str]
    parent_code: Mapped[str] = mapped_column(default="")


class Agency(Table):
    """A body of the State with an identifier code, valid between dates."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("code", "since"), Index(None, "kind", "commune_code"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str]
    code_new: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    superior: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    commune_code: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    tax_code: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date | None]


class OfficerPost(Table):
    """What an officer may do at an agency: one row a role."""

    __tablename__ = "officer_post"
    __table_args__ = (UniqueConstraint("person_id", "agency_id", "role", "since"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    role: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date | None]
