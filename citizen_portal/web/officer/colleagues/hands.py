"""Who works on a dossier: assigning it, taking it, handing it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.colleagues import assignment
from citizen_portal.services.colleagues.staff import CaseOfficer
from citizen_portal.services.colleagues.visible import open_head
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import Asked, error_lines, sections, typed_id
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.officer.refused import changed_page, refused_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import seen_revision

PATH = "/can-bo/ho-so/<uuid:dossier_id>"


@officer_pages.get(f"{PATH}/phan-cong")
@officer
def choose_officer(dossier_id: UUID) -> Any:
    """The case officers, each with what they have in hand."""
    return _assignment_page(dossier_id)


@officer_pages.post(f"{PATH}/phan-cong")
@officer
def assign(dossier_id: UUID) -> Any:
    """Give it to one of them."""
    who = (context.db(), context.parts(), context.actor())
    try:
        assignment.assign_dossier(*who, dossier_id, seen_revision(), typed_id("can_bo"))
    except WrongInput as error:
        return _assignment_page(dossier_id, 422, error.problems)
    except Stale:
        return changed_page(dossier_id, Action.ASSIGN)
    except NotPossibleNow as refused:
        return refused_page(dossier_id, Action.ASSIGN, refused)
    return redirect(address_of(dossier_id), 303)


assign.comes_back_to = "/can-bo/ho-so/{dossier_id}/phan-cong"  # type: ignore[attr-defined]


def _assignment_page(
    dossier_id: UUID, status: int = 200, problems: Mapping[str, Text] | None = None
) -> Any:
    db, parts, actor = context.db(), context.parts(), context.actor()
    db.rollback()
    officers = assignment.open_assignment(db, parts, actor, dossier_id)
    asked = Asked(
        name="can_bo", kind="radios", label=Text("Cán bộ thụ lý", "Case officer"),
        choices=[(str(one.person_id), _load_words(one)) for one in officers],
    )  # fmt: skip
    return page(
        "officer/colleagues/asking.html", status,
        head=open_head(db, parts, actor, dossier_id), heading=Text("Phân công", "Assign"),
        explanation=None if officers else NOBODY,
        sections=sections([asked], problems) if officers else (), word=Action.ASSIGN.value,
        button=Text("Phân công", "Assign"), errors=error_lines(problems),
    )  # fmt: skip


NOBODY = Text(
    "Cơ quan chưa có cán bộ thụ lý nào có thể nhận hồ sơ này. Hãy liên hệ quản trị đơn vị.",
    "The agency has no case officer who could take this dossier. Ask its administrator.",
)


def _load_words(one: CaseOfficer) -> Text:
    vi, en = f"{one.name} – đang giữ {one.in_hand} hồ sơ", f"{one.name} – {one.in_hand} in hand"
    if one.stand_in:
        vi += f"; vắng mặt, {one.stand_in_name} làm thay"
        en += f"; away, {one.stand_in_name} stands in"
    return Text(vi, en)


@officer_pages.post(f"{PATH}/nhan-viec")
@officer
def take(dossier_id: UUID) -> Any:
    """Take a dossier that nobody has."""
    return _change_hands(assignment.take_dossier, dossier_id, Action.TAKE)


@officer_pages.post(f"{PATH}/tra-viec")
@officer
def hand_back(dossier_id: UUID) -> Any:
    """Hand back a dossier of one's own."""
    return _change_hands(assignment.hand_back, dossier_id, Action.HAND_BACK)


take.comes_back_to = hand_back.comes_back_to = "/can-bo/ho-so/{dossier_id}"  # type: ignore[attr-defined]


def _change_hands(use_case: Callable[..., None], dossier_id: UUID, action: Action) -> Any:
    try:
        use_case(context.db(), context.parts(), context.actor(), dossier_id, seen_revision())
    except Stale:
        return changed_page(dossier_id, action)
    except NotPossibleNow as error:
        return refused_page(dossier_id, action, error)
    return redirect(address_of(dossier_id), 303)
