"""Blank forms: the template of an official form with dotted lines in place of its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from citizen_portal.documents.dotted import DOTS, SHORT_DOTS
from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.control_slip import ControlSlipContent
from citizen_portal.documents.papers.letterhead import PaperContent, SignatureBlock
from citizen_portal.documents.papers.notices import (
    ApologyContent,
    RefusalContent,
    StopNoticeContent,
    SupplementRequestContent,
)
from citizen_portal.documents.papers.reception_slip import ReceptionSlipContent
from citizen_portal.documents.papers.register_book import RegisterBookContent
from citizen_portal.domain.data.official_forms import official_form
from citizen_portal.domain.moment import day_in_vietnam

EMPTY_ROWS = 4
_BLANK_LINES = 2
_BOOK_ROWS = 14

_FORMS: Mapping[str, type[PaperContent]] = {
    paper.KIND: paper
    for paper in (
        ReceptionSlipContent,
        SupplementRequestContent,
        RefusalContent,
        ApologyContent,
        StopNoticeContent,
        ControlSlipContent,
        RegisterBookContent,
    )
}
_KEPT = ("issued_at", "demo", "check_url")
_SHORT = ("dossier_code", "phone", "email", "book_volume", "book_number", "contact_phone")
_ON_BLANKS: Mapping[str, Any] = {
    "coordinating_agencies": (DOTS,),
    "copies_to": (SHORT_DOTS,) * 2,
    "copy": "Lưu / Giao khách hàng",
    "due_steps": (),
    "fee_lines": (),
    "fee_note": "",
    "first_number": 0,
    "letterhead": {"agency": "…" * 12, "superior": "…" * 12, "place": "…" * 4},
    "number": "…………/…………",
    "returned_papers": (DOTS,),
    "signature": None,
    "stage": "",
    "total": 0,
}
_OF_LETTERS: Mapping[str, Any] = {
    "signature": {"authority": "", "title": "QUYỀN HẠN, CHỨC VỤ\nCỦA NGƯỜI KÝ", "name": "Họ và tên"}
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankFormContent(PaperContent):
    """A blank of the form of that kind, in the edition of the day of ``issued_at``.

    Raises ``ValueError`` when there is no such form on that day.
    """

    KIND: ClassVar[str] = "blank_form"
    TEMPLATE: ClassVar[str] = ""

    form: str

    def __post_init__(self) -> None:
        if official_form(self.form, day_in_vietnam(self.issued_at)) is None:
            raise ValueError(f"there is no form {self.form!r} on that day")

    @property
    def template_name(self) -> str:
        """The form's own template."""
        return _FORMS[self.form].TEMPLATE

    def printed(self) -> dict[str, Any]:
        """Dotted lines for all that the form's content would say."""
        paper = _FORMS[self.form]
        values = {
            name: _ON_BLANKS.get(name, SHORT_DOTS if name in _SHORT else _blank(hint))
            for name, hint in get_type_hints(paper).items()
            if get_origin(hint) is not ClassVar
        }
        values |= {name: getattr(self, name) for name in _KEPT}
        if paper is RegisterBookContent:
            values["rows"] = values["rows"][:1] * _BOOK_ROWS
        if paper in (ApologyContent, StopNoticeContent):
            values |= _OF_LETTERS
        form = official_form(self.form, day_in_vietnam(self.issued_at))
        return {**values, "official_form": form, "dated": DOTS}


def _blank(hint: Any, *, within: bool = False) -> Any:
    """What stands for a value: dots; within a row nothing, so that there is room to write."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (hint,) = (choice for choice in get_args(hint) if choice is not type(None))
    if hint is SignatureBlock or hint is bool:
        return None
    if origin is tuple:
        inner = get_args(hint)[0]
        is_row = isinstance(inner, type) and issubclass(inner, Frozen)
        one = _blank(inner, within=is_row)
        return (one,) * (EMPTY_ROWS if is_row else _BLANK_LINES)
    if isinstance(hint, type) and issubclass(hint, Frozen):
        hints = get_type_hints(hint).items()
        short = "" if within else SHORT_DOTS
        return {
            name: short if name in _SHORT else _blank(inner, within=within) for name, inner in hints
        }
    if isinstance(hint, type) and issubclass(hint, date | str | int):
        return "" if within else DOTS
    return None
