"""Calling numbers at the counter."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, session

from citizen_portal.domain.ticket_queue import TicketService
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.tickets.board import own_boards
from citizen_portal.services.tickets.serving import call_again, call_next, end_ticket
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/so-thu-tu"
LOOK_AGAIN = {"Refresh": "15"}
KEPT = "quay"
"""Where the session keeps the name of the officer's desk."""


@officer_pages.get(ADDRESS)
@officer
def queue() -> Any:
    """Who waits, and who was called to this officer's desk."""
    html, status = _page()
    # Before the desk has its name somebody types it: the page holds still.
    return html, status, LOOK_AGAIN if session.get(KEPT) else {}


def _page(status: int = 200, sentence: Text | None = None, error: Text | None = None) -> Any:
    actor = require_officer(context.actor())
    boards = own_boards(context.db(), context.parts(), actor)
    at = request.form.get("co_quan", type=int)
    said = words(error) if error else ""
    offered = {
        own.board.agency.id: [
            one for one in TicketService
            if set(one.duty.holders).intersection(actor.roles_at(own.board.agency.id))
        ]
        for own in boards
    }  # fmt: skip
    return page(
        "officer/counter/tickets.html", status, boards=boards, offered=offered,
        desk=typed_text("quay", 20) or session.get(KEPT, ""), error_at=at if said else None,
        errors=[(f"quay-{at}", said)] if said else [("", words(sentence))] if sentence else [],
    )  # fmt: skip


@officer_pages.post(f"{ADDRESS}/goi")
@officer
def call() -> Any:
    """Call the next person."""
    agency = request.form.get("co_quan", type=int)
    try:
        service = TicketService(typed_text("dich_vu", 20))
    except ValueError:
        raise NotFound() from None
    session[KEPT] = desk = " ".join(typed_text("quay", 20).split())
    try:
        call_next(context.db(), context.parts(), context.actor(), agency or 0, service, desk)
    except WrongInput as error:
        return _page(422, error=error.problems["quay"])
    except NotPossibleNow as error:
        return _page(409, error.sentence)
    return redirect(ADDRESS, 303)


call.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.post(f"{ADDRESS}/<int:ticket_id>/<any('xong','vang','goi-lai'):word>")
@officer
def end(ticket_id: int, word: str) -> Any:
    """Served, not there, or called once more."""
    given = (context.db(), context.parts(), context.actor(), ticket_id)
    try:
        if word == "goi-lai":
            call_again(*given)
        else:
            end_ticket(*given, came=word == "xong")
    except NotPossibleNow as error:
        return _page(409, error.sentence)
    return redirect(ADDRESS, 303)


end.comes_back_to = ADDRESS  # type: ignore[attr-defined]
