"""Which provider to trust, and by which algorithms: settings decide, never the provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult, urlsplit

DEFAULT_ALGORITHMS = "RS256 PS256 ES256"
DEFAULT_ACR_LEVELS = "loa1 loa2"
# Signatures with a public key only: a shared secret can sign as well as verify.
ALGORITHMS = frozenset(
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcConfiguration:
    """One OpenID Connect provider as the portal's settings describe it.

    ``acr_levels`` names the assurance levels, lowest first: the position is the level.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    algorithms: tuple[str, ...] = tuple(DEFAULT_ALGORITHMS.split())
    acr_levels: tuple[str, ...] = tuple(DEFAULT_ACR_LEVELS.split())
    production: bool = False

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> Self | None:
        """Read the ``PORTAL_OIDC_…`` settings; None when no issuer is set.

        Raises ``ValueError`` with one sentence that names every bad setting.
        """
        issuer = settings.get("PORTAL_OIDC_ISSUER", "").strip()
        if not issuer:
            return None
        configuration = cls(
            issuer=issuer,
            client_id=settings.get("PORTAL_OIDC_CLIENT_ID", "").strip(),
            client_secret=settings.get("PORTAL_OIDC_CLIENT_SECRET", ""),
            algorithms=_words(settings, "PORTAL_OIDC_ALGORITHMS", DEFAULT_ALGORITHMS),
            acr_levels=_words(settings, "PORTAL_OIDC_ACR_LEVELS", DEFAULT_ACR_LEVELS),
            production=settings.get("PORTAL_ENV", "") == "production",
        )
        problems = configuration.problems()
        if problems:
            raise ValueError(" ".join(problems))
        return configuration

    def problems(self) -> tuple[str, ...]:
        """Say what is wrong with these settings, one sentence each."""
        found = []
        address = _split(self.issuer)
        if not self.allows(self.issuer):
            found.append(
                "PORTAL_OIDC_ISSUER must be an https address; http is only for this machine"
                " or outside production."
            )
        if address and (address.query or address.fragment or address.username):
            found.append("PORTAL_OIDC_ISSUER must not carry a query, a fragment or a user.")
        if not self.client_id:
            found.append("Set PORTAL_OIDC_CLIENT_ID to the name the provider knows the portal by.")
        if not set(self.algorithms) <= ALGORITHMS:
            found.append(f"PORTAL_OIDC_ALGORITHMS may name only {' '.join(sorted(ALGORITHMS))}.")
        if len(self.acr_levels) < 2 or len(set(self.acr_levels)) != len(self.acr_levels):
            found.append("PORTAL_OIDC_ACR_LEVELS must name at least two levels, lowest first.")
        return tuple(found)

    def allows(self, address: str) -> bool:
        """Tell whether an endpoint may be spoken to: https, or http where that is safe."""
        parts = _split(address)
        if parts is None or not parts.hostname or parts.fragment:
            return False
        if parts.scheme == "https":
            return True
        return parts.scheme == "http" and (not self.production or parts.hostname in LOOPBACK)

    def acceptable_acr_values(self, required_level: int) -> str:
        """Name the levels that satisfy ``required_level`` (from 1), the lowest first."""
        return " ".join(self.acr_levels[max(required_level, 1) - 1 :])

    def level_of(self, acr: object) -> int:
        """Return the level (1 or 2) that an ``acr`` claim vouches for; unknown ones: 1."""
        if isinstance(acr, str) and acr in self.acr_levels:
            return min(self.acr_levels.index(acr) + 1, 2)
        return 1


def _words(settings: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple((settings.get(name, "").strip() or default).split())


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts
