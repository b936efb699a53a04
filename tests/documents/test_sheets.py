"""Tables as files: what stands in them, and that nothing in them is computed."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.documents.sheets import (
    Cell,
    Column,
    Sheet,
    guarded,
    write_csv,
    write_xlsx,
)
from citizen_portal.domain.wording import Text
from tests.domain.calendars import LAW

SHEET = Sheet(
    title="Sổ theo dõi",
    notes=("UBND phường Hạ Long",),
    columns=(
        Column(Text("Tên", "Name")),
        Column(Text("Số", "Number"), "number"),
        Column(Text("Ngày", "Day"), "day"),
        Column(Text("Lúc", "At"), "moment"),
    ),
)
ROW: tuple[Cell, ...] = (
    "=HYPERLINK(1)", 7, date(2026, 2, 5), datetime(2026, 11, 20, 3, 5, tzinfo=UTC),
)  # fmt: skip
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _page(workbook: bytes) -> ElementTree.Element:
    with ZipFile(io.BytesIO(workbook)) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours


def _texts(workbook: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in _page(workbook).iter(f"{NAMESPACE}is")]


def test_csv_has_headings_and_local_days() -> None:
    written = write_csv(SHEET, [ROW, ("", None, None, None)])
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))) == [
        ["Tên", "Số", "Ngày", "Lúc"],
        ["'=HYPERLINK(1)", "7", "05/02/2026", "10:05 ngày 20/11/2026"],
        ["", "", "", ""],
    ]


def test_a_workbook_has_its_title_and_writes_text_as_text() -> None:
    workbook = write_xlsx(SHEET, [ROW])
    assert _texts(workbook)[:2] == ["Sổ theo dõi", "UBND phường Hạ Long"]
    assert "=HYPERLINK(1)" in _texts(workbook)
    assert not list(_page(workbook).iter(f"{NAMESPACE}f"))


@pytest.mark.parametrize("text", ["=1+1", "+84900", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_nothing_that_begins_like_a_formula_stands_bare(text: str) -> None:
    assert guarded(text) == f"'{text}"


@LAW
@given(st.text(max_size=20))
def test_no_text_becomes_a_formula(text: str) -> None:
    field = guarded(text)
    assert not field.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert field.removeprefix("'") == text.removeprefix("'")
    if not set(text) & {chr(code) for code in (*range(32), 0xFFFE, 0xFFFF)}:
        assert not list(_page(write_xlsx(SHEET, [(text, 1, None, None)])).iter(f"{NAMESPACE}f"))
