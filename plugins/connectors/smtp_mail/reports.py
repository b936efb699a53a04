"""Reports of delivery (RFC 3464) as a mail server posts them, signed over the raw body."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import cast

from citizen_portal.plugin_api import DeliveryOutcome, DeliveryReport, NoticeRefused
from plugins.connectors.smtp_mail.configuration import MailConfiguration

HEADER = "X-Chu-Ky"
LARGEST_REPORT = 64 * 1024
TOLERANCE = timedelta(minutes=5)

_SIGNATURE = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", re.ASCII)
_OUTCOMES = {"failed": DeliveryOutcome.BOUNCED, "delivered": DeliveryOutcome.DELIVERED}


def sign_report(body: bytes, signed_at: int, secret: str) -> str:
    """Return the value of ``X-Chu-Ky``; ``signed_at`` in seconds since 1970 (UTC)."""
    return f"t={signed_at},v1={_signature(body, str(signed_at), secret)}"


def read_report(
    headers: Mapping[str, str], body: bytes, configuration: MailConfiguration, now: datetime
) -> DeliveryReport:
    """Return what a report proves. Raises ``NoticeRefused`` with one of the reasons

    no_secret, too_large, missing_signature, bad_signature, stale, malformed_body, not_ours.
    """
    if not configuration.report_secret:
        raise NoticeRefused("no_secret")
    if len(body) > LARGEST_REPORT:
        raise NoticeRefused("too_large")
    _check_signature(headers, body, configuration.report_secret, now)
    letter = message_from_bytes(body, policy=default)
    fields = _fields_of_recipient(letter)
    outcome = _OUTCOMES.get(str(fields.get("Action", "")).strip().lower())
    if outcome is None:
        raise NoticeRefused("malformed_body")
    said = str(fields.get("Diagnostic-Code") or fields.get("Status") or "")
    return DeliveryReport(
        reference=_reference(letter, configuration.domain),
        outcome=outcome,
        reason=" ".join(said.split())[:300],
        occurred_at=now,
    )


def _check_signature(headers: Mapping[str, str], body: bytes, secret: str, now: datetime) -> None:
    given = [value for name, value in headers.items() if name.lower() == HEADER.lower()]
    found = _SIGNATURE.fullmatch(given[0]) if len(given) == 1 else None
    if found is None:
        raise NoticeRefused("missing_signature")
    signed_at, signature = found.groups()
    if not hmac.compare_digest(signature, _signature(body, signed_at, secret)):
        raise NoticeRefused("bad_signature")
    if abs(now.timestamp() - int(signed_at)) > TOLERANCE.total_seconds():
        raise NoticeRefused("stale")


def _signature(body: bytes, signed_at: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"{signed_at}.".encode() + body, hashlib.sha256).hexdigest()


def _fields_of_recipient(letter: EmailMessage) -> Message:
    """The fields of the one recipient: the second block of the status part."""
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list) and len(blocks) == 2:
                return cast(Message, blocks[1])
    raise NoticeRefused("malformed_body")


def _reference(letter: EmailMessage, domain: str) -> str:
    """Our reference, from the Message-ID of the letter that comes back."""
    for part in letter.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            text = part.as_string()
            found = re.search(r"^Message-ID:\s*<([!-?A-~]+)@([^>\s]+)>", text, re.M | re.I)
            if found is not None and found[2] == domain:
                return found[1]
    raise NoticeRefused("not_ours")
