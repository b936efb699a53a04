"""Keeping views of the desk, opening the desk with one, removing one."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from citizen_portal.services.actor import require_officer
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.queues import saved_views
from citizen_portal.services.queues.queue import first_queue
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk.asked import read_query
from citizen_portal.web.officer.desk.page import desk_page
from citizen_portal.web.typed import typed_text


@officer_pages.post("/can-bo/khung-nhin")
@officer
def save() -> Any:
    """Keep what the desk shows under a name."""
    actor = require_officer(context.actor())
    name = typed_text("ten", 200)
    asked = read_query(request.form.get("khung", "")[:2000], first_queue(actor))
    try:
        saved_views.save_view(context.db(), actor, name, asked.query())
    except WrongInput as error:
        return desk_page(422, tuple(error.problems.items()), name=name)
    return redirect(asked.address(), 303)


@officer_pages.post("/can-bo/khung-nhin/<int:number>/mo-dau")
@officer
def open_first(number: int) -> Any:
    """Let the desk open with a view, or no longer."""
    wanted = typed_text("chon", 5) == "co"
    saved_views.open_desk_with(context.db(), context.actor(), number, wanted=wanted)
    return redirect("/can-bo?hang-doi=" + first_queue(require_officer(context.actor())), 303)


@officer_pages.post("/can-bo/khung-nhin/<int:number>/xoa")
@officer
def remove(number: int) -> Any:
    """Forget a view."""
    saved_views.remove_view(context.db(), context.actor(), number)
    return redirect("/can-bo?hang-doi=" + first_queue(require_officer(context.actor())), 303)


for _view in (save, open_first, remove):
    _view.comes_back_to = "/can-bo"  # type: ignore[union-attr]
