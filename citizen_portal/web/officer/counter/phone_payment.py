"""Paying at the counter with one's own phone: the officer's screen shows the code and waits."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from uuid import UUID

from flask import make_response, redirect, request, session

from citizen_portal.documents.qr import qr_png
from citizen_portal.services.cash.by_phone import (
    open_phone_payment,
    recheck_phone_payment,
    see_phone_payment,
)
from citizen_portal.services.errors import NotFound
from citizen_portal.services.payments.asking_gateways import NOT_YET
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.counter.cash import FEES, ONE
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

LOOK_AGAIN = 5
"""Seconds after which the screen looks again whether the money came."""
KEPT = "pay_at"
"""In the officer's session: the order on their screen, and the address to pay it at."""


@officer_pages.post(f"{ONE}/ma-qr")
@officer
def show_code(dossier_id: UUID) -> Any:
    """Open the order and show its code."""
    order = open_phone_payment(context.db(), context.parts(), context.actor(), dossier_id)
    session[KEPT] = [order.reference, order.address]
    return redirect(f"{FEES}/{dossier_id}/ma-qr?ma={order.reference}", 303)


@officer_pages.get(f"{ONE}/ma-qr")
@officer
def phone_payment(dossier_id: UUID) -> Any:
    """The code to scan, until the money came."""
    return _page(dossier_id, request.args.get("ma", "")[:64])


@officer_pages.post(f"{ONE}/ma-qr/kiem-tra")
@officer
def recheck(dossier_id: UUID) -> Any:
    """Ask the gateway now."""
    reference = typed_text("ma", 64)
    recheck_phone_payment(context.db(), context.parts(), context.actor(), dossier_id, reference)
    return _page(dossier_id, reference, asked=True)


for _view in (show_code, recheck):
    _view.comes_back_to = "/can-bo/thu-phi/{dossier_id}"  # type: ignore[attr-defined]


def _page(dossier_id: UUID, reference: str, *, asked: bool = False) -> Any:
    if not reference.isalnum():
        raise NotFound()
    order = see_phone_payment(context.db(), context.actor(), dossier_id, reference)
    kept = session.get(KEPT) or ["", ""]
    at = kept[1] if kept[0] == reference else ""
    response = make_response(
        page(
            "officer/counter/phone_payment.html",
            order=order,
            at=at,
            code=b64encode(qr_png(at)).decode() if at and order.waits else "",
            advice=NOT_YET if asked and order.waits else None,
        )
    )
    if order.waits:
        response.headers["Refresh"] = f"{LOOK_AGAIN}; url={FEES}/{dossier_id}/ma-qr?ma={reference}"
    return response
