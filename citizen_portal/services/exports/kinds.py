"""What can be exported: each kind with its columns, its rows and how many there may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from citizen_portal.documents.sheets import Cell, Column
from citizen_portal.domain.wording import Text
from citizen_portal.services.exports import fee_list, register, reports
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.parts import Parts

Rows = Callable[[Session, Parts, ExportScope], Iterator[tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    """One kind of table; ``in_scope`` gives the moment of each row, None when rows are few.

    ``book`` tells that it can also be printed as the signed register book.
    """

    title: Text
    file_name: str
    columns: tuple[Column, ...]
    rows: Rows
    book: bool = False
    in_scope: Callable[[ExportScope], Select[Any]] | None = None


KINDS: Mapping[str, ExportKind] = {
    "so-theo-doi": ExportKind(
        title=Text("Sổ theo dõi hồ sơ", "Register of dossiers"),
        file_name="so-theo-doi",
        columns=register.COLUMNS,
        rows=register.rows,
        in_scope=register.in_scope,
        book=True,
    ),
    "danh-sach-phi": ExportKind(
        title=Text("Danh sách phí, lệ phí đã thu", "Fees received"),
        file_name="danh-sach-phi",
        columns=fee_list.COLUMNS,
        rows=fee_list.rows,
        in_scope=fee_list.in_scope,
    ),
    "bao-cao-06a": ExportKind(
        title=Text("Báo cáo 06a: tình hình giải quyết theo thủ tục", "Report 06a: by procedure"),
        file_name="bao-cao-06a",
        columns=reports.COLUMNS_06A,
        rows=reports.by_procedure,
    ),
    "bao-cao-07a": ExportKind(
        title=Text("Báo cáo 07a: tình hình giải quyết theo lĩnh vực", "Report 07a: by field"),
        file_name="bao-cao-07a",
        columns=reports.COLUMNS_07A,
        rows=reports.by_field,
    ),
}
