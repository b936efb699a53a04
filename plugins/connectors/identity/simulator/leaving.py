"""The end of a login session (OpenID Connect RP-Initiated Logout 1.0)."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, make_response, redirect, render_template, request
from joserfc import jwt
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from plugins.connectors.identity.simulator.authorization import COOKIE
from plugins.connectors.identity.simulator.authorization_request import NotAClient
from plugins.connectors.identity.simulator.desk import desk
from plugins.connectors.identity.simulator.signing_keys import ALGORITHMS

pages = Blueprint("leaving", __name__)


@pages.route("/end-session", methods=["GET", "POST"])
def end_session() -> Response:
    """End the session at once for the client that shows its token; else ask the person."""
    destination = _destination()
    session = desk().sessions.get(request.cookies.get(COOKIE, ""))
    shown = _subject_shown()
    if session is None or shown == session.person.subject:
        return _left(destination)
    return make_response(
        render_template("leave.html", session=session, question=request.values.to_dict())
    )


@pages.post("/dang-xuat")
def leave() -> Response:
    """End the session because the person confirmed it."""
    return _left(_destination())


def _left(destination: str | None) -> Response:
    desk().sessions.drop(request.cookies.get(COOKIE, ""))
    if destination is None:
        answer: Response = make_response(render_template("left.html"))
    else:
        answer = redirect(destination, code=303)
    answer.delete_cookie(COOKIE, path=desk().cookie_path, secure=desk().secure, httponly=True)
    return answer


def _destination() -> str | None:
    """Where the client wants the browser afterwards. Raises ``NotAClient``."""
    address = request.values.get("post_logout_redirect_uri", "")
    if not address:
        return None
    client_id = request.values.get("client_id", "") or str(_hint().get("aud", ""))
    client = desk().clients.get(client_id)
    if client is None or not client.may_leave_to(address):
        raise NotAClient("Địa chỉ quay về sau khi đăng xuất không thuộc máy khách này.")
    state = request.values.get("state", "")
    if not state:
        return address
    joint = "&" if urlsplit(address).query else "?"
    return f"{address}{joint}{urlencode({'state': state})}"


def _subject_shown() -> object:
    return _hint().get("sub")


def _hint() -> dict[str, object]:
    """The claims of ``id_token_hint``; it may have expired, but must be ours."""
    hint = request.values.get("id_token_hint", "")
    try:
        claims = jwt.decode(hint, desk().keys.key_set, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError):
        return {}
    return claims if claims.get("iss") == desk().issuer else {}
