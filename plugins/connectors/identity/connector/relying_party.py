"""Logging people in by the authorization code flow with PKCE (OpenID Connect Core 1.0)."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode

from citizen_portal.plugin_api import (
    ConnectorUnavailable,
    Identity,
    LoginRefused,
    LoginStart,
    Text,
)
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.discovery import Metadata, discover
from plugins.connectors.identity.connector.id_token import (
    authenticated_at,
    check_access_token,
    check_id_token,
    same,
)
from plugins.connectors.identity.connector.person import read_person
from plugins.connectors.identity.connector.provider_keys import ProviderKeys
from plugins.connectors.identity.connector.remembered import Remembered
from plugins.connectors.identity.connector.signature import open_token
from plugins.connectors.identity.connector.transport import Transport

METADATA_SECONDS = 3600.0
LONGEST_CODE = 16_384


class OpenIdConnectProvider:
    """An identity provider that speaks OpenID Connect. Safe to use from several threads."""

    name = "openid_connect"
    label = Text("Tài khoản định danh điện tử", "Electronic identity account")

    def __init__(
        self,
        configuration: OidcConfiguration,
        *,
        transport: Transport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is asked of the provider yet. ``clock`` (seconds) ages what is remembered."""
        self._configuration = configuration
        self._transport = transport or Transport()
        self._metadata = Remembered(self._discover, seconds=METADATA_SECONDS, clock=clock)
        self._keys = ProviderKeys(self._transport, lambda: self._metadata.get().jwks_uri, clock)

    def start_login(
        self,
        *,
        redirect_uri: str,
        required_level: int,
        login_hint: str = "",
        max_age: int | None = None,
    ) -> LoginStart:
        """Prepare a login at ``required_level`` (1 or 2), not older than ``max_age`` seconds.

        Raises ``ConnectorUnavailable``.
        """
        metadata = self._metadata.get()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        question = self._question(metadata, required_level) | {
            "redirect_uri": redirect_uri,
            "state": state,
            "nonce": nonce,
            "code_challenge": code_challenge(verifier),
        }
        if login_hint:
            question["login_hint"] = login_hint
        if max_age is not None:
            question["max_age"] = str(max_age)
        return LoginStart(
            url=_with_query(metadata.authorization_endpoint, question),
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            redirect_uri=redirect_uri,
            required_level=required_level,
            max_age=max_age,
        )

    def finish_login(
        self, start: LoginStart, callback: Mapping[str, str], *, now: datetime
    ) -> Identity:
        """Check the provider's answer to ``start`` (aware ``now``).

        ``start`` is for one answer only: whoever keeps it must forget it before calling.
        Raises ``LoginRefused`` or ``ConnectorUnavailable``.
        """
        code = self._accepted_code(start, callback)
        tokens = self._redeem(code, start)
        id_token = tokens.get("id_token")
        algorithm, claims = open_token(id_token, self._keys, self._configuration.algorithms)
        check_id_token(claims, start, self._configuration, now=now)
        access_token = _access_token(tokens)
        check_access_token(claims, algorithm, access_token)
        # The signed token has the last word over userinfo.
        person = read_person({**self._userinfo(access_token, claims["sub"]), **claims})
        return Identity(
            issuer=self._configuration.issuer,
            subject=claims["sub"],
            assurance_level=self._configuration.level_of(claims.get("acr")),
            authenticated_at=authenticated_at(claims),
            id_token=str(id_token),
            **asdict(person),
        )

    def logout_url(self, *, id_token: str, return_to: str) -> str | None:
        """Where the browser ends the provider's own session; None where there is no such place.

        Leaving the portal must not fail because the provider does not answer: then None too.
        """
        try:
            endpoint = self._metadata.get().end_session_endpoint
        except ConnectorUnavailable:
            return None
        if endpoint is None:
            return None
        question = {
            "client_id": self._configuration.client_id,
            "post_logout_redirect_uri": return_to,
        }
        if id_token:
            question["id_token_hint"] = id_token
        return _with_query(endpoint, question)

    def _discover(self) -> Metadata:
        return discover(self._configuration, self._transport)

    def _question(self, metadata: Metadata, required_level: int) -> dict[str, str]:
        """What every authorization request of ours says."""
        return {
            "response_type": "code",
            "client_id": self._configuration.client_id,
            "scope": metadata.scope,
            "code_challenge_method": "S256",
            "acr_values": self._configuration.acceptable_acr_values(required_level),
        }

    def _accepted_code(self, start: LoginStart, callback: Mapping[str, str]) -> str:
        if not same(callback.get("state"), start.state):
            raise LoginRefused("wrong_state")
        issuer = callback.get("iss")
        # RFC 9207: with several providers, an answer of one must not pass for another's.
        if issuer is None and self._metadata.get().sends_issuer:
            raise LoginRefused("issuer_parameter")
        if issuer is not None and issuer != self._configuration.issuer:
            raise LoginRefused("issuer_parameter")
        if "error" in callback:
            cancelled = callback["error"] == "access_denied"
            raise LoginRefused("cancelled" if cancelled else "provider_error")
        code = callback.get("code", "")
        if not is_visible(code):
            raise LoginRefused("code_missing")
        return code

    def _redeem(self, code: str, start: LoginStart) -> Mapping[str, Any]:
        metadata = self._metadata.get()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": start.redirect_uri,
            "code_verifier": start.code_verifier,
        }
        headers = {}
        if metadata.client_authentication == "client_secret_basic":
            headers["Authorization"] = self._basic()
        else:
            form["client_id"] = self._configuration.client_id
        if metadata.client_authentication == "client_secret_post":
            form["client_secret"] = self._configuration.client_secret
        answer = self._transport.post(metadata.token_endpoint, form, headers)
        if answer.status == 200:
            return answer.content
        if answer.content.get("error") == "invalid_grant":
            raise LoginRefused("code_refused")
        raise ConnectorUnavailable(
            f"The identity provider refused the portal itself, with status {answer.status}."
        )

    def _basic(self) -> str:
        # RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
        pair = f"{quote_plus(self._configuration.client_id)}:" + quote_plus(
            self._configuration.client_secret
        )
        return "Basic " + base64.b64encode(pair.encode()).decode()

    def _userinfo(self, access_token: str, subject: str) -> Mapping[str, Any]:
        endpoint = self._metadata.get().userinfo_endpoint
        if endpoint is None:
            return {}
        answer = self._transport.get(endpoint, {"Authorization": f"Bearer {access_token}"})
        if answer.status != 200:
            raise LoginRefused("userinfo_refused")
        if answer.content.get("sub") != subject:
            raise LoginRefused("userinfo_subject")
        return answer.content


def code_challenge(verifier: str) -> str:
    """Return the S256 challenge of a PKCE verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_visible(word: str) -> bool:
    """Tell whether a code or token is made of visible ASCII (RFC 6749, appendix A)."""
    return 0 < len(word) <= LONGEST_CODE and word.isascii() and word.isprintable()


def _access_token(tokens: Mapping[str, Any]) -> str:
    token, kind = tokens.get("access_token"), tokens.get("token_type")
    if not isinstance(token, str) or not is_visible(token):
        raise LoginRefused("access_token_missing")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise LoginRefused("access_token_missing")
    return token


def _with_query(address: str, question: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(question)}"
