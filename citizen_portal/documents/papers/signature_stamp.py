"""The visible part of a signature: drawn by itself, laid onto the paper when it is signed.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the person's signature is blue; the agency's is red and
covers about a third of it on the left. No seal is imitated: the agency's is a plain frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from citizen_portal.documents.papers.letterhead import PaperContent

PERSON, AGENCY = "person", "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureStampContent(PaperContent):
    """What one signature shows: in whose name, and ``issued_at`` as its time.

    ``kind`` is "person" or "agency", the latter ``alone`` when no person signs beside it;
    ``small`` fits a slip. It is not tagged: no page of its own.
    """

    KIND: ClassVar[str] = "signature_stamp"
    TEMPLATE: ClassVar[str] = "signature_stamp.html"
    VARIANT: ClassVar[str] = "pdf/a-3b"

    kind: str
    name: str
    alone: bool = False
    small: bool = False

    def __post_init__(self) -> None:
        if self.kind not in (PERSON, AGENCY):
            raise ValueError(f"nobody signs as {self.kind!r}")
