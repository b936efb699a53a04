"""What the portal and a postal carrier say to each other, each message signed.

``X-Chu-Ky: t=<seconds since 1970>,v1=<hex>`` holds HMAC-SHA-256 over ``<t>.`` and the raw body.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from citizen_portal.plugin_api import read_json_object

HEADER = "X-Chu-Ky"
LONGEST_MESSAGE = 16 * 1024
TOLERANCE = timedelta(minutes=5)

_SIGNATURE = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", re.ASCII)


class NotGenuine(Exception):
    """A message that does not prove its origin; ``reason`` is a stable short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PostConfiguration:
    """The carrier's address and the shared secret."""

    url: str
    secret: str = field(repr=False)

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> PostConfiguration | None:
        """Read the ``PORTAL_POST_…`` settings; None when no carrier is named.

        Raises ``ValueError`` with one sentence for the operator.
        """
        url = settings.get("PORTAL_POST_URL", "").rstrip("/")
        if not url:
            return None
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"PORTAL_POST_URL is {url!r}; give an https:// address.")
        in_production = settings.get("PORTAL_ENV", "production") == "production"
        if address.scheme == "http" and in_production:
            raise ValueError("PORTAL_POST_URL must start with https:// in production.")
        secret = settings.get("PORTAL_POST_SECRET", "")
        if len(secret) < 32:
            raise ValueError("PORTAL_POST_SECRET must have 32 characters or more.")
        return cls(url=url, secret=secret)


def written(message: Mapping[str, object]) -> bytes:
    """Write a message."""
    return json.dumps(message, ensure_ascii=False).encode()


def signature(body: bytes, signed_at: int, secret: str) -> str:
    """Return the value of ``X-Chu-Ky``; ``signed_at`` in seconds since 1970 (UTC)."""
    return f"t={signed_at},v1={_digest(body, str(signed_at), secret)}"


def read_genuine(
    headers: Mapping[str, str], body: bytes, secret: str, now: datetime
) -> dict[str, Any]:
    """Read a signed message. Raises ``NotGenuine`` with one of the reasons

    too_large, missing_signature, bad_signature, stale, malformed_body.
    """
    if len(body) > LONGEST_MESSAGE:
        raise NotGenuine("too_large")
    given = [value for name, value in headers.items() if name.lower() == HEADER.lower()]
    found = _SIGNATURE.fullmatch(given[0]) if len(given) == 1 else None
    if found is None:
        raise NotGenuine("missing_signature")
    if not hmac.compare_digest(found[2], _digest(body, found[1], secret)):
        raise NotGenuine("bad_signature")
    if abs(now.timestamp() - int(found[1])) > TOLERANCE.total_seconds():
        raise NotGenuine("stale")
    try:
        return read_json_object(body)
    except ValueError:
        raise NotGenuine("malformed_body") from None


def _digest(body: bytes, signed_at: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"{signed_at}.".encode() + body, hashlib.sha256).hexdigest()
