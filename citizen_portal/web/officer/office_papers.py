"""The office's own papers: blank official forms, and the control slip of a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response, redirect, request

from citizen_portal.domain.data.official_forms import FormEntry, PaperSize
from citizen_portal.domain.moment import format_day
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.papers.issued import TITLES
from citizen_portal.services.papers.office import (
    blank_form,
    issue_control_slip,
    list_blank_forms,
    may_issue_control_slip,
)
from citizen_portal.services.papers.reception_slip import may_give_slip, slip_on_request
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.issued_papers import NUMBERED, SINGLE, word_converter
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.panels import Panel, Values

ADDRESS = "/can-bo/bieu-mau"
DAY = "ngay"
UNREADABLE = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 30/06/2025.",
    "Enter the date as day/month/year, such as 30/06/2025.",
)
FORM_WORDS = {**SINGLE, **NUMBERED, "so-theo-doi": "register_book"}
"""The words of the addresses; of them, those that are official forms on a day."""

_WORD_OF = {kind: word for word, kind in FORM_WORDS.items()}
_SIZES = {
    PaperSize.A5: Text("A5", "A5"),
    PaperSize.A4: Text("A4", "A4"),
    PaperSize.A4_LANDSCAPE: Text("A4 ngang", "A4 landscape"),
}
_REGISTER = "Register of dossiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A line of the list."""

    number: str
    name: Text
    size: Text
    circular: str
    own_layout: bool
    href: str


@officer_pages.get(ADDRESS)
@officer
def blank_forms() -> Any:
    """The forms of a day, today when nothing was asked."""
    typed = request.args.get(DAY, "")[:30].strip()
    today = context.parts().today()
    day = _read(typed) if typed else today
    forms = list_blank_forms(context.actor(), day or today)
    return page(
        "officer/papers/blank_forms.html", 200 if day else 422,
        forms=[_line(form, day or today) for form in forms], day=typed or format_day(today),
        errors=[] if day else [(DAY, words(UNREADABLE))],
    )  # fmt: skip


@officer_pages.get(f"{ADDRESS}/<{word_converter(FORM_WORDS)}:word>.pdf")
@officer
def blank(word: str) -> Any:
    """One blank, in the edition of the day in the address."""
    typed = request.args.get(DAY, "")[:30].strip()
    day = _read(typed) or context.parts().today()
    data = blank_form(context.parts(), context.actor(), FORM_WORDS[word], day)
    return as_file(Response(data), f"bieu-mau-{word}.pdf", "application/pdf")


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/phieu-kiem-soat")
@officer
def control_slip(dossier_id: UUID) -> Any:
    """Issue the control slip, and back to the dossier, where it is among the papers."""
    issue_control_slip(context.db(), context.parts(), context.actor(), dossier_id)
    return redirect(address_of(dossier_id), 303)


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/giay-tiep-nhan")
@officer
def reception_slip(dossier_id: UUID) -> Any:
    """Give the slip that the applicant of an immediate result asks for."""
    slip_on_request(context.db(), context.parts(), context.actor(), dossier_id)
    return redirect(address_of(dossier_id), 303)


def _read(typed: str) -> date | None:
    try:
        return datetime.strptime(typed, "%d/%m/%Y").date()
    except ValueError:
        return None


def _line(form: FormEntry, day: date) -> BlankForm:
    title = TITLES.get(form.form)
    return BlankForm(
        number=form.number,
        name=Text(form.name, title.en if title else _REGISTER),
        size=_SIZES[form.size],
        circular=form.basis.document,
        own_layout=not form.layout_read,
        href=f"{ADDRESS}/{_WORD_OF[form.form]}.pdf?{DAY}={format_day(day)}",
    )


def _control_slip_panel(dossier: DossierPage) -> Values | None:
    actor = require_officer(context.actor())
    if dossier.accepted_at is None or dossier.off_limits:
        return None
    if not may_issue_control_slip(actor, dossier.agency.id):
        return None
    return {"address": f"{address_of(dossier.id)}/phieu-kiem-soat"}


def _slip_panel(dossier: DossierPage) -> Values | None:
    """Where an immediate result came without a slip, for who receives."""
    actor = require_officer(context.actor())
    given = dossier.paper("reception_slip") is not None
    if given or dossier.accepted_at is None or dossier.off_limits:
        return None
    if not may_give_slip(actor, dossier.receiving.id):
        return None
    return {"address": f"{address_of(dossier.id)}/giay-tiep-nhan"}


SLIP_ON_REQUEST = Panel("officer/papers/slip_on_request.html", _slip_panel)
CONTROL_SLIP = Panel("officer/papers/control_slip.html", _control_slip_panel)
