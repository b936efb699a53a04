"""Asking for an export, seeing how far it is, fetching the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from citizen_portal.documents.sheets import WRITERS
from citizen_portal.domain.moment import day_in_vietnam, format_day
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Export
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.exports.kinds import KINDS
from citizen_portal.services.exports.making import PDF, make_export
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

AT_ONCE = 1000
"""Up to so many rows the file is made while the officer waits."""
MOST_ROWS = 50_000
MOST_LISTED = 20
MEDIA_TYPES = {PDF: "application/pdf", **{form: media for form, (_, media) in WRITERS.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """An export as its owner sees it; ``total`` 0 while nobody knows."""

    id: UUID
    title: Text
    agency: str
    period: str
    state: str
    done: int
    total: int
    file_name: str
    size: int
    problem: str
    created_at: datetime


def export_agencies(parts: Parts, actor: Actor | None) -> tuple[AgencyView, ...]:
    """The agencies whose figures the officer may take out."""
    officer = require_duty(actor, Duty.REPORT)
    return tuple(parts.reference.agency(one) for one in officer.agencies_for(Duty.REPORT))


def ask_export(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    *,
    kind: str,
    agency_id: int,
    since: date,
    until: date,
    form: str,
) -> UUID:
    """Ask for a table of an agency and a period; few rows are written at once.

    Raises ``NotFound`` for another agency, ``WrongInput`` for a period the wrong way round
    or one with too many rows, which then offers a shorter one.
    """
    officer = require_duty(actor, Duty.REPORT, agency_id)
    if kind not in KINDS or form not in MEDIA_TYPES:
        raise NotFound()
    if form == PDF and not KINDS[kind].book:
        raise WrongInput({"dang": ONLY_THE_REGISTER})
    if until < since:
        raise WrongInput({"den": BACKWARDS})
    scope = ExportScope(agency=parts.reference.agency(agency_id), since=since, until=until)
    total = _count(session, kind, scope)
    if total > MOST_ROWS:
        raise WrongInput({"den": _shorter(session, kind, scope)})
    export_id = parts.new_id()
    asked = {"person_id": officer.person_id, "kind": kind, "form": form, "total": total}
    _write_down(session, parts, export_id, scope, asked)
    at_once = total <= AT_ONCE and form != PDF
    if not at_once:
        enqueue(session, "make_export", export_id=str(export_id))
    audit.record(
        session, at=parts.clock(), actor=officer, act="export", object_id=export_id, kind=kind,
        agency=agency_id, since=since.isoformat(), until=until.isoformat(),
    )  # fmt: skip
    session.commit()
    if at_once:
        make_export(session, parts, export_id)
    return export_id


def _write_down(
    session: Session, parts: Parts, export_id: UUID, scope: ExportScope, asked: Mapping[str, Any]
) -> None:
    days = f"{scope.since:%Y%m%d}-{scope.until:%Y%m%d}"
    session.execute(
        insert(Export).values(
            id=export_id,
            agency_id=scope.agency.id,
            typed={"since": scope.since.isoformat(), "until": scope.until.isoformat()},
            state="queued",
            created_at=parts.clock(),
            file_name=f"{KINDS[asked['kind']].file_name}-{days}.{asked['form']}",
            **asked,
        )
    )


def _count(session: Session, kind: str, scope: ExportScope) -> int:
    in_scope = KINDS[kind].in_scope
    if in_scope is None:
        return 0
    some = in_scope(scope).order_by(None).limit(MOST_ROWS + 1).subquery()
    return session.execute(select(func.count()).select_from(some)).scalar_one()


def _shorter(session: Session, kind: str, scope: ExportScope) -> Text:
    """Say until which day the rows are few enough."""
    in_scope = KINDS[kind].in_scope
    assert in_scope is not None  # noqa: S101 - only kinds that were counted are too large
    last = session.scalar(in_scope(scope).offset(MOST_ROWS).limit(1))
    day = max(scope.since, day_in_vietnam(last)) if last else scope.since
    return Text(
        f"Khoảng này có hơn {MOST_ROWS:,} dòng. Hãy xuất đến trước ngày {format_day(day)}, "
        "rồi xuất tiếp phần còn lại.".replace(",", ".", 1),
        f"This period has more than {MOST_ROWS} rows. Export until before {format_day(day)}, "
        "then the rest.",
    )


def list_exports(session: Session, parts: Parts, actor: Actor | None) -> tuple[ExportView, ...]:
    """The officer's own exports, the newest first."""
    officer = require_duty(actor, Duty.REPORT)
    rows = session.scalars(
        select(Export)
        .where(Export.person_id == officer.person_id)
        .order_by(Export.created_at.desc())
        .limit(MOST_LISTED)
    )
    return tuple(_view(parts, row) for row in rows)


def _view(parts: Parts, row: Export) -> ExportView:
    since, until = (date.fromisoformat(row.typed[name]) for name in ("since", "until"))
    return ExportView(
        id=row.id, title=KINDS[row.kind].title, agency=parts.reference.agency(row.agency_id).name,
        period=f"{format_day(since)} – {format_day(until)}", state=row.state, done=row.done,
        total=row.total, file_name=row.file_name, size=row.size, problem=row.problem,
        created_at=row.created_at,
    )  # fmt: skip


def open_export(
    session: Session, parts: Parts, actor: Actor | None, export_id: UUID
) -> tuple[str, str, bytes]:
    """The file's name, its type and its bytes, for who asked for it. Raises ``NotFound``."""
    officer = require_duty(actor, Duty.REPORT)
    row = session.get(Export, export_id)
    if row is None or row.person_id != officer.person_id or row.state != "ready":
        raise NotFound()
    audit.record(session, at=parts.clock(), actor=officer, act="open_export", object_id=export_id)
    session.commit()
    return row.file_name, MEDIA_TYPES[row.form], parts.files.get(row.storage_key)


ONLY_THE_REGISTER = Text(
    "Chỉ sổ theo dõi hồ sơ có bản in PDF. Hãy chọn dạng bảng tính hoặc CSV.",
    "Only the register is printed as PDF. Choose the workbook or CSV.",
)
BACKWARDS = Text(
    "Ngày cuối phải từ ngày đầu trở đi. Hãy sửa một trong hai ngày.",
    "The last day must not be before the first. Correct one of the two.",
)
