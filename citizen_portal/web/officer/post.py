"""The post: results to send, on the way and not delivered; parcels that came."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, redirect, request

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_duty
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.post.desk import TABS, results_by_post
from citizen_portal.services.post.incoming import register_parcel
from citizen_portal.services.post.labels import print_labels
from citizen_portal.services.post.outgoing import MOST, Ordered, order_shipments
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/buu-chinh"
FIRST_TAB = next(iter(TABS))


@officer_pages.get(ADDRESS)
@officer
def post_desk() -> Any:
    """One list, as the address asks for it."""
    return _page(tab=request.args.get("muc", FIRST_TAB), after=request.args.get("sau", "")[:200])


@officer_pages.post(f"{ADDRESS}/gui")
@officer
def send_by_post() -> Any:
    """Order shipments for the chosen results; says which could not be ordered, and why."""
    chosen, tab = _chosen(), _tab()
    try:
        done = order_shipments(context.db(), context.parts(), context.actor(), chosen)
    except WrongInput as error:
        context.db().rollback()
        return _page(422, tab=tab, error=("ho_so", error.problems["ho_so"]))
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(409, tab=tab, error=("", error.sentence))
    return _page(tab=tab, done=done)


send_by_post.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.post(f"{ADDRESS}/nhan")
@officer
def take_in_parcel() -> Any:
    """Note a parcel that came, then to its dossier."""
    typed = {"van_don": typed_text("van_don", 60), "ma": typed_text("ma", 60)}
    try:
        dossier_id = register_parcel(
            context.db(), context.parts(), context.actor(), typed["van_don"], typed["ma"]
        )
    except WrongInput as error:
        context.db().rollback()
        return _page(422, typed=typed, error=next(iter(error.problems.items())))
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(409, typed=typed, error=("", error.sentence))
    return redirect(address_of(dossier_id), 303)


take_in_parcel.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.post(f"{ADDRESS}/nhan-gui.pdf")
@officer
def postal_labels() -> Any:
    """What is stuck on the envelopes of the chosen results, as one file."""
    chosen, tab = _chosen(), _tab()
    try:
        return _labels(chosen)
    except WrongInput as error:
        context.db().rollback()
        return _page(422, tab=tab, error=("ho_so", error.problems["ho_so"]))


postal_labels.comes_back_to = ADDRESS  # type: ignore[attr-defined]


@officer_pages.get(f"{ADDRESS}/nhan-gui/<uuid:dossier_id>.pdf")
@officer
def postal_label(dossier_id: UUID) -> Any:
    """What is stuck on the envelope of one result."""
    try:
        return _labels([dossier_id])
    except WrongInput as error:
        context.db().rollback()
        return _page(422, error=("ho_so", error.problems["ho_so"]))


def _labels(dossier_ids: list[UUID]) -> Any:
    printed = print_labels(context.db(), context.parts(), context.actor(), dossier_ids)
    return as_file(Response(printed), "nhan-gui.pdf", "application/pdf")


def _chosen() -> list[UUID]:
    return [one for one in map(_id, request.form.getlist("ho_so")[: MOST + 1]) if one]


def _tab() -> str:
    tab = typed_text("muc", 20)
    return tab if tab in TABS else FIRST_TAB


def _id(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _page(
    status: int = 200,
    *,
    tab: str = FIRST_TAB,
    after: str = "",
    done: Ordered | None = None,
    typed: dict[str, str] | None = None,
    error: tuple[str, Text] | None = None,
) -> Any:
    actor = require_duty(context.actor(), Duty.RETURN)
    found = results_by_post(context.db(), context.parts(), actor, tab, after)
    shown = (error[0], words(error[1])) if error else None
    older = urlencode({"muc": tab, "sau": found.older}) if found.older else ""
    return page(
        "officer/post/desk.html", status, tab=tab, found=found, done=done, typed=typed or {},
        tabs=[(name, one[0], f"{ADDRESS}?muc={name}") for name, one in TABS.items()],
        first=f"{ADDRESS}?muc={tab}" if after else "", older=f"{ADDRESS}?{older}" if older else "",
        receives=bool(actor.agencies_for(Duty.RECEIVE)), error=shown,
        errors=[shown] if shown else [],
    )  # fmt: skip
