"""Paying: to the gateway and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import make_response, redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.payments.asking_gateways import NOT_YET, recheck_payment
from citizen_portal.services.payments.orders import open_order, start_payment
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.guards import applicant
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

LOOK_AGAIN = 5
"""Seconds after which the page of a payment that is not settled asks again."""


@applicant_pages.post("/ho-so/<uuid:dossier_id>/thanh-toan")
@comes_back_to("/ho-so/{dossier_id}")
@applicant
def pay(dossier_id: UUID) -> Any:
    """Go to the gateway's page."""
    address = start_payment(context.db(), context.parts(), context.actor(), dossier_id)
    return redirect(address, 303)


@applicant_pages.get("/thanh-toan/tro-ve")
@applicant
def come_back() -> Any:
    """Back from the gateway: what the browser says counts for nothing, only the gateway's word."""
    return _page(request.args.get("ma", "")[:64])


@applicant_pages.post("/thanh-toan/tro-ve")
@comes_back_to("/ho-so")
@applicant
def ask_again() -> Any:
    """Ask the gateway now."""
    reference = typed_text("ma", 64)
    recheck_payment(context.db(), context.parts(), context.actor(), reference)
    return _page(reference, NOT_YET)


def _page(reference: str, when_waiting: Text | None = None) -> Any:
    order = open_order(context.db(), context.parts(), context.actor(), reference)
    waiting = order.state == "pending" and order.payment_state == "due"
    advice = when_waiting if waiting else None
    response = make_response(
        page("applicant/payment.html", order=order, waiting=waiting, advice=advice)
    )
    if waiting:
        response.headers["Refresh"] = f"{LOOK_AGAIN}; url=/thanh-toan/tro-ve?ma={order.reference}"
    return response
