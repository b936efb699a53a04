"""Writing an export's file. Done again, nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from citizen_portal.documents.sheets import WRITERS, Cell, Sheet
from citizen_portal.domain.moment import format_moment_short
from citizen_portal.models import Export
from citizen_portal.services.exports.kinds import KINDS
from citizen_portal.services.exports.reports import SumsDisagree
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.papers.register_book import Print, all_register_rows, register_book_pdf
from citizen_portal.services.parts import Parts

PROGRESS_EVERY = 1000
PDF = "pdf"


def make_export(
    session: Session, parts: Parts, export_id: UUID, print_paper: Print | None = None
) -> bool:
    """Write the file that was asked for; False when it was there already.

    It is the worker's, which alone prints. How far it is is committed on the way, for the
    page that shows it.
    """
    row = session.get_one(Export, export_id)
    if row.state != "queued":
        return False
    scope = _scope(parts, row)
    try:
        if row.form == PDF and print_paper is not None:
            written = _book(session, parts, scope, print_paper)
        else:
            written = _table(session, parts, row, scope)
    except SumsDisagree as error:
        _finish(session, export_id, state="failed", problem=f"Số liệu không khớp: {error}")
        return True
    key = parts.files.put(written)
    _finish(
        session, export_id, state="ready", storage_key=key, size=len(written),
        ready_at=parts.clock(),
    )  # fmt: skip
    return True


def _book(session: Session, parts: Parts, scope: ExportScope, print_paper: Print) -> bytes:
    lines = all_register_rows(session, parts, scope.agency.id, scope.since, scope.until)
    return register_book_pdf(parts, print_paper, scope.agency, scope.since, scope.until, lines)


def _table(session: Session, parts: Parts, row: Export, scope: ExportScope) -> bytes:
    kind = KINDS[row.kind]
    sheet = Sheet(
        title=kind.title.vi,
        notes=(
            scope.agency.name,
            scope.words,
            f"Lập lúc {format_moment_short(parts.clock())} từ dữ liệu của Cổng dịch vụ công",
        ),
        columns=kind.columns,
    )
    rows = kind.rows(session, parts, scope)
    return WRITERS[row.form][0](sheet, _counted(session, row.id, rows))


def _scope(parts: Parts, row: Export) -> ExportScope:
    return ExportScope(
        agency=parts.reference.agency(row.agency_id),
        since=date.fromisoformat(row.typed["since"]),
        until=date.fromisoformat(row.typed["until"]),
    )


def _counted(
    session: Session, export_id: UUID, rows: Iterator[tuple[Cell, ...]]
) -> Iterator[tuple[Cell, ...]]:
    """Pass the rows on, and note how many there were every now and then."""
    for number, row in enumerate(rows, start=1):
        if number % PROGRESS_EVERY == 0:
            _finish(session, export_id, done=number)
        yield row


def _finish(session: Session, export_id: UUID, **values: object) -> None:
    session.execute(update(Export).where(Export.id == export_id).values(**values))
    session.commit()
