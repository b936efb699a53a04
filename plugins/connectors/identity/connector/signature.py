"""Opening a signed token: by our algorithms and the provider's published keys only."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from citizen_portal.plugin_api import LoginRefused, read_json_object
from plugins.connectors.identity.connector.provider_keys import ProviderKeys, PublicKey

MOST_TRIED = 10
LONGEST_HEADER = 8192
# A key that the token itself brings, or an extension that we do not know, proves nothing.
KEY_HEADERS = ("jwk", "jku", "x5u")
TOKEN_TYPES = (None, "jwt", "application/jwt")


def open_token(
    token: object, keys: ProviderKeys, algorithms: tuple[str, ...]
) -> tuple[str, Mapping[str, Any]]:
    """Return the algorithm and the claims of a compact token whose signature is genuine.

    Raises ``LoginRefused`` (RFC 8725 section 3) or ``ConnectorUnavailable``.
    """
    if not isinstance(token, str):
        raise LoginRefused("id_token_missing")
    header = _header(token)
    algorithm = header["alg"]
    if algorithm not in algorithms:
        raise LoginRefused("algorithm_refused")
    _check_header(header)
    candidates = keys.candidates(algorithm, header.get("kid"))
    if not candidates:
        raise LoginRefused("unknown_key")
    for candidate in candidates[:MOST_TRIED]:
        payload = _verified(token, candidate, algorithm)
        if payload is not None:
            return algorithm, _claims(payload)
    raise LoginRefused("bad_signature")


def _header(token: str) -> Mapping[str, Any]:
    encoded, _, rest = token.partition(".")
    try:
        header = read_json_object(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except ValueError as problem:
        raise LoginRefused("token_malformed") from problem
    if rest.count(".") != 1 or not isinstance(header.get("alg"), str):
        raise LoginRefused("token_malformed")
    if not isinstance(header.get("kid", ""), str):
        raise LoginRefused("token_malformed")
    return header


def _check_header(header: Mapping[str, Any]) -> None:
    kind = header.get("typ")
    if (kind.lower() if isinstance(kind, str) else kind) not in TOKEN_TYPES:
        raise LoginRefused("wrong_token_type")
    if "crit" in header or "b64" in header:
        raise LoginRefused("critical_header")
    if any(name in header for name in KEY_HEADERS):
        raise LoginRefused("embedded_key")


def _registry(algorithm: str | None = None) -> jws.JWSRegistry:
    registry = jws.JWSRegistry(
        algorithms=[algorithm] if algorithm else None, strict_check_header=False
    )
    # Some providers send their certificates along, which the default limit is too short for.
    registry.max_header_length = LONGEST_HEADER
    return registry


def _verified(token: str, candidate: PublicKey, algorithm: str) -> bytes | None:
    try:
        opened = jws.deserialize_compact(
            token.encode("ascii"), candidate.key, registry=_registry(algorithm)
        )
    except (JoseError, ValueError, TypeError):
        return None
    return opened.payload


def _claims(payload: bytes) -> Mapping[str, Any]:
    try:
        return read_json_object(payload)
    except ValueError as problem:
        raise LoginRefused("token_malformed") from problem
