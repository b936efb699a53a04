"""The reports 06a (by procedure) and 07a (by field of law): what came in, what was solved.

Read off the events, so that the figures of a closed period come out the same at any later
time. Received counts from acceptance; what was stopped, withdrawn or completed since is
solved; what is suspended is pending (Mẫu 06a, 07a as a provincial system prints them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from citizen_portal.documents.sheets import Cell, Column
from citizen_portal.domain.report_line import ReportLine, disagreements, total
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.parts import Parts

_NUMBERS = (
    Text("Nhận giải quyết: tổng", "Received: total"),
    Text("Trong kỳ: trực tuyến", "In the period: online"),
    Text("Trong kỳ: trực tiếp và bưu chính", "In the period: at counters and by post"),
    Text("Từ kỳ trước", "Carried over"),
    Text("Đã giải quyết: tổng", "Solved: total"),
    Text("Trước hạn", "Early"),
    Text("Đúng hạn", "On time"),
    Text("Quá hạn", "Late"),
    Text("Đang giải quyết: tổng", "Pending: total"),
    Text("Trong hạn", "Within time"),
    Text("Quá hạn (đang giải quyết)", "Overdue"),
)


def _columns(first: Text) -> tuple[Column, ...]:
    return (Column(first), *(Column(one, "number") for one in _NUMBERS))


COLUMNS_06A = _columns(Text("Đơn vị/Thủ tục", "Unit/Procedure"))
COLUMNS_07A = _columns(Text("Lĩnh vực", "Field of law"))

# One row a group; the last change of status before the end of the period decides.
_COUNT = text(
    """
    WITH known AS (
        SELECT d.procedure_code, d.procedure_version, d.channel,
               d.accepted_at >= :begins_at AS fresh,
               timezone('Asia/Ho_Chi_Minh', coalesce(d.due_at, 'infinity')) AS due,
               timezone('Asia/Ho_Chi_Minh', ended.at) AS ended
        FROM dossier d
        CROSS JOIN LATERAL (
            SELECT e.to_status, e.action FROM dossier_event e
            WHERE e.dossier_id = d.id AND e.at < :ends_at AND e.from_status <> e.to_status
            ORDER BY e.sequence DESC LIMIT 1
        ) last
        LEFT JOIN LATERAL (
            SELECT e.at FROM dossier_event e
            WHERE e.dossier_id = d.id AND e.at < :ends_at AND e.to_status IN (7, 8, 9)
              AND e.from_status <> e.to_status
              AND last.to_status IN (7, 8, 9, 10) AND last.action <> 'tam-dung'
            ORDER BY e.sequence DESC LIMIT 1
        ) ended ON true
        WHERE d.handling_agency_id = :agency_id AND d.accepted_at < :ends_at
          AND (ended.at IS NULL OR ended.at >= :begins_at)
    )
    SELECT procedure_code, max(procedure_version) AS version,
        count(*) FILTER (WHERE fresh AND channel = :online) AS online,
        count(*) FILTER (WHERE fresh AND channel <> :online) AS direct,
        count(*) FILTER (WHERE NOT fresh) AS carried,
        count(*) FILTER (WHERE ended::date < due::date) AS early,
        count(*) FILTER (WHERE ended::date = due::date AND ended <= due) AS on_time,
        count(*) FILTER (WHERE ended > due) AS late,
        count(*) FILTER (WHERE ended IS NULL
            AND due >= timezone('Asia/Ho_Chi_Minh', CAST(:ends_at AS timestamptz))) AS in_time,
        count(*) FILTER (WHERE ended IS NULL
            AND due < timezone('Asia/Ho_Chi_Minh', CAST(:ends_at AS timestamptz))) AS overdue
    FROM known GROUP BY procedure_code ORDER BY procedure_code
    """
)
TOTAL = "Tổng cộng"


class SumsDisagree(Exception):
    """Received is not solved and pending together: the report is not given out."""


def by_procedure(session: Session, parts: Parts, scope: ExportScope) -> Iterator[tuple[Cell, ...]]:
    """Report 06a. Raises ``SumsDisagree``."""
    lines = {}
    for row in _counted(session, scope):
        lines[f"{row.procedure_code} {_name(parts, row)}"] = _line(row)
    return _cells(lines)


def by_field(session: Session, parts: Parts, scope: ExportScope) -> Iterator[tuple[Cell, ...]]:
    """Report 07a. Raises ``SumsDisagree``."""
    lines: dict[str, ReportLine] = {}
    for row in _counted(session, scope):
        field = _field(parts, row)
        lines[field] = lines.get(field, ReportLine()) + _line(row)
    return _cells(dict(sorted(lines.items())))


def _counted(session: Session, scope: ExportScope) -> Any:
    return session.execute(
        _COUNT,
        {
            "agency_id": scope.agency.id,
            "begins_at": scope.begins_at,
            "ends_at": scope.ends_at,
            "online": int(Channel.ONLINE),
        },
    )


def _line(row: Any) -> ReportLine:
    names = ("online", "direct", "carried", "early", "on_time", "late", "in_time", "overdue")
    return ReportLine(**{name: getattr(row, name) for name in names})


def _cells(lines: Mapping[str, ReportLine]) -> Iterator[tuple[Cell, ...]]:
    everything = (*lines.items(), (TOTAL, total(lines.values())))
    wrong = disagreements(everything)
    if wrong:
        raise SumsDisagree(", ".join(wrong))
    return ((name, *line.cells()) for name, line in everything)


def _name(parts: Parts, row: Any) -> str:
    try:
        return parts.catalogue.version(row.procedure_code, row.version).name.vi
    except ProcedureSuspended:
        return ""


def _field(parts: Parts, row: Any) -> str:
    try:
        field = parts.catalogue.version(row.procedure_code, row.version).field_of_law
    except ProcedureSuspended:
        return "Thủ tục tạm gián đoạn"
    return f"{field.code} {field.name.vi}"
