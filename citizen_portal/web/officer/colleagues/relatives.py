"""The close relatives whom an officer names; for auditors, everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.colleagues.relatives import (
    RELATIONS,
    Relative,
    declare_relative,
    is_auditor,
    list_relatives,
    relatives_of_all,
    withdraw_relative,
)
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import Asked, error_lines, sections
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/nguoi-than"
ASKED = (
    Asked(name="so_dinh_danh", width=20, label=Text("Số định danh cá nhân", "Personal number"),
          hint=Text("12 chữ số, như trên thẻ căn cước.", "12 digits, as on the identity card.")),
    Asked(name="quan_he", kind="select", label=Text("Là gì của bạn", "Who they are to you"),
          choices=tuple(RELATIONS.items())),
)  # fmt: skip


@officer_pages.get(ADDRESS)
@officer
def relatives() -> Any:
    """One's own list, and the form for one more."""
    return _relatives_page()


@officer_pages.post(ADDRESS)
@officer
def name_relative() -> Any:
    """Name one."""
    try:
        declare_relative(
            context.db(), context.parts(), context.actor(), typed_text("so_dinh_danh", 40),
            typed_text("quan_he", 40),
        )  # fmt: skip
    except WrongInput as error:
        return _relatives_page(422, error.problems)
    return redirect(ADDRESS, 303)


name_relative.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.post(f"{ADDRESS}/<int:number>/bo")
@officer
def drop_relative(number: int) -> Any:
    """Take a name off the list."""
    withdraw_relative(context.db(), context.parts(), context.actor(), number)
    return redirect(ADDRESS, 303)


drop_relative.comes_back_to = ADDRESS  # type: ignore[attr-defined]


def _relatives_page(status: int = 200, problems: Mapping[str, Text] | None = None) -> Any:
    db, parts, actor = context.db(), context.parts(), require_officer(context.actor())
    everybodys: tuple[Relative, ...] = ()
    following = 0
    if is_auditor(actor):
        after = request.args.get("sau", "")
        start = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
        everybodys, following = relatives_of_all(db, parts, actor, start)
    return page(
        "officer/colleagues/relatives.html", status, own=list_relatives(db, parts, actor),
        everybodys=everybodys, audits=is_auditor(actor), sections=sections(ASKED, problems),
        older=f"{ADDRESS}?sau={following}" if following else "", errors=error_lines(problems),
    )  # fmt: skip
