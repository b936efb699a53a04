"""The token endpoint and userinfo."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any
from urllib.parse import unquote_plus

from flask import Blueprint, jsonify, redirect, request
from joserfc import jwt
from werkzeug.wrappers import Response

from plugins.connectors.identity.simulator.clients import Client
from plugins.connectors.identity.simulator.desk import desk
from plugins.connectors.identity.simulator.deviations import deviating_token
from plugins.connectors.identity.simulator.grants import TOKEN_SECONDS, Grant
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour

pages = Blueprint("tokens", __name__)

HUGE = 512 * 1024


class TokenRefused(Exception):
    """An error of the token endpoint (RFC 6749, 5.2)."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.status = status


@pages.post("/token")
def token() -> Response:
    """Exchange a code for tokens: once, by its client, with the right PKCE verifier."""
    client = _authenticated_client()
    if request.form.get("grant_type") != "authorization_code":
        raise TokenRefused("unsupported_grant_type", "grant_type must be authorization_code")
    code = request.form.get("code", "")
    grant = desk().grants.redeem(code)
    if grant is None:
        raise TokenRefused("invalid_grant", "the code is unknown, used or expired")
    _check_grant(grant, client)
    access_token = desk().grants.issue_token(grant, code)
    answer = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
        "scope": " ".join(grant.scopes),
        "id_token": _id_token(grant, client, access_token),
    }
    return _deviating(answer, grant.deviation)


@pages.route("/userinfo", methods=["GET", "POST"])
def userinfo() -> Response:
    """The claims about the person, for whoever holds the access token (Core 1.0, 5.3)."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        bearer = request.form.get("access_token", "")
    grant = desk().grants.by_token(bearer.strip())
    if grant is None or grant.deviation is Misbehaviour.USERINFO_REFUSED:
        refusal = jsonify(error="invalid_token")
        refusal.status_code = 401
        refusal.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return refusal
    claims = grant.session.person.claims(grant.scopes)
    if grant.deviation is Misbehaviour.WRONG_USERINFO_SUB:
        claims["sub"] = "nguoi-khac"
    return jsonify(claims)


@pages.app_errorhandler(TokenRefused)
def refused(problem: TokenRefused) -> Response:
    """Answer as RFC 6749 section 5.2 says."""
    answer = jsonify(error=problem.error, error_description=str(problem))
    answer.status_code = problem.status
    if problem.status == 401:
        answer.headers["WWW-Authenticate"] = 'Basic realm="dinh-danh"'
    return answer


def _authenticated_client() -> Client:
    client_id, secret = request.form.get("client_id", ""), request.form.get("client_secret")
    basic = request.authorization
    if "Authorization" in request.headers:
        if basic is None or basic.type != "basic" or secret:
            raise TokenRefused("invalid_client", "use one way to authenticate", 401)
        client_id = unquote_plus(basic.username or "")
        secret = unquote_plus(basic.password or "")
    client = desk().clients.get(client_id)
    if client is None or not client.has_secret(secret or None):
        raise TokenRefused("invalid_client", "the client is unknown or its secret wrong", 401)
    return client


def _check_grant(grant: Grant, client: Client) -> None:
    verifier = request.form.get("code_verifier", "")
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if grant.client_id != client.client_id:
        raise TokenRefused("invalid_grant", "the code is another client's")
    if grant.redirect_uri != request.form.get("redirect_uri"):
        raise TokenRefused("invalid_grant", "redirect_uri is not the one of the request")
    if not 43 <= len(verifier) <= 128 or not hmac.compare_digest(challenge, grant.code_challenge):
        raise TokenRefused("invalid_grant", "code_verifier does not fit code_challenge")


def _id_token(grant: Grant, client: Client, access_token: str) -> str:
    issued = int(desk().now())
    digest = hashlib.sha256(access_token.encode()).digest()
    claims: dict[str, Any] = {
        "iss": desk().issuer,
        "sub": grant.session.person.subject,
        "aud": client.client_id,
        "azp": client.client_id,
        "iat": issued,
        "exp": issued + TOKEN_SECONDS,
        "auth_time": grant.session.authenticated_at,
        "acr": f"loa{grant.session.level}",
        "amr": ["face"] if grant.session.level == 2 else ["pwd"],
        "at_hash": base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode(),
    }
    if grant.nonce:
        claims["nonce"] = grant.nonce
    key = desk().keys.for_algorithm(client.algorithm)
    if grant.deviation is not None:
        wrong = deviating_token(grant.deviation, claims, key, client.algorithm)
        if wrong is not None:
            return wrong
    header = {"alg": client.algorithm, "kid": key.kid}
    return jwt.encode(header, claims, key, algorithms=[client.algorithm])


def _deviating(answer: dict[str, Any], deviation: Misbehaviour | None) -> Response:
    match deviation:
        case Misbehaviour.WITHOUT_ID:
            del answer["id_token"]
        case Misbehaviour.SLOW:
            time.sleep(desk().switch.slow_seconds)
        case Misbehaviour.HUGE:
            answer["padding"] = "x" * HUGE
        case Misbehaviour.ERROR_500:
            return Response("Internal Server Error", status=500)
        case Misbehaviour.NOT_JSON:
            return Response("<html>", content_type="text/html")
        case Misbehaviour.REDIRECTING:
            # The address where cloud machines keep their credentials: never to be asked.
            return redirect("http://169.254.169.254/latest/meta-data/")
    return jsonify(answer)
