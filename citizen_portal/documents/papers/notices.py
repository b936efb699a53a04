"""What an officer writes to the applicant while the dossier is open (Mẫu 02 to Mẫu 05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementItem(Frozen):
    """One part to add or mend, how many pieces of which kind are needed, and why.

    ``basis`` is the article by which it is asked for.
    """

    name: str
    originals: int = 0
    certified_copies: int = 0
    photocopies: int = 0
    note: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequestContent(PaperContent):
    """Mẫu 02: asks once for all that is missing; ``answer_by`` is the last moment, if any."""

    KIND: ClassVar[str] = "supplement_request"
    TEMPLATE: ClassVar[str] = "supplement_request.html"

    dossier_code: str
    recipient: Party
    request: str
    items: tuple[SupplementItem, ...]
    reason: str
    contact_name: str
    contact_phone: str
    officer_name: str
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalContent(PaperContent):
    """Mẫu 03: the dossier is not accepted, why, and what the citizen can do next."""

    KIND: ClassVar[str] = "refusal"
    TEMPLATE: ClassVar[str] = "refusal.html"

    dossier_code: str
    recipient: Party
    request: str
    reasons: tuple[str, ...]
    officer_name: str
    next_steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyContent(PaperContent):
    """Mẫu 04: the result is late; why, and the new date.

    ``legal_basis`` is what allows a second new date; a first one needs none.
    """

    KIND: ClassVar[str] = "apology"
    TEMPLATE: ClassVar[str] = "apology.html"

    dossier_code: str
    recipient: Party
    request: str
    received_at: datetime
    promised_at: datetime
    new_due_at: datetime
    reason: str
    copies_to: tuple[str, ...] = ()
    legal_basis: str = ""

    def __post_init__(self) -> None:
        if self.new_due_at <= self.promised_at:
            raise ValueError("the new date must be later than the promised one")


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNoticeContent(PaperContent):
    """Mẫu 05: handling stops; why, on what legal basis, and what comes back.

    ``stage`` is how far it had come, ``fee_note`` what happens to the money.
    """

    KIND: ClassVar[str] = "stop_notice"
    TEMPLATE: ClassVar[str] = "stop_notice.html"

    dossier_code: str
    recipient: Party
    request: str
    received_at: datetime
    reason: str
    legal_basis: str = ""
    next_steps: tuple[str, ...] = ()
    returned_papers: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    stage: str = ""
    fee_note: str = ""
