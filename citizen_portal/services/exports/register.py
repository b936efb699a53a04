"""The rows of the register of dossiers (sổ theo dõi hồ sơ), in the order of receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.documents.sheets import Cell, Column
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.parts import Parts

CHUNK = 1000

COLUMNS = (
    Column(Text("Mã hồ sơ", "Dossier")),
    Column(Text("Mã thủ tục", "Procedure code")),
    Column(Text("Tên thủ tục hành chính", "Procedure")),
    Column(Text("Số bộ", "Sets"), "number"),
    Column(Text("Tên cá nhân, tổ chức", "Applicant")),
    Column(Text("Địa chỉ", "Address")),
    Column(Text("Số điện thoại", "Telephone")),
    Column(Text("Cơ quan chủ trì giải quyết", "Handling agency")),
    Column(Text("Cách nộp", "Channel")),
    Column(Text("Nhận hồ sơ", "Accepted"), "moment"),
    Column(Text("Hẹn trả kết quả", "Due"), "moment"),
    Column(Text("Có kết quả", "Completed"), "moment"),
    Column(Text("Trả kết quả", "Returned"), "moment"),
    Column(Text("Trạng thái", "Status")),
)


def received_in(scope: ExportScope) -> ColumnElement[bool]:
    """The dossiers that the agency handles and that were accepted in the period."""
    return and_(
        Dossier.handling_agency_id == scope.agency.id,
        Dossier.accepted_at >= scope.begins_at,
        Dossier.accepted_at < scope.ends_at,
    )


def in_scope(scope: ExportScope) -> Select[Any]:
    """The moment of acceptance of each row, for counting."""
    return select(Dossier.accepted_at).where(received_in(scope)).order_by(Dossier.accepted_at)


def rows(session: Session, parts: Parts, scope: ExportScope) -> Iterator[tuple[Cell, ...]]:
    """The register's rows, read in stretches by key."""
    after: tuple[datetime, Any] | None = None
    while True:
        found = session.execute(_stretch(scope, after)).all()
        for row in found:
            yield _cells(parts, row)
        if len(found) < CHUNK:
            return
        after = (found[-1].accepted_at, found[-1].id)


_SEEN: tuple[Any, ...] = (
    Dossier.id, Dossier.code, Dossier.procedure_code, Dossier.procedure_version, Dossier.sets,
    Dossier.applicant_name, Person.address, Person.phone, Dossier.handling_agency_id,
    Dossier.channel, Dossier.accepted_at, Dossier.due_at, Dossier.completed_at,
    Dossier.returned_at, Dossier.status,
)  # fmt: skip


def _stretch(scope: ExportScope, after: tuple[datetime, Any] | None) -> Select[Any]:
    query = (
        select(*_SEEN)
        .join(Person, Person.id == Dossier.person_id)
        .where(received_in(scope))
        .order_by(Dossier.accepted_at, Dossier.id)
        .limit(CHUNK)
    )
    if after is not None:
        query = query.where(tuple_(Dossier.accepted_at, Dossier.id) > after)
    return query


def procedure_name(parts: Parts, code: str, version: str) -> str:
    """The name of a version of a procedure; its code while it is suspended."""
    try:
        return parts.catalogue.version(code, version).name.vi
    except ProcedureSuspended:
        return code


def _cells(parts: Parts, row: Any) -> tuple[Cell, ...]:
    return (
        row.code,
        row.procedure_code,
        procedure_name(parts, row.procedure_code, row.procedure_version),
        row.sets,
        row.applicant_name,
        row.address,
        row.phone,
        parts.reference.agency(row.handling_agency_id).name,
        Channel(row.channel).label.vi,
        row.accepted_at,
        row.due_at,
        row.completed_at,
        row.returned_at,
        Status(row.status).label.vi,
    )
