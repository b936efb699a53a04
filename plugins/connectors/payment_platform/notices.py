"""Notices from server to server: the signature over the raw body, made and checked."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from citizen_portal.plugin_api import NoticeRefused, PaymentFact
from plugins.connectors.payment_platform.configuration import PlatformConfiguration
from plugins.connectors.payment_platform.messages import (
    LONGEST_MESSAGE,
    Malformed,
    read_fact,
    read_message,
)

HEADER = "X-Chu-Ky"
KIND = "THONG_BAO"
TOLERANCE = timedelta(minutes=5)

_FORM = re.compile(r"t=([0-9]{1,12}),id=([A-Za-z0-9-]{1,64}),v1=([0-9a-f]{64})", re.ASCII)


def sign_notice(body: bytes, event_id: str, signed_at: int, secret: str) -> str:
    """Return the value of ``X-Chu-Ky``; ``signed_at`` in seconds since 1970 (UTC)."""
    return f"t={signed_at},id={event_id},v1={_signature(body, event_id, str(signed_at), secret)}"


def read_notice(
    headers: Mapping[str, str], body: bytes, configuration: PlatformConfiguration, now: datetime
) -> PaymentFact:
    """Return what a notice proves. Raises ``NoticeRefused`` with one of the reasons

    too_large, missing_signature, malformed_signature, bad_signature, stale,
    malformed_body, event_mismatch, wrong_partner.
    """
    if len(body) > LONGEST_MESSAGE:
        raise NoticeRefused("too_large")
    signed_at, event_id = _proven(headers, body, configuration.secrets)
    if abs(now.timestamp() - signed_at) > TOLERANCE.total_seconds():
        raise NoticeRefused("stale")
    try:
        message = read_message(body)
        if message.get("LoaiBanTin") != KIND:
            raise NoticeRefused("malformed_body")
        fact = read_fact(message)
    except Malformed:
        raise NoticeRefused("malformed_body") from None
    if fact.event_id != event_id:
        raise NoticeRefused("event_mismatch")
    if message.get("MaDoiTac") != configuration.partner:
        raise NoticeRefused("wrong_partner")
    return fact


def _proven(headers: Mapping[str, str], body: bytes, secrets: tuple[str, ...]) -> tuple[int, str]:
    """Return the time of signing and the event id that one of the secrets vouches for."""
    given = [value for name, value in headers.items() if name.lower() == HEADER.lower()]
    if not given:
        raise NoticeRefused("missing_signature")
    parts = _FORM.fullmatch(given[0])
    if len(given) > 1 or parts is None:
        raise NoticeRefused("malformed_signature")
    signed_at, event_id, signature = parts.groups()
    # Every secret is tried, so that the time taken does not tell which one fits.
    fits = [
        hmac.compare_digest(signature, _signature(body, event_id, signed_at, secret))
        for secret in secrets
    ]
    if not any(fits):
        raise NoticeRefused("bad_signature")
    return int(signed_at), event_id


def _signature(body: bytes, event_id: str, signed_at: str, secret: str) -> str:
    covered = f"{signed_at}.{event_id}.".encode() + body
    return hmac.new(secret.encode(), covered, hashlib.sha256).hexdigest()
