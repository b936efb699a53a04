"""What a client asks for at the authorization endpoint, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from plugins.connectors.identity.simulator.clients import Client, Clients

LEVELS = {"loa1": 1, "loa2": 2}
PROMPTS = frozenset({"none", "login", "consent", "select_account"})
UNSUPPORTED = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


class NotAClient(Exception):
    """Nobody we know, or not an address of theirs: the browser must not be sent there."""


class RequestRefused(Exception):
    """An error that the client is told of at its own address (RFC 6749, 4.1.2.1)."""

    def __init__(self, error: str, description: str, redirect_uri: str, state: str) -> None:
        super().__init__(description)
        self.error = error
        self.redirect_uri = redirect_uri
        self.state = state


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """A request that can be answered; ``parameters`` repeat it word for word."""

    client: Client
    redirect_uri: str
    state: str
    scopes: tuple[str, ...]
    nonce: str
    code_challenge: str
    prompts: frozenset[str]
    max_age: int | None
    login_hint: str
    wanted_level: int
    parameters: Mapping[str, str]


def read_request(parameters: MultiDict[str, str], clients: Clients) -> AuthorizationRequest:
    """Read the parameters. Raises ``NotAClient`` or ``RequestRefused``."""
    client = clients.get(parameters.get("client_id", ""))
    redirect_uri = parameters.get("redirect_uri", "")
    if client is None or len(parameters.getlist("client_id")) > 1:
        raise NotAClient("Máy khách (client_id) không được biết đến.")
    if not client.may_return_to(redirect_uri) or len(parameters.getlist("redirect_uri")) > 1:
        raise NotAClient("Địa chỉ quay về (redirect_uri) không thuộc máy khách này.")
    asked = {name: parameters[name] for name in parameters}
    problem = _problem(asked, parameters)
    if problem is not None:
        raise RequestRefused(*problem, redirect_uri, asked.get("state", ""))
    max_age = asked.get("max_age", "")
    return AuthorizationRequest(
        client=client,
        redirect_uri=redirect_uri,
        state=asked.get("state", ""),
        scopes=tuple(asked["scope"].split()),
        nonce=asked.get("nonce", ""),
        code_challenge=asked["code_challenge"],
        prompts=frozenset(asked.get("prompt", "").split()),
        max_age=int(max_age) if max_age else None,
        login_hint=asked.get("login_hint", ""),
        wanted_level=_wanted_level(asked.get("acr_values", "")),
        parameters=asked,
    )


def _problem(asked: Mapping[str, str], parameters: MultiDict[str, str]) -> tuple[str, str] | None:
    """Return the error code and description of the first thing that is wrong."""
    prompts = set(asked.get("prompt", "").split())
    challenge = asked.get("code_challenge", "")
    checks = (
        (any(len(values) > 1 for values in parameters.listvalues()), "a parameter is repeated"),
        ("response_type" not in asked, "response_type is missing"),
        (asked.get("response_mode", "query") != "query", "response_mode must be query"),
        (not re.fullmatch(r"[A-Za-z0-9_-]{43}", challenge), "code_challenge is required (PKCE)"),
        (asked.get("code_challenge_method") != "S256", "code_challenge_method must be S256"),
        (not prompts <= PROMPTS, "prompt is not known"),
        ("none" in prompts and len(prompts) > 1, "prompt none stands alone"),
        (not re.fullmatch(r"[0-9]{0,9}", asked.get("max_age", "")), "max_age must be seconds"),
    )
    for name, error in UNSUPPORTED.items():
        if name in asked:
            return error, f"{name} is not supported"
    if asked.get("response_type", "code") != "code":
        return "unsupported_response_type", "response_type must be code"
    for wrong, description in checks:
        if wrong:
            return "invalid_request", description
    if "openid" not in asked.get("scope", "").split():
        return "invalid_scope", "scope must contain openid"
    return None


def _wanted_level(acr_values: str) -> int:
    """Return the lowest level that would satisfy the client; 1 when it names none."""
    return min((LEVELS[acr] for acr in acr_values.split() if acr in LEVELS), default=1)
