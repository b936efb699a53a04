"""ID tokens that a relying party must refuse: wrong claims, wrong headers, wrong signatures."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour as M

ELSEWHERE = "https://elsewhere.example"
OTHER_CLIENT = "another-client"
EXTENSION = f"{ELSEWHERE}/extension"

Claims = dict[str, Any]
Key = RSAKey | ECKey


def _with(**changes: Any) -> Callable[[Claims], Claims]:
    return lambda claims: claims | changes


def _without(*names: str) -> Callable[[Claims], Claims]:
    return lambda claims: {name: value for name, value in claims.items() if name not in names}


def _moved(**seconds: int) -> Callable[[Claims], Claims]:
    """Set times to so many seconds after the moment of issue."""
    return lambda claims: claims | {name: claims["iat"] + by for name, by in seconds.items()}


CLAIM_CHANGES: Mapping[M, Callable[[Claims], Claims]] = {
    M.BAD_NONCE: _with(nonce="khong-dung"),
    M.MISSING_NONCE: _without("nonce"),
    M.BAD_AUDIENCE: _with(aud=OTHER_CLIENT, azp=OTHER_CLIENT),
    M.AUDIENCE_LIST: lambda claims: (
        _without("azp")(claims) | {"aud": [claims["aud"], OTHER_CLIENT]}
    ),
    M.AUDIENCE_WITH_AZP: _with(aud=OTHER_CLIENT),
    M.MISSING_AUDIENCE: _without("aud"),
    M.BAD_AZP: _with(azp=OTHER_CLIENT),
    M.BAD_ISSUER: _with(iss=ELSEWHERE),
    M.EXPIRED: _moved(exp=-45),
    M.FUTURE_IAT: _moved(iat=60),
    M.FUTURE_NBF: _moved(nbf=60),
    M.OLD_IAT: _moved(iat=-660),
    M.OLD_AUTHENTICATION: _moved(auth_time=-86_400),
    M.BAD_AT_HASH: _with(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    M.LOW_ACR: _with(acr="loa1"),
    M.MISSING_ACR: _without("acr"),
    M.MISSING_SUB: _without("sub"),
    M.LOGOUT_EVENT: _with(
        events={"http://schemas.openid.net/event/backchannel-logout": {}}  # the standard's name
    ),
    M.AUDIENCE_AS_LIST: lambda claims: claims | {"aud": [claims["aud"]]},
    M.BARE: _without("at_hash", "azp", "auth_time", "amr"),
}


def deviating_token(misbehaviour: M, claims: Claims, key: Key, algorithm: str) -> str | None:
    """Return the wrong token, or None where this misbehaviour leaves the token right."""
    if misbehaviour in CLAIM_CHANGES:
        changed = CLAIM_CHANGES[misbehaviour](claims)
        header = {"alg": algorithm, "typ": "JWT", "kid": key.kid}
        if misbehaviour is M.BARE:
            del header["typ"]
        return _signed(header, changed, key)
    if misbehaviour in HEADER_CHANGES:
        header = {"alg": algorithm, "kid": key.kid, "typ": "JWT", **HEADER_CHANGES[misbehaviour]}
        return _signed(header, claims, key)
    if misbehaviour in FORGERIES:
        return FORGERIES[misbehaviour](claims, key)
    return None


HEADER_CHANGES: Mapping[M, Mapping[str, Any]] = {
    M.TYP_AT_JWT: {"typ": "at+jwt"},
    M.TYP_LOGOUT_JWT: {"typ": "logout+jwt"},
    M.KEY_ADDRESS: {"jku": f"{ELSEWHERE}/jwks"},
    M.CRIT: {"crit": [EXTENSION], EXTENSION: True},
}


def _unsigned(claims: Claims, key: Key) -> str:
    return f"{_signing_input({'alg': 'none', 'typ': 'JWT'}, claims)}."


def _by_public_key(claims: Claims, key: Key) -> str:
    """Use the published key as if it were a shared secret."""
    content = _signing_input({"alg": "HS256", "typ": "JWT", "kid": key.kid}, claims)
    digest = hmac.new(key.as_pem(private=False), content.encode(), hashlib.sha256).digest()
    return f"{content}.{_encoded(digest)}"


def _by_unlisted_algorithm(claims: Claims, key: Key) -> str:
    rsa = key if isinstance(key, RSAKey) else _stranger()
    return _signed({"alg": "RS384", "typ": "JWT", "kid": key.kid}, claims, rsa)


def _by_stranger(claims: Claims, key: Key) -> str:
    return _signed({"alg": "RS256", "typ": "JWT", "kid": key.kid}, claims, _stranger())


def _by_unlisted_key(claims: Claims, key: Key) -> str:
    stranger = _stranger()
    return _signed({"alg": "RS256", "typ": "JWT", "kid": stranger.kid}, claims, stranger)


def _by_embedded_key(claims: Claims, key: Key) -> str:
    stranger = _stranger()
    header = {"alg": "RS256", "typ": "JWT", "jwk": stranger.as_dict(private=False)}
    return _signed(header, claims, stranger)


FORGERIES: Mapping[M, Callable[[Claims, Key], str]] = {
    M.ALG_NONE: _unsigned,
    M.HS256_PUBLIC_KEY: _by_public_key,
    M.UNLISTED_ALGORITHM: _by_unlisted_algorithm,
    M.BAD_SIGNATURE: _by_stranger,
    M.UNKNOWN_KID: _by_unlisted_key,
    M.EMBEDDED_JWK: _by_embedded_key,
}


@functools.cache
def _stranger() -> RSAKey:
    """A key that is nobody's."""
    return RSAKey.generate_key(2048, auto_kid=True)


def _signed(header: Mapping[str, Any], claims: Claims, key: Key) -> str:
    content = _signing_input(header, claims)
    algorithm = JWSRegistry.algorithms[header["alg"]]
    return f"{content}.{_encoded(algorithm.sign(content.encode(), key))}"


def _signing_input(header: Mapping[str, Any], claims: Claims) -> str:
    return ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
