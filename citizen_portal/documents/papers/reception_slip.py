"""Reception slip (Mẫu 01): proof that an officer accepted the dossier, with the due date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party
from citizen_portal.documents.papers.submission_receipt import ReceiptFeeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipComponent(Frozen):
    """One part of the dossier and in how many pieces of which kind it was handed in."""

    name: str
    originals: int = 0
    certified_copies: int = 0
    photocopies: int = 0
    electronic: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionSlipContent(PaperContent):
    """Content of Mẫu 01; ``due_at`` None means that the law sets no return date.

    ``duration`` is in words ("3 ngày làm việc"), ``fee_total`` in đồng, ``copy`` says which
    of the two copies this is. ``due_steps`` and ``fee_lines`` explain the return date and the
    fee; they are printed when given.
    """

    KIND: ClassVar[str] = "reception_slip"
    TEMPLATE: ClassVar[str] = "reception_slip.html"

    dossier_code: str
    desk: str
    submitter: Party
    applicant: Party
    request: str
    components: tuple[SlipComponent, ...]
    received_at: datetime
    duration: str
    due_at: datetime | None
    result_place: str
    officer_name: str
    sets: int = 1
    fee_total: int = 0
    fee_note: str = ""
    book_volume: str = ""
    book_number: str = ""
    copy: str = "Giao khách hàng"
    due_steps: tuple[str, ...] = ()
    fee_lines: tuple[ReceiptFeeLine, ...] = ()
