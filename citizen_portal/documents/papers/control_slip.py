"""Control slip: through whose hands a dossier went, when, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Frozen):
    """One hand-over; ``outcome`` is "Trước hạn", "Đúng hạn", "Quá hạn" or empty."""

    giver_agency: str
    receiver_agency: str
    at: datetime
    giver: str
    receiver: str
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlipContent(PaperContent):
    """Content of the control slip, which stays with the dossier."""

    KIND: ClassVar[str] = "control_slip"
    TEMPLATE: ClassVar[str] = "control_slip.html"

    dossier_code: str
    applicant: Party
    request: str
    received_at: datetime
    due_at: datetime | None
    handling_agency: str
    hand_overs: tuple[HandOver, ...]
    coordinating_agencies: tuple[str, ...] = ()
