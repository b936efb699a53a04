"""Tables as files: CSV and XLSX that no program takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from citizen_portal.domain.moment import format_day, format_moment_short, in_vietnam
from citizen_portal.domain.wording import Text

Cell = str | int | date | datetime | None
Row = Sequence[Cell]

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS = {"text": 28, "number": 12, "money": 16, "day": 12, "moment": 18}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it: text, number, money (đồng), day or moment."""

    title: Text
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a table is called, of what it tells, and its columns."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    language: str = "vi"

    def headings(self) -> list[str]:
        """The headings in the sheet's language."""
        return [one.title.in_language(self.language) for one in self.columns]


def guarded(text: str) -> str:
    """Return text that a spreadsheet shows as it is, whatever it begins with.

    An apostrophe in front keeps a program from computing it (formula injection).
    """
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text


def write_csv(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """The table as CSV in UTF-8 with a mark of byte order, as spreadsheets expect it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(guarded(one) for one in sheet.headings())
    for row in rows:
        writer.writerow(_plain(cell) for cell in row)
    return written.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case datetime():
            return format_moment_short(cell)
        case date():
            return format_day(cell)
        case _:
            return cell


def write_xlsx(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """The table as a workbook: every text is written as text, never as a formula."""
    written = io.BytesIO()
    settings = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(written, settings) as book:
        page = book.add_worksheet("Bảng")
        looks = _looks(book)
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, _WIDTHS[column.kind])
        for line, text in enumerate((sheet.title, *sheet.notes)):
            page.write_string(line, 0, text, looks["title"] if line == 0 else None)
        first = len(sheet.notes) + 2
        for index, heading in enumerate(sheet.headings()):
            page.write_string(first, index, heading, looks["heading"])
        page.freeze_panes(first + 1, 0)
        for line, row in enumerate(rows, start=first + 1):
            for index, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                _write(page, line, index, cell, looks[column.kind])
    return written.getvalue()


def _looks(book: Any) -> Mapping[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
        "text": book.add_format({"valign": "top"}),
        "number": book.add_format({"num_format": "#,##0"}),
        "money": book.add_format({"num_format": "#,##0"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }


def _write(page: Any, line: int, index: int, cell: Cell, look: Any) -> None:
    match cell:
        case None | "":
            page.write_blank(line, index, None, look)
        case str():
            page.write_string(line, index, cell, look)
        case datetime():
            page.write_datetime(line, index, in_vietnam(cell).replace(tzinfo=None), look)
        case date():
            page.write_datetime(line, index, cell, look)
        case _:
            page.write_number(line, index, cell, look)


Writer = Callable[[Sheet, Iterable[Row]], bytes]
WRITERS: Mapping[str, tuple[Writer, str]] = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}
