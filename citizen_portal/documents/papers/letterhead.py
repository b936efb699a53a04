"""What every paper has: who issues it, where and when, in whose name it is signed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.domain.data.official_forms import official_form
from citizen_portal.domain.moment import day_in_vietnam

PDF_VARIANT = "pdf/a-3a"
"""Made to be kept, and tagged for screen readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead(Frozen):
    """The issuing agency, the one above it (may be empty), and the place it sits."""

    agency: str
    superior: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock(Frozen):
    """Who signs, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    ``signatory`` is the name on the certificate and ``at`` the time given to ``sign_pdf``:
    the paper shows both. ``authority`` is such as "TM. ỦY BAN NHÂN DÂN", ``title`` such as
    "CHỦ TỊCH", ``name`` the person's; each may be empty.
    """

    signatory: str
    at: datetime
    authority: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent(Frozen):
    """What all papers share. ``issued_at`` is aware; it dates the paper and the PDF.

    ``number`` is the whole "0012/GTN-UBND"; ``check_url`` is what the QR code carries,
    the page where anybody verifies the paper; ``demo`` prints "MẪU" on each page.
    """

    KIND: ClassVar[str]
    TEMPLATE: ClassVar[str]
    VARIANT: ClassVar[str] = PDF_VARIANT

    issued_at: datetime
    letterhead: Letterhead
    number: str = ""
    check_url: str = ""
    demo: bool = False
    signature: SignatureBlock | None = None

    @property
    def template_name(self) -> str:
        """The template that prints this content."""
        return self.TEMPLATE

    def printed(self) -> dict[str, Any]:
        """What the template is given: the fields, and the official form of the day of issue.

        ``official_form`` is None for papers that are none.
        """
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        form = official_form(self.KIND, day_in_vietnam(self.issued_at))
        return {"official_form": form, **values}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Frozen):
    """A person or organisation as a slip names it; unknown parts stay empty."""

    name: str
    number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
