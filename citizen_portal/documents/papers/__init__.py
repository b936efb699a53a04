"""The papers the portal issues, by kind: each a frozen content and the template printing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citizen_portal.documents.papers.blank_form import BlankFormContent
from citizen_portal.documents.papers.control_slip import ControlSlipContent, HandOver
from citizen_portal.documents.papers.fee_receipt import FeeReceiptContent, FeeReceiptLine
from citizen_portal.documents.papers.letterhead import (
    PDF_VARIANT,
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
from citizen_portal.documents.papers.register_book import RegisterBookContent, RegisterLine
from citizen_portal.documents.papers.result import ResultContent
from citizen_portal.documents.papers.shipping_labels import ShippingLabel, ShippingLabelsContent
from citizen_portal.documents.papers.signature_stamp import SignatureStampContent
from citizen_portal.documents.papers.submission_receipt import (
    ReceiptAnswer,
    ReceiptAttachment,
    ReceiptFeeLine,
    ReceiptStep,
    SubmissionReceiptContent,
)

__all__ = [
    "PAPERS",
    "PDF_VARIANT",
    "ApologyContent",
    "BlankFormContent",
    "ControlSlipContent",
    "FeeReceiptContent",
    "FeeReceiptLine",
    "HandOver",
    "Letterhead",
    "PaperContent",
    "Party",
    "ReceiptAnswer",
    "ReceiptAttachment",
    "ReceiptFeeLine",
    "ReceiptStep",
    "ReceptionSlipContent",
    "RefusalContent",
    "RegisterBookContent",
    "RegisterLine",
    "ResultContent",
    "ShippingLabel",
    "ShippingLabelsContent",
    "SignatureBlock",
    "SignatureStampContent",
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
        ControlSlipContent,
        FeeReceiptContent,
        ResultContent,
    )
}
"""What is issued for a dossier."""

_PRINTED_BESIDE: Mapping[str, type[PaperContent]] = {
    paper.KIND: paper
    for paper in (
        RegisterBookContent,
        BlankFormContent,
        SignatureStampContent,
        ShippingLabelsContent,
    )
}


def read_content(kind: str, stored: Mapping[str, Any]) -> PaperContent:
    """Read stored content. Raises ``LookupError`` for an unknown kind, ``ValueError``."""
    paper = PAPERS.get(kind) or _PRINTED_BESIDE.get(kind)
    if paper is None:
        raise LookupError(f"no paper of kind {kind!r}")
    return paper.from_json(stored)
