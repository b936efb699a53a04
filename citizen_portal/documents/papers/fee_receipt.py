"""Fee receipt: the numbered proof of money received (Nghị định 254/2026/NĐ-CP)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party

LARGEST_NUMBER = 99_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceiptLine(Frozen):
    """One phí or lệ phí collected, in đồng."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceiptContent(PaperContent):
    """Content of a receipt; ``receipt_number`` runs from 1 on 1 January to at most 8 digits.

    ``replaces`` names the cancelled receipts in whose place it stands.
    """

    KIND: ClassVar[str] = "fee_receipt"
    TEMPLATE: ClassVar[str] = "fee_receipt.html"

    receipt_name: str
    form_symbol: str
    series_symbol: str
    receipt_number: int
    collector_tax_code: str
    payer: Party
    dossier_code: str
    procedure_name: str
    lines: tuple[FeeReceiptLine, ...]
    paid_at: datetime
    payment_method: str
    payment_reference: str = ""
    replaces: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.receipt_number <= LARGEST_NUMBER:
            raise ValueError("a receipt number has 1 to 8 digits")
        if not self.lines or any(line.amount < 0 for line in self.lines):
            raise ValueError("a receipt needs lines, none of them negative")

    @property
    def total(self) -> int:
        """What was received, in đồng."""
        return sum(line.amount for line in self.lines)
