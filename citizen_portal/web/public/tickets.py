"""The queue in the hall: taking a number, seeing one's turn come, the board."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from citizen_portal.domain.ticket_queue import TicketService
from citizen_portal.services.errors import NotFound, TooManyTries
from citizen_portal.services.tickets.board import see_board
from citizen_portal.services.tickets.taking import counter_agency, see_ticket, take_ticket
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages
from citizen_portal.web.typed import typed_text

LOOK_AGAIN = {"Refresh": "5"}
"""Boards and tickets ask again every so many seconds; no script is needed."""


@public_pages.get("/so-thu-tu/<code>")
@public
def counter(code: str) -> Any:
    """What somebody comes for, as large buttons."""
    return _counter(code)


def _counter(code: str, status: int = 200, sentence: Any = None) -> Any:
    agency = counter_agency(context.parts(), code)
    return page(
        "public/tickets/counter.html", status, agency=agency, services=tuple(TicketService),
        sentence=sentence,
    )  # fmt: skip


@public_pages.post("/so-thu-tu/<code>")
@public
def take(code: str) -> Any:
    """Give out a number."""
    try:
        service = TicketService(typed_text("dich_vu", 20))
    except ValueError:
        raise NotFound() from None
    try:
        ticket_id = take_ticket(
            context.db(), context.parts(), code, service,
            priority="uu_tien" in request.form, caller=request.remote_addr or "-",
        )  # fmt: skip
    except TooManyTries as error:
        return _counter(code, 429, error.sentence)
    return redirect(f"/so-thu-tu/{code}/phieu/{ticket_id}", 303)


@public_pages.get("/so-thu-tu/<code>/phieu/<int:ticket_id>")
@public
def ticket(code: str, ticket_id: int) -> Any:
    """The number, and how many are before it."""
    parts = context.parts()
    seen = see_ticket(context.db(), parts, code, ticket_id)
    html, status = page(
        "public/tickets/ticket.html", ticket=seen, agency=counter_agency(parts, code)
    )
    return html, status, LOOK_AGAIN if seen.state in ("waiting", "called") else {}


@public_pages.get("/so-thu-tu/<code>/bang")
@public
def board(code: str) -> Any:
    """The numbers that are called, in large type."""
    seen = see_board(context.db(), context.parts(), code)
    html, status = page("public/tickets/board.html", board=seen, services=tuple(TicketService))
    return html, status, LOOK_AGAIN
