"""The provider's public keys, kept for a while and renewed when an unknown one is named."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.util import base64_to_int

from citizen_portal.plugin_api import ConnectorUnavailable
from plugins.connectors.identity.connector.remembered import Remembered
from plugins.connectors.identity.connector.transport import Transport

KEY_SECONDS = 300.0
MOST_KEYS = 50
SMALLEST_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A signing key with what its owner says of it (empty: not said)."""

    kid: str
    algorithm: str
    key: RSAKey | ECKey

    def fits(self, algorithm: str, kid: str | None) -> bool:
        """Tell whether a token with this header may have been signed with this key."""
        family = RSAKey if algorithm.startswith(("RS", "PS")) else ECKey
        return (
            isinstance(self.key, family)
            and self.algorithm in ("", algorithm)
            and kid in (None, self.kid)
        )


class ProviderKeys:
    """The key set behind the provider's ``jwks_uri``."""

    def __init__(
        self,
        transport: Transport,
        jwks_uri: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._jwks_uri = jwks_uri
        self._keys = Remembered(self._fetch, seconds=KEY_SECONDS, clock=clock)

    def candidates(self, algorithm: str, kid: str | None) -> tuple[PublicKey, ...]:
        """Return the keys that may have signed; renewed once when there is none.

        Raises ``ConnectorUnavailable``.
        """
        fitting = _fitting(self._keys.get(), algorithm, kid)
        return fitting or _fitting(self._keys.renewed(), algorithm, kid)

    def _fetch(self) -> tuple[PublicKey, ...]:
        answer = self._transport.get(self._jwks_uri())
        listed = answer.content.get("keys")
        if answer.status != 200 or not isinstance(listed, list):
            raise ConnectorUnavailable("The identity provider's keys cannot be read.")
        keys = (_public_key(one) for one in listed[:MOST_KEYS])
        return tuple(key for key in keys if key is not None)


def _fitting(keys: tuple[PublicKey, ...], algorithm: str, kid: str | None) -> tuple[PublicKey, ...]:
    return tuple(key for key in keys if key.fits(algorithm, kid))


def _public_key(jwk: object) -> PublicKey | None:
    """Read one key; kinds that we do not use are passed over, as RFC 7517 section 5 asks."""
    if not isinstance(jwk, dict) or jwk.get("use", "sig") != "sig":
        return None
    operations = jwk.get("key_ops")
    if operations is not None and (not isinstance(operations, list) or "verify" not in operations):
        return None
    key = _imported(jwk)
    if key is None:
        return None
    return PublicKey(_word(jwk, "kid"), _word(jwk, "alg"), key)


def _imported(jwk: Mapping[str, Any]) -> RSAKey | ECKey | None:
    wanted = {"RSA": ("kty", "n", "e"), "EC": ("kty", "crv", "x", "y")}
    kind = jwk.get("kty")
    names = wanted.get(kind) if isinstance(kind, str) else None
    if names is None:
        return None
    # Only the public parts: whatever else the provider lists is none of our business.
    parts = {name: jwk[name] for name in names if isinstance(jwk.get(name), str)}
    try:
        if kind == "EC":
            return ECKey.import_key(parts)
        strong = base64_to_int(parts["n"]).bit_length() >= SMALLEST_RSA_BITS
        return RSAKey.import_key(parts) if strong else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _word(jwk: Mapping[str, Any], name: str) -> str:
    value = jwk.get(name, "")
    return value if isinstance(value, str) else ""
