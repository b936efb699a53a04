"""Opinions from other agencies: asking, the questions that wait, answering, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues import opinions as opinion_acts
from citizen_portal.services.colleagues.opinions_seen import list_opinions, open_opinion
from citizen_portal.services.colleagues.visible import open_head
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import (
    Asked,
    error_lines,
    sections,
    typed_number,
)
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

LIST = "/can-bo/xin-y-kien"
TABS = (
    ("den", Text("Hỏi cơ quan mình", "Asked of us")),
    ("di", Text("Cơ quan mình hỏi", "Asked by us")),
)
ANSWER = Asked(name="tra_loi", kind="longtext", label=Text("Ý kiến của cơ quan", "The opinion"))


@dataclass(frozen=True, slots=True)
class Side:
    """A link to the questions of one side."""

    title: Text
    href: str
    current: bool


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/xin-y-kien")
@officer
def opinion_form(dossier_id: UUID) -> Any:
    """The form of a question to another agency."""
    return _asking_page(dossier_id)


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/xin-y-kien")
@officer
def ask_opinion(dossier_id: UUID) -> Any:
    """Ask."""
    try:
        opinion_acts.ask_opinion(
            context.db(), context.parts(), context.actor(), dossier_id,
            agency_id=typed_number("co_quan"), days=typed_number("so_ngay") or 0,
            question=typed_text("cau_hoi", opinion_acts.LONGEST + 500),
        )  # fmt: skip
    except WrongInput as error:
        return _asking_page(dossier_id, 422, error.problems)
    return redirect(f"{address_of(dossier_id)}#y-kien", 303)


ask_opinion.comes_back_to = "/can-bo/ho-so/{dossier_id}/xin-y-kien"  # type: ignore[attr-defined]


def _asking_page(
    dossier_id: UUID, status: int = 200, problems: Mapping[str, Text] | None = None
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    db.rollback()
    head = open_head(db, parts, actor, dossier_id)
    agencies = [
        (str(one.id), Text(one.name)) for one in parts.reference.all_agencies(parts.today())
        if one.name != head.handling
    ]  # fmt: skip
    asked = (
        Asked(name="co_quan", kind="select", label=Text("Hỏi cơ quan", "Agency"),
              choices=agencies),
        Asked(name="cau_hoi", kind="longtext", label=Text("Điều cần hỏi", "The question")),
        Asked(name="so_ngay", kind="number", width=5, known="3",
              label=Text("Trả lời trong (ngày làm việc)", "Answer within (working days)")),
    )  # fmt: skip
    return page(
        "officer/colleagues/asking.html", status, head=head, word="xin-y-kien",
        heading=Text("Xin ý kiến cơ quan khác", "Ask another agency"), explanation=SEEN_MEANWHILE,
        sections=sections(asked, problems), button=Text("Gửi câu hỏi", "Send"),
        errors=error_lines(problems),
    )  # fmt: skip


SEEN_MEANWHILE = Text(
    "Cơ quan được hỏi xem được hồ sơ cho đến khi trả lời hoặc câu hỏi được rút. "
    "Thời hạn giải quyết hồ sơ vẫn tính tiếp.",
    "The agency sees the dossier until it has answered or the question is withdrawn. "
    "The dossier's own time runs on.",
)


@officer_pages.get(LIST)
@officer
def opinions() -> Any:
    """Open questions to, or by, the officer's agencies."""
    chosen = "di" if request.args.get("muc") == "di" else "den"
    found = list_opinions(
        context.db(), context.parts(), context.actor(), asked_of_us=chosen == "den",
        after=request.args.get("sau", "")[:60],
    )  # fmt: skip
    return page(
        "officer/colleagues/opinions.html", lines=found.lines, asked_of_us=chosen == "den",
        tabs=[Side(title, f"{LIST}?muc={name}", name == chosen) for name, title in TABS],
        older=f"{LIST}?muc={chosen}&sau={found.older}" if found.older else "",
        first=f"{LIST}?muc={chosen}" if request.args.get("sau") else "",
    )  # fmt: skip


@officer_pages.get(f"{LIST}/<int:number>")
@officer
def opinion(number: int) -> Any:
    """One question to the officer's agency, with the form of its answer."""
    return _answer_page(number)


@officer_pages.post(f"{LIST}/<int:number>")
@officer
def answer_opinion(number: int) -> Any:
    """Give the agency's opinion."""
    answer = typed_text("tra_loi", opinion_acts.LONGEST + 500)
    try:
        opinion_acts.answer_opinion(context.db(), context.parts(), context.actor(), number, answer)
    except WrongInput as error:
        return _answer_page(number, 422, error.problems)
    return redirect(LIST, 303)


answer_opinion.comes_back_to = f"{LIST}/{{number}}"  # type: ignore[attr-defined]


def _answer_page(number: int, status: int = 200, problems: Mapping[str, Text] | None = None) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    db.rollback()
    return page(
        "officer/colleagues/opinion.html", status, one=open_opinion(db, parts, actor, number),
        sections=sections([ANSWER], problems), errors=error_lines(problems),
    )  # fmt: skip


@officer_pages.post(f"{LIST}/<int:number>/rut")
@officer
def withdraw_opinion(number: int) -> Any:
    """Take a question back."""
    dossier_id = opinion_acts.withdraw_opinion(
        context.db(), context.parts(), context.actor(), number
    )
    return redirect(f"{address_of(dossier_id)}#y-kien", 303)


withdraw_opinion.comes_back_to = f"{LIST}?muc=di"  # type: ignore[attr-defined]
