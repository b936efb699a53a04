"""Register book: the dossiers an agency received in a period, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine(Frozen):
    """One dossier; a moment that has not come yet is None.

    ``contact`` is address and telephone, ``taken`` who signed for the result.
    """

    code: str
    procedure_name: str
    sets: int
    applicant: str
    contact: str
    handling_agency: str
    received_at: datetime
    due_at: datetime | None = None
    returned_at: datetime | None = None
    delivery: str = ""
    taken: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBookContent(PaperContent):
    """A piece of the book, lines from ``first_number`` on; the first piece has the heading.

    The last piece closes the book with the ``total`` of dossiers; in others it is 0.
    """

    KIND: ClassVar[str] = "register_book"
    TEMPLATE: ClassVar[str] = "register_book.html"
    # Pieces are put together, and tags of several files do not become one tree.
    VARIANT: ClassVar[str] = "pdf/a-3b"

    since: date
    until: date
    rows: tuple[RegisterLine, ...]
    first_number: int = 1
    total: int = 0
