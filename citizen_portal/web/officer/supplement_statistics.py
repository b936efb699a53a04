"""Statistics of returns: which questions and papers are asked again most."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import request

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.supplements.statistics import (
    ReturnLine,
    ReturnStatistics,
    return_statistics,
    usual_period,
)
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page

DAY_UNREADABLE = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026.",
    "Enter the date as day/month/year, such as 31/12/2026.",
)
ALL_AGENCIES = Text("Mọi cơ quan của tôi", "All my agencies")
ALL_PROCEDURES = Text("Mọi thủ tục", "All procedures")


@officer_pages.get("/can-bo/thong-ke-bo-sung")
@officer
def returns() -> Any:
    """The table for a period, an agency and a procedure; unfit days stay as typed."""
    usual = usual_period(context.parts().today())
    errors: dict[str, Text] = {}
    since, until = (_day(name, day, errors) for name, day in zip(("tu", "den"), usual, strict=True))
    found = None
    if not errors:
        try:
            found = _found(since, until)
        except WrongInput as error:
            errors = dict(error.problems)
    if found is None:
        found = return_statistics(context.db(), context.parts(), context.actor(), *usual)
    return _page(found, usual, errors)


def _found(since: date, until: date) -> ReturnStatistics:
    agency = request.args.get("co_quan", "")[:9]
    return return_statistics(
        context.db(), context.parts(), context.actor(), since, until,
        agency_id=int(agency) if agency.isascii() and agency.isdigit() else None,
        procedure_code=request.args.get("thu_tuc", "")[:50],
    )  # fmt: skip


def _day(name: str, usual: date, errors: dict[str, Text]) -> date:
    typed = request.args.get(name, "").strip()
    if not typed:
        return usual
    try:
        return datetime.strptime(typed, "%d/%m/%Y").date()
    except ValueError:
        errors[name] = DAY_UNREADABLE
        return usual


def _page(found: ReturnStatistics, usual: tuple[date, date], errors: dict[str, Text]) -> Any:
    days = zip(("tu", "den"), usual, strict=True)
    return page(
        "officer/supplement_statistics.html",
        422 if errors else 200,
        typed={name: request.args.get(name, "")[:20] or format_day(day) for name, day in days},
        agencies=(("", words(ALL_AGENCIES)), *((str(one), name) for one, name in found.agencies)),
        procedures=(
            ("", words(ALL_PROCEDURES)),
            *((code, words(name)) for code, name in found.procedures),
        ),
        agency=request.args.get("co_quan", ""),
        procedure=request.args.get("thu_tuc", ""),
        rows=[] if errors else [_row(line) for line in found.lines],
        problems={name: words(sentence) for name, sentence in errors.items()},
        errors=[(name, words(sentence)) for name, sentence in errors.items()],
    )


def _row(line: ReturnLine) -> list[str]:
    return [
        words(line.title),
        words(line.kind.label),
        words(line.procedure),
        words(line.reason),
        str(line.dossiers),
        f"{line.share * 100:.1f}%".replace(".", ","),
    ]
