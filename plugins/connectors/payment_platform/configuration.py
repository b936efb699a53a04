"""Where the platform is and what we prove ourselves with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DEFAULT_PARTNER = "CONG-DVC"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformConfiguration:
    """The platform's address, our code there, and the secrets shared with it.

    The first secret signs; each of them is accepted, so that one can replace another
    without a minute in which notices are refused.
    """

    url: str
    partner: str
    secrets: tuple[str, ...] = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> PlatformConfiguration | None:
        """Read the ``PORTAL_PAYMENT_…`` settings; None when no platform is named.

        Raises ``ValueError`` with one sentence for the operator.
        """
        url = settings.get("PORTAL_PAYMENT_GATEWAY_URL", "").rstrip("/")
        if not url:
            return None
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"PORTAL_PAYMENT_GATEWAY_URL is {url!r}; give an https:// address.")
        if address.scheme == "http" and settings.get("PORTAL_ENV", "production") == "production":
            raise ValueError("PORTAL_PAYMENT_GATEWAY_URL must start with https:// in production.")
        return cls(
            url=url,
            partner=settings.get("PORTAL_PAYMENT_PARTNER") or DEFAULT_PARTNER,
            secrets=read_secrets(settings),
        )


def read_secrets(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the shared secrets. Raises ``ValueError`` when there is none."""
    listed = settings.get("PORTAL_PAYMENT_GATEWAY_SECRET", "").split(",")
    secrets = tuple(secret.strip() for secret in listed if secret.strip())
    if not secrets:
        raise ValueError(
            "PORTAL_PAYMENT_GATEWAY_SECRET is empty; give the secret agreed with the platform."
        )
    return secrets
