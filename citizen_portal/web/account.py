"""Logging in through the identity provider, and out again; the language of the pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from flask import Blueprint, Request, current_app, redirect, request, session
from flask_login import UserMixin

from citizen_portal.domain.wording import LANGUAGES, Text
from citizen_portal.procedures.connectors import (
    ConnectorUnavailable,
    IdentityProvider,
    LoginRefused,
    LoginStart,
)
from citizen_portal.services import login
from citizen_portal.services.actor import Actor
from citizen_portal.services.errors import OutOfOrder
from citizen_portal.web import context
from citizen_portal.web.guards import applicant, public
from citizen_portal.web.language import COOKIE
from citizen_portal.web.pages import page
from citizen_portal.web.redirects import own_path
from citizen_portal.web.sessions import BrowserSession

account_pages = Blueprint("account", __name__)

PROVIDER_DOWN = Text(
    "Hệ thống định danh chưa phản hồi. Hãy thử lại sau ít phút; bản nháp của bạn vẫn được giữ.",
    "The identity system does not answer. Try again in a few minutes; your drafts are kept.",
)
LEVEL_NEEDED = Text("Cần tài khoản định danh mức 2", "A level 2 identity is needed")
LEVEL_TOO_LOW = Text(
    "Việc này cần tài khoản định danh mức 2, nhưng bạn đã đăng nhập bằng mức 1. "
    "Hãy đến công an xã, phường để nâng mức tài khoản rồi đăng nhập lại; bản nháp vẫn được giữ.",
    "This needs a level 2 identity, but you logged in with level 1. Your commune police can "
    "raise your account's level; then log in again. Your draft is kept.",
)
NOT_LOGGED_IN = Text("Chưa đăng nhập được", "You are not logged in")
CANCELLED = Text(
    "Bạn đã huỷ việc đăng nhập. Khi muốn tiếp tục, hãy đăng nhập lại; bản nháp vẫn được giữ.",
    "You cancelled the login. To go on, log in again; your drafts are kept.",
)
REFUSED = Text(
    "Không xác nhận được lần đăng nhập này. Hãy bắt đầu đăng nhập lại từ đầu.",
    "This login could not be confirmed. Please start logging in again.",
)
_REFUSALS = {
    "assurance_too_low": (LEVEL_NEEDED, LEVEL_TOO_LOW),
    "cancelled": (NOT_LOGGED_IN, CANCELLED),
}


class Account(UserMixin):  # type: ignore[misc]
    """The actor as Flask-Login knows it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = str(actor.person_id)


def current_account(_request: Request) -> Account | None:
    """Whom Flask-Login takes for the current user."""
    actor = context.actor()
    return Account(actor) if actor else None


def provider() -> IdentityProvider:
    """The identity provider of this portal. Raises ``OutOfOrder`` when there is none."""
    providers = current_app.extensions["portal_providers"]
    if not providers:
        raise OutOfOrder(PROVIDER_DOWN)
    return cast(IdentityProvider, providers[0])


@account_pages.get("/dang-nhap")
@public
def log_in() -> Any:
    """Send the browser to the identity provider, and remember where to come back to."""
    level = 2 if request.args.get("muc") == "2" else 1
    target = own_path(request.args.get("next"), "/ho-so")
    actor = context.actor()
    if actor is not None and actor.level >= level:
        return redirect(target, 303)
    try:
        start = provider().start_login(
            redirect_uri=f"{context.parts().base_url}/dang-nhap/callback",
            required_level=level,
            login_hint=request.args.get("login_hint", "")[:20],
        )
    except ConnectorUnavailable as error:
        raise OutOfOrder(PROVIDER_DOWN) from error
    session["login"] = {**asdict(start), "next": target}
    return redirect(start.url, 303)


@account_pages.get("/dang-nhap/callback")
@public
def come_back() -> Any:
    """Check what the identity provider says; on success begin a new session."""
    kept = session.pop("login", None)
    if kept is None:
        return _refused()
    target = own_path(kept.pop("next"), "/ho-so")
    parts = context.parts()
    try:
        identity = provider().finish_login(
            LoginStart(**kept), request.args.to_dict(), now=parts.clock()
        )
    except LoginRefused as error:
        current_app.logger.warning("login refused: %s", error.reason)
        return _refused(error.reason, target)
    except ConnectorUnavailable as error:
        raise OutOfOrder(PROVIDER_DOWN) from error
    content = {"id_token": identity.id_token}
    if "kept" in session:
        content["kept"] = session["kept"]
    browser = cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]
    before = context.open_session()
    browser.cookie_id = login.sign_in(context.db(), parts, identity, before, content)
    return redirect(target, 303)


def _refused(reason: str = "", way_back: str = "") -> Any:
    title, advice = _REFUSALS.get(reason, (NOT_LOGGED_IN, REFUSED))
    return page("errors/error.html", 400, code=400, title=title, advice=advice, way_back=way_back)


@account_pages.post("/dang-xuat")
@applicant
def log_out() -> Any:
    """End the session here, then at the identity provider."""
    record = context.open_session()
    id_token = session.get("id_token", "")
    if record is not None:
        login.sign_out(context.db(), context.parts(), record)
    browser = cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]
    browser.ended = True
    home = f"{context.parts().base_url}/"
    try:
        target = provider().logout_url(id_token=id_token, return_to=home) or "/"
    except (ConnectorUnavailable, OutOfOrder):
        target = "/"
    response = redirect(target, 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@account_pages.get("/ngon-ngu/<chosen>")
@public
def choose_language(chosen: str) -> Any:
    """Keep the chosen language in a cookie."""
    response = redirect(own_path(request.args.get("next")), 303)
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response
