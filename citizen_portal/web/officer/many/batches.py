"""Batches: choosing what to do with many dossiers, and seeing what came of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.services.batches.acts import BATCH_ACTS
from citizen_portal.services.batches.choosing import Choosing, choose_batch
from citizen_portal.services.batches.page import list_batches, open_batch
from citizen_portal.services.batches.starting import start_batch, try_again
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk.many_actions import papers_after
from citizen_portal.web.officer.desk.page import desk_page
from citizen_portal.web.officer.many.chosen import chosen_dossiers
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/hang-loat"
LOOK_AGAIN = "2"
"""Seconds after which the page of a running batch asks again."""
NOBODY = Text("Hãy chọn người được phân công.", "Choose who it is assigned to.")
STATES = {
    "waiting": (Text("Đang chờ", "Waiting"), "grey"),
    "done": (Text("Xong", "Done"), "green"),
    "refused": (Text("Không thực hiện được", "Refused"), "red"),
}


@officer_pages.get(ADDRESS)
@officer
def batches() -> Any:
    """What was begun, and how far it is."""
    lines = list_batches(context.db(), context.parts(), context.actor())
    return page("officer/many/batches.html", lines=lines)


@officer_pages.post(ADDRESS)
@officer
def batch() -> Any:
    """Show what is about to be done with which dossiers; once confirmed, start it."""
    action = _action()
    chosen = chosen_dossiers()
    db, parts, actor = context.db(), context.parts(), context.actor()
    try:
        choosing = choose_batch(db, parts, actor, action, [one for one, _ in chosen])
        person = typed_text("can_bo", 40)
        nobody = action is Action.ASSIGN and person not in {str(one) for one, _ in choosing.people}
        if "xac_nhan" not in request.form or nobody:
            return _confirm(choosing, chosen, nobody="xac_nhan" in request.form and nobody)
        typed = {"to": person} if action is Action.ASSIGN else {}
        started = start_batch(db, parts, actor, action, chosen, typed)
    except NotPossibleNow as error:
        return desk_page(409, (("", error.sentence),))
    return redirect(f"{ADDRESS}/{started}", 303)


batch.comes_back_to = "/can-bo"  # type: ignore[attr-defined]


def _action() -> Action:
    word = typed_text("viec", 40)
    known = {action.value: action for action in BATCH_ACTS}
    if word not in known:
        raise NotFound()
    return known[word]


def _confirm(choosing: Choosing, chosen: list[tuple[UUID, int | None]], *, nobody: bool) -> Any:
    revisions = dict(chosen)
    return page(
        "officer/many/confirm.html", 422 if nobody else 200, choosing=choosing,
        values=[(one.id, revisions[one.id]) for one in choosing.dossiers],
        errors=[("can_bo", words(NOBODY))] if nobody else [],
    )  # fmt: skip


@officer_pages.get(f"{ADDRESS}/<uuid:batch_id>")
@officer
def show_batch(batch_id: UUID) -> Any:
    """How far it is, and what came of each."""
    seen = open_batch(context.db(), context.parts(), context.actor(), batch_id)
    html, status = page(
        "officer/many/batch.html", batch=seen, states=STATES, kinds=papers_after(seen.action)
    )
    return html, status, {"Refresh": LOOK_AGAIN} if seen.running else {}


@officer_pages.post(f"{ADDRESS}/<uuid:batch_id>/thu-lai")
@officer
def again(batch_id: UUID) -> Any:
    """Try what was refused once more."""
    try:
        started = try_again(context.db(), context.parts(), context.actor(), batch_id)
    except NotPossibleNow as error:
        return desk_page(409, (("", error.sentence),))
    return redirect(f"{ADDRESS}/{started}", 303)


again.comes_back_to = "/can-bo"  # type: ignore[attr-defined]
