"""Passing a dossier on to another agency, or its result to another place of return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.colleagues import moving
from citizen_portal.services.colleagues.visible import open_head
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.errors import NotFound, NotPossibleNow, Stale, WrongInput
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
from citizen_portal.web.officer.refused import changed_page, refused_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import seen_revision, typed_text

PATH = "/can-bo/ho-so/<uuid:dossier_id>"
PARTS_GO_ALONG = Text(
    "Cơ quan mới chủ trì hồ sơ liên thông; các phần đi theo, đến các cơ quan cùng địa bàn. "
    "Người nộp thấy việc chuyển và lý do.",
    "The new agency leads the interlinked dossier; its parts go along, to the agencies beside it. "
    "The applicant sees the move and the reason.",
)
STAYS = Text(
    "Ngày hẹn trên giấy tiếp nhận giữ nguyên; cơ quan mới làm lại từ bước đầu. "
    "Người nộp thấy việc chuyển và lý do.",
    "The due date on the slip stays; the new agency begins with the first step. "
    "The applicant sees the move and the reason.",
)
BACK_HERE = Text(
    "Người nộp nhận kết quả tại nơi này; cơ quan giải quyết không đổi.",
    "The applicant gets the result there; who handles the dossier stays the same.",
)


@officer_pages.get(f"{PATH}/chuyen-co-quan")
@officer
def moving_form(dossier_id: UUID) -> Any:
    """Where to, and why."""
    try:
        return _moving_page(dossier_id)
    except NotPossibleNow as refused:
        return refused_page(dossier_id, Action.MOVE, refused)


@officer_pages.post(f"{PATH}/chuyen-co-quan")
@officer
def move(dossier_id: UUID) -> Any:
    """Pass it on; whose agency has no part in it any more goes back to the desk."""
    actor = require_officer(context.actor())
    try:
        moving.move_dossier(
            context.db(), context.parts(), actor, dossier_id, seen_revision(),
            to=typed_number("co_quan"), reason=typed_text("ly_do"),
        )  # fmt: skip
    except WrongInput as error:
        return _moving_page(dossier_id, 422, error.problems)
    except Stale:
        return changed_page(dossier_id, Action.MOVE)
    except NotPossibleNow as refused:
        return refused_page(dossier_id, Action.MOVE, refused)
    return redirect(_where_to(dossier_id), 303)


move.comes_back_to = "/can-bo/ho-so/{dossier_id}/chuyen-co-quan"  # type: ignore[attr-defined]


def _where_to(dossier_id: UUID) -> str:
    try:
        open_agency_dossier(context.db(), context.parts(), context.actor(), dossier_id)
    except NotFound:
        return "/can-bo"
    return address_of(dossier_id)


def _moving_page(
    dossier_id: UUID, status: int = 200, problems: Mapping[str, Text] | None = None
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    db.rollback()
    agencies = moving.open_moving(db, parts, actor, dossier_id)
    asked = (
        Asked(name="co_quan", kind="select", label=Text("Chuyển đến", "Move to"),
              choices=[(str(one.id), Text(one.name)) for one in agencies]),
        Asked(name="ly_do", kind="longtext", label=Text("Lý do chuyển", "Reason")),
    )  # fmt: skip
    head = open_head(db, parts, actor, dossier_id)
    return page(
        "officer/colleagues/asking.html", status, head=head,
        heading=Action.MOVE.label, word=Action.MOVE.value,
        explanation=PARTS_GO_ALONG if head.leads else STAYS,
        sections=sections(asked, problems), button=Text("Chuyển hồ sơ", "Move the dossier"),
        errors=error_lines(problems),
    )  # fmt: skip


@officer_pages.get(f"{PATH}/noi-tra")
@officer
def returning_form(dossier_id: UUID) -> Any:
    """Where the result is to be handed back."""
    return _returning_page(dossier_id)


@officer_pages.post(f"{PATH}/noi-tra")
@officer
def change_returning(dossier_id: UUID) -> Any:
    """Have it handed back elsewhere."""
    actor = require_officer(context.actor())
    try:
        moving.change_returning(
            context.db(), context.parts(), actor, dossier_id, seen_revision(),
            typed_number("noi_tra"),
        )  # fmt: skip
    except WrongInput as error:
        return _returning_page(dossier_id, 422, error.problems)
    except Stale as error:
        return _returning_page(dossier_id, 409, {"": error.sentence})
    return redirect(address_of(dossier_id), 303)


change_returning.comes_back_to = "/can-bo/ho-so/{dossier_id}/noi-tra"  # type: ignore[attr-defined]


def _returning_page(
    dossier_id: UUID, status: int = 200, problems: Mapping[str, Text] | None = None
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    db.rollback()
    places = moving.open_returning(db, parts, actor, dossier_id)
    head = open_head(db, parts, actor, dossier_id)
    now = Text(f"Hiện nay: {head.returning}.", f"Now: {head.returning}.")
    asked = Asked(
        name="noi_tra", kind="select", label=Text("Nơi trả kết quả", "Place of return"), hint=now,
        choices=[(str(one.id), Text(one.name)) for one in places],
    )  # fmt: skip
    return page(
        "officer/colleagues/asking.html", status, head=head, word="noi-tra",
        heading=Text("Đổi nơi trả kết quả", "Change the place of return"), explanation=BACK_HERE,
        sections=sections([asked], problems), button=Text("Đổi nơi trả", "Change"),
        errors=error_lines(problems),
    )  # fmt: skip
