"""The authorization endpoint and its login page: choose a person, no password."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from plugins.connectors.identity.simulator.authorization_request import (
    AuthorizationRequest,
    NotAClient,
    RequestRefused,
    read_request,
)
from plugins.connectors.identity.simulator.desk import desk
from plugins.connectors.identity.simulator.deviations import ELSEWHERE
from plugins.connectors.identity.simulator.grants import Grant, LoginSession
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour
from plugins.connectors.identity.simulator.people import BY_NUMBER, in_order

pages = Blueprint("authorization", __name__)

COOKIE = "dinh_danh_phien"


@pages.route("/authorize", methods=["GET", "POST"])
def authorize() -> Response:
    """Answer at once when somebody fitting is logged in; else show the login page."""
    parameters = request.form if request.method == "POST" else request.args
    asked = read_request(parameters, desk().clients)
    session = desk().sessions.get(request.cookies.get(COOKIE, ""))
    if session is not None and _still_good(asked, session):
        return _answer(asked, session, desk().switch.take(at_discovery=False))
    if "none" in asked.prompts:
        raise RequestRefused("login_required", "nobody fits", asked.redirect_uri, asked.state)
    return _login_page(asked)


@pages.post("/dang-nhap")
def log_in() -> Response:
    """Log the chosen person in; the client's question stays in the address."""
    asked = read_request(request.args, desk().clients)
    person = BY_NUMBER.get(request.form.get("person", ""))
    if person is None:
        return _login_page(asked, error="Chọn một người trong danh sách rồi bấm Đăng nhập.")
    session = LoginSession(person=person, level=person.level, authenticated_at=int(desk().now()))
    chosen = request.form.get("deviation", "")
    deviation = (
        Misbehaviour(chosen)
        if chosen in list(Misbehaviour)
        else desk().switch.take(at_discovery=False)
    )
    answer = _answer(asked, session, deviation)
    answer.set_cookie(
        COOKIE,
        desk().sessions.put(session),
        path=desk().cookie_path,
        secure=desk().secure,
        httponly=True,
        samesite="Lax",
    )
    return answer


@pages.get("/huy")
def cancel() -> Response:
    """Go back to the client without having logged in."""
    asked = read_request(request.args, desk().clients)
    raise RequestRefused("access_denied", "the person cancelled", asked.redirect_uri, asked.state)


@pages.app_errorhandler(NotAClient)
def not_a_client(problem: NotAClient) -> tuple[str, int]:
    """Say so here: an unknown client gets no redirect."""
    return render_template("refused.html", sentence=str(problem)), 400


@pages.app_errorhandler(RequestRefused)
def refused(problem: RequestRefused) -> Response:
    """Tell the client at its own address."""
    answer = {"error": problem.error, "error_description": str(problem), "state": problem.state}
    return _return_to(problem.redirect_uri, answer | {"iss": desk().issuer})


def _still_good(asked: AuthorizationRequest, session: LoginSession) -> bool:
    """Tell whether an earlier login answers this question; a lower level lets people switch."""
    if asked.prompts & {"login", "select_account", "consent"}:
        return False
    if asked.login_hint and asked.login_hint in BY_NUMBER.keys() - {session.person.number}:
        return False
    age = desk().now() - session.authenticated_at
    if asked.max_age is not None and age > asked.max_age:
        return False
    return session.level >= asked.wanted_level


def _login_page(asked: AuthorizationRequest, error: str = "") -> Response:
    body = render_template(
        "login.html",
        asked=asked,
        people=in_order(asked.login_hint),
        question=asked.parameters,
        deviations=[one for one in Misbehaviour if not one.at_discovery],
        error=error,
    )
    return make_response(body, 400 if error else 200)


def _answer(
    asked: AuthorizationRequest, session: LoginSession, deviation: Misbehaviour | None
) -> Response:
    grant = Grant(
        client_id=asked.client.client_id,
        redirect_uri=asked.redirect_uri,
        scopes=asked.scopes,
        nonce=asked.nonce,
        code_challenge=asked.code_challenge,
        session=session,
        deviation=deviation,
    )
    answer = {
        "code": desk().grants.issue_code(grant),
        "state": asked.state,
        "iss": desk().issuer,
    }
    return _return_to(asked.redirect_uri, _deviating(answer, deviation))


def _deviating(answer: dict[str, str], deviation: Misbehaviour | None) -> dict[str, str]:
    match deviation:
        case Misbehaviour.WRONG_STATE:
            answer["state"] = "khong-dung"
        case Misbehaviour.MISSING_STATE:
            answer["state"] = ""
        case Misbehaviour.WRONG_ISS_PARAM:
            answer["iss"] = ELSEWHERE
        case Misbehaviour.MISSING_ISS_PARAM:
            answer["iss"] = ""
        case Misbehaviour.REUSED_CODE:
            desk().grants.redeem(answer["code"])
    return answer


def _return_to(redirect_uri: str, answer: dict[str, str]) -> Response:
    query = urlencode({name: value for name, value in answer.items() if value})
    joint = "&" if urlsplit(redirect_uri).query else "?"
    return redirect(f"{redirect_uri}{joint}{query}", code=303)
