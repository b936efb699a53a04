"""What an ID token must say before anybody is let in (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeGuard

from citizen_portal.plugin_api import LoginRefused, LoginStart
from plugins.connectors.identity.connector.configuration import OidcConfiguration

LEEWAY_SECONDS = 30
OLDEST_SECONDS = 600
LONGEST_SUBJECT = 255


def check_id_token(
    claims: Mapping[str, Any],
    start: LoginStart,
    configuration: OidcConfiguration,
    *,
    now: datetime,
) -> None:
    """Check the claims against what was asked (aware ``now``). Raises ``LoginRefused``."""
    if "events" in claims:
        raise LoginRefused("logout_token")
    if claims.get("iss") != configuration.issuer:
        raise LoginRefused("wrong_issuer")
    _check_audience(claims, configuration.client_id)
    if not same(claims.get("nonce"), start.nonce):
        raise LoginRefused("wrong_nonce")
    _check_times(claims, now.timestamp())
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise LoginRefused("subject_missing")
    _check_authentication(claims, start, configuration, now.timestamp())


def check_access_token(claims: Mapping[str, Any], algorithm: str, access_token: str) -> None:
    """Check ``at_hash`` where the provider sends it. Raises ``LoginRefused``."""
    if "at_hash" not in claims:
        return
    digest = hashlib.new(f"sha{algorithm[-3:]}", access_token.encode()).digest()
    left_half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    if not same(claims["at_hash"], left_half):
        raise LoginRefused("wrong_access_token")


def authenticated_at(claims: Mapping[str, Any]) -> datetime:
    """Return when the person proved who they are, as far as the provider tells."""
    moment = claims.get("auth_time")
    return datetime.fromtimestamp(moment if _is_time(moment) else claims["iat"], UTC)


def same(received: object, expected: str) -> bool:
    """Compare a secret in constant time; anything but text differs."""
    return isinstance(received, str) and hmac.compare_digest(
        received.encode("utf-8", "surrogatepass"), expected.encode()
    )


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or client_id not in audiences:
        raise LoginRefused("wrong_audience")
    party = claims.get("azp")
    if party is None and set(map(str, audiences)) == {client_id}:
        return
    if party != client_id:
        raise LoginRefused("wrong_authorized_party")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    expires, issued = claims.get("exp"), claims.get("iat")
    if not _is_time(expires) or not _is_time(issued):
        raise LoginRefused("time_missing")
    if now - expires >= LEEWAY_SECONDS:
        raise LoginRefused("expired")
    not_before = claims.get("nbf", issued)
    if not _is_time(not_before):
        raise LoginRefused("time_missing")
    if max(issued, not_before) - now > LEEWAY_SECONDS:
        raise LoginRefused("not_yet_valid")
    if now - issued > OLDEST_SECONDS:
        raise LoginRefused("issued_too_long_ago")


def _check_authentication(
    claims: Mapping[str, Any], start: LoginStart, configuration: OidcConfiguration, now: float
) -> None:
    moment = claims.get("auth_time")
    if moment is not None and (not _is_time(moment) or moment - now > LEEWAY_SECONDS):
        raise LoginRefused("authentication_time")
    if start.max_age is not None and (
        moment is None or now - moment > start.max_age + LEEWAY_SECONDS
    ):
        raise LoginRefused("authentication_too_old")
    if configuration.level_of(claims.get("acr")) < start.required_level:
        raise LoginRefused("assurance_too_low")


def _is_time(value: object) -> TypeGuard[float]:
    """Tell whether a claim is seconds since 1970 that a calendar can hold."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0 <= value < 32_503_680_000
    )
