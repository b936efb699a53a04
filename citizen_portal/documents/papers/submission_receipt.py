"""Submission receipt: proof, at the moment of submitting, of what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptAnswer(Frozen):
    """One answer as the citizen saw it on the review page."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptStep(Frozen):
    """The answers of one step of the form."""

    title: str
    answers: tuple[ReceiptAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptAttachment(Frozen):
    """One paper received: which requirement it meets, and the file by its SHA-256 (hex)."""

    name: str
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFeeLine(Frozen):
    """One line of the bill, in đồng, with the reason of its amount."""

    name: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReceiptContent(PaperContent):
    """Content of the receipt; ``due_steps`` explain the expected due date line by line.

    ``online`` is False for what was filed at a counter or goes there by post.
    """

    KIND: ClassVar[str] = "submission_receipt"
    TEMPLATE: ClassVar[str] = "submission_receipt.html"

    dossier_code: str
    submitted_at: datetime
    procedure_code: str
    procedure_name: str
    receiving_agency: str
    applicant: Party
    submitter: Party | None = None
    steps: tuple[ReceiptStep, ...] = ()
    attachments: tuple[ReceiptAttachment, ...] = ()
    fee_lines: tuple[ReceiptFeeLine, ...] = ()
    due_at: datetime | None = None
    due_steps: tuple[str, ...] = ()
    online: bool = True

    @property
    def fee_total(self) -> int:
        """What is owed, in đồng."""
        return sum(line.amount for line in self.fee_lines)
