"""Registers, fee lists and reports to take along: asking for one, and fetching it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from flask import Response, redirect

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import ChoiceField, DateField, SelectField
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.exports.asking import (
    ask_export,
    export_agencies,
    list_exports,
    open_export,
)
from citizen_portal.services.exports.kinds import KINDS
from citizen_portal.services.reference import AgencyView
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, typed_form

ADDRESS = "/can-bo/bao-cao"
LOOK_AGAIN = "2"
"""Seconds after which a page with work in progress asks again."""

_FORMS = (
    ("xlsx", Text("Bảng tính (XLSX)", "Workbook (XLSX)")),
    ("csv", Text("Văn bản phân cách (CSV)", "Delimited text (CSV)")),
    ("pdf", Text("Sổ in, có chữ ký số (PDF)", "Printed book, signed (PDF)")),
)


@lru_cache(maxsize=64)
def _form(agencies: tuple[AgencyView, ...]) -> type[ProcedureForm]:
    """The questions, with the officer's own agencies to choose from."""

    class Wanted(ProcedureForm):
        """What to export."""

        name = "bao-cao"
        title: ClassVar[Text] = Text("Xuất dữ liệu", "Export")

        loai = SelectField(
            Text("Loại", "Kind"), [(word, kind.title) for word, kind in KINDS.items()]
        )
        co_quan = SelectField(
            Text("Cơ quan", "Agency"), [(str(one.id), Text(one.name)) for one in agencies]
        )
        tu = DateField(Text("Từ ngày", "From"))
        den = DateField(Text("Đến hết ngày", "Until the end of"))
        dang = ChoiceField(Text("Dạng tệp", "File"), _FORMS)

    return Wanted


@officer_pages.get(ADDRESS)
@officer
def exports() -> Any:
    """The form, and the exports asked for before."""
    return exports_page()


@officer_pages.post(ADDRESS)
@officer
def export() -> Any:
    """Ask for one."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    typed = typed_form()
    reading = read_step(_form(export_agencies(parts, actor)), typed, {}, parts.today())
    if reading.problems:
        return exports_page(422, typed, reading.problems)
    given = reading.answers
    try:
        ask_export(
            db, parts, actor, kind=given["loai"], agency_id=int(given["co_quan"]),
            since=given["tu"], until=given["den"], form=given["dang"],
        )  # fmt: skip
    except WrongInput as error:
        return exports_page(
            422, typed, tuple(Problem(name, said) for name, said in error.problems.items())
        )
    return redirect(ADDRESS, 303)


@officer_pages.get(f"{ADDRESS}/<uuid:export_id>")
@officer
def exported(export_id: UUID) -> Any:
    """The file."""
    name, media_type, data = open_export(context.db(), context.parts(), context.actor(), export_id)
    return as_file(Response(data), name, media_type)


def exports_page(
    status: int = 200, typed: Typed | None = None, problems: tuple[Problem, ...] = ()
) -> Any:
    """The page, with what went wrong; it asks again while something is being made."""
    parts, actor = context.parts(), context.actor()
    agencies = export_agencies(parts, actor)
    today = parts.today()
    known = {"tu": today.replace(day=1), "den": today, "co_quan": str(agencies[0].id),
             "dang": "xlsx", "loai": next(iter(KINDS))}  # fmt: skip
    rows = list_exports(context.db(), parts, actor)
    html, code = page(
        "officer/reports/exports.html", status, rows=rows,
        sections=describe_step(_form(agencies), known, language(), typed=typed, problems=problems),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip
    waiting = status == 200 and any(row.state == "queued" for row in rows)
    return html, code, {"Refresh": LOOK_AGAIN} if waiting else {}
