"""What is on offer where and since when, and what was read from the national catalogue."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Json, Table


class ImportedProcedure(Table):
    """A procedure as the national catalogue describes it, and what became of it here.

    ``source`` is the entry as it was given, ``reading`` what the importer understood,
    ``corrections`` what an administrator changed of that. ``incoming`` is a newer source
    that nobody has compared yet. ``edition`` grows with each publication: who reads the
    published entries can tell whether something is new.
    """

    __tablename__ = "imported_procedure"
    __table_args__ = (Index(None, "state", "code"), Index(None, "edition"))

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    state: Mapped[str]
    digest: Mapped[str]
    source: Mapped[Json]
    reading: Mapped[Json]
    corrections: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    incoming: Mapped[Json | None]
    incoming_digest: Mapped[str] = mapped_column(default="", server_default="")
    marks: Mapped[int] = mapped_column(default=0, server_default="0")
    edition: Mapped[int] = mapped_column(default=0, server_default="0")
    imported_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ProcedureOffer(Table):
    """A decision about a procedure at an agency (none: everywhere); only ever added.

    The newest row that has begun counts; one that begins later is a scheduled change.
    """

    __tablename__ = "procedure_offer"
    __table_args__ = (Index(None, "procedure_code", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    procedure_code: Mapped[str]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    online_only: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    reason_vi: Mapped[str] = mapped_column(default="", server_default="")
    reason_en: Mapped[str] = mapped_column(default="", server_default="")
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class ServiceLevelChange(Table):
    """From which day a procedure was offered at which service level; only ever added."""

    __tablename__ = "service_level_change"
    __table_args__ = (UniqueConstraint("procedure_code", "since", "level", "version"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    procedure_code: Mapped[str]
    version: Mapped[str]
    level: Mapped[str]
    since: Mapped[date]
    noted_at: Mapped[datetime]


class Downtime(Table):
    """A planned interruption, announced at least seven working days ahead (NĐ 224/2026)."""

    __tablename__ = "downtime"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason_vi: Mapped[str]
    reason_en: Mapped[str] = mapped_column(default="", server_default="")
    announced_at: Mapped[datetime]
    announced_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]


class PluginIncident(Table):
    """What went wrong inside a plugin, counted: one row for each kind of failure."""

    __tablename__ = "plugin_incident"
    __table_args__ = (UniqueConstraint("plugin", "procedure_code", "what", "kind"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    plugin: Mapped[str]
    procedure_code: Mapped[str] = mapped_column(default="", server_default="")
    what: Mapped[str]
    kind: Mapped[str]
    sentence: Mapped[str]
    times: Mapped[int] = mapped_column(default=1, server_default="1")
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
