"""The list of fees: one row a payment with its receipt; what went back has an amount below 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.documents.sheets import Cell, Column
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, FeeReceipt, PaymentEntry, PaymentOrder, Person
from citizen_portal.services.exports.register import CHUNK, procedure_name
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import SIGNED
from citizen_portal.services.payments.means import CASH

COLUMNS = (
    Column(Text("Mã hồ sơ", "Dossier")),
    Column(Text("Tên thủ tục hành chính", "Procedure")),
    Column(Text("Chủ hồ sơ", "Applicant")),
    Column(Text("Hình thức", "Means")),
    Column(Text("Số biên lai", "Receipt")),
    Column(Text("Số tiền (đồng)", "Amount (đồng)"), "money"),
    Column(Text("Người thu", "Collected by")),
    Column(Text("Thời điểm", "At"), "moment"),
)

_Collector = aliased(Person)


def _received(scope: ExportScope) -> Any:
    return and_(
        Dossier.handling_agency_id == scope.agency.id,
        PaymentEntry.at >= scope.begins_at,
        PaymentEntry.at < scope.ends_at,
    )


def in_scope(scope: ExportScope) -> Select[Any]:
    """The moment of each payment, for counting."""
    return (
        select(PaymentEntry.at)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .where(_received(scope))
        .order_by(PaymentEntry.at)
    )


def rows(session: Session, parts: Parts, scope: ExportScope) -> Iterator[tuple[Cell, ...]]:
    """The payments in the order of the ledger, read in stretches by key; then their sum."""
    after = total = 0
    while True:
        found = session.execute(_stretch(scope, after)).all()
        for row in found:
            total += row.amount
            yield _cells(parts, row)
        if len(found) < CHUNK:
            break
        after = found[-1].id
    yield ("Tổng cộng", "", "", "", "", total, "", None)


_SEEN: tuple[Any, ...] = (
    PaymentEntry.id, PaymentEntry.gateway, SIGNED.label("amount"), PaymentEntry.at, Dossier.code,
    Dossier.procedure_code, Dossier.procedure_version, Dossier.applicant_name,
    FeeReceipt.series, FeeReceipt.number, _Collector.full_name.label("collector"),
)  # fmt: skip


def _stretch(scope: ExportScope, after: int) -> Select[Any]:
    return (
        select(*_SEEN)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .join(Dossier, Dossier.id == PaymentOrder.dossier_id)
        .outerjoin(FeeReceipt, FeeReceipt.order_id == PaymentOrder.id)
        .outerjoin(_Collector, _Collector.id == PaymentOrder.collected_by_id)
        .where(_received(scope), PaymentEntry.id > after)
        .order_by(PaymentEntry.id)
        .limit(CHUNK)
    )


def _cells(parts: Parts, row: Any) -> tuple[Cell, ...]:
    return (
        row.code,
        procedure_name(parts, row.procedure_code, row.procedure_version),
        row.applicant_name,
        "Tiền mặt" if row.gateway == CASH else "Chuyển khoản",
        f"{row.series}/{row.number:08d}" if row.number is not None else "",
        row.amount,
        row.collector or "",
        row.at,
    )
