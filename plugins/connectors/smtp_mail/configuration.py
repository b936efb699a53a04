"""Where the mail server is, who we say we are, and what reports prove themselves with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}", re.ASCII)
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailConfiguration:
    """The server and the sender; ``at_once`` speaks TLS from the first byte."""

    host: str
    port: int
    at_once: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    report_secret: str = field(default="", repr=False)

    @property
    def on_this_machine(self) -> bool:
        """Tell whether what is said stays on this machine, so that TLS protects nothing."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")

    @property
    def domain(self) -> str:
        """The domain of the sender, which is that of our message ids."""
        return self.sender.rpartition("@")[2]

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> MailConfiguration | None:
        """Read the ``PORTAL_SMTP_…`` settings; None when no server is named.

        Raises ``ValueError`` with one sentence for the operator.
        """
        url = settings.get("PORTAL_SMTP_URL", "")
        if not url:
            return None
        address = urlsplit(url)
        if address.scheme not in _PORTS or not address.hostname or address.username:
            raise ValueError(
                "PORTAL_SMTP_URL must be such as smtp://mail.example.vn:587 (STARTTLS) or "
                "smtps://mail.example.vn; user and password have settings of their own."
            )
        sender = settings.get("PORTAL_SMTP_FROM", "")
        if not _ADDRESS.fullmatch(sender):
            raise ValueError("PORTAL_SMTP_FROM must be the address that notices come from.")
        return cls(
            host=address.hostname,
            port=address.port or _PORTS[address.scheme],
            at_once=address.scheme == "smtps",
            sender=sender,
            user=settings.get("PORTAL_SMTP_USER", ""),
            password=settings.get("PORTAL_SMTP_PASSWORD", ""),
            report_secret=settings.get("PORTAL_SMTP_REPORT_SECRET", ""),
        )
