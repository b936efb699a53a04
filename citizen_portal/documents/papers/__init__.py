"""The papers the portal issues, by kind: each a frozen content and the template printing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citizen_portal.documents.papers.fee_receipt import FeeReceiptContent, FeeReceiptLine
from citizen_portal.documents.papers.letterhead import (
    Letterhead,
    PaperContent,
    Party,
    SignatureBlock,
)
from citizen_portal.documents.papers.notices import (
    ApologyContent,
    RefusalContent,
    StopNoticeContent,
    SupplementItem,
    SupplementRequestContent,
)
from citizen_portal.documents.papers.reception_slip import ReceptionSlipContent, SlipComponent
from citizen_portal.documents.papers.result import ResultContent
from citizen_portal.documents.papers.submission_receipt import (
    ReceiptAnswer,
    ReceiptAttachment,
    ReceiptFeeLine,
    ReceiptStep,
    SubmissionReceiptContent,
)

__all__ = [
    "PAPERS",
    "ApologyContent",
    "FeeReceiptContent",
    "FeeReceiptLine",
    "Letterhead",
    "PaperContent",
    "Party",
    "ReceiptAnswer",
    "ReceiptAttachment",
    "ReceiptFeeLine",
    "ReceiptStep",
    "ReceptionSlipContent",
    "RefusalContent",
    "ResultContent",
    "SignatureBlock",
    "SlipComponent",
    "StopNoticeContent",
    "SubmissionReceiptContent",
    "SupplementItem",
    "SupplementRequestContent",
    "read_content",
]

PAPERS: Mapping[str, type[PaperContent]] = {
    paper.KIND: paper
    for paper in (
        SubmissionReceiptContent,
        ReceptionSlipContent,
        SupplementRequestContent,
        RefusalContent,
        ApologyContent,
        StopNoticeContent,
        FeeReceiptContent,
        ResultContent,
    )
}


def read_content(kind: str, stored: Mapping[str, Any]) -> PaperContent:
    """Read stored content. Raises ``LookupError`` for an unknown kind, ``ValueError``."""
    if kind not in PAPERS:
        raise LookupError(f"no paper of kind {kind!r}")
    return PAPERS[kind].from_json(stored)
