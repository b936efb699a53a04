"""A carrier of notices in memory: a notifier of the tests' own, as a plugin would bring one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.connectors import (
    DeliveryOutcome,
    DeliveryReport,
    NoticeMessage,
    NoticeRefused,
)


class Carrier:
    """Keeps what it is given; ``trouble`` is raised instead, while there is some."""

    label = Text("Người đưa thư")

    def __init__(self, name: str, channel: str) -> None:
        self.name = name
        self.channel = channel
        self.sent: list[NoticeMessage] = []
        self.trouble: Exception | None = None

    def send(self, message: NoticeMessage) -> str:
        """Keep a message."""
        if self.trouble is not None:
            raise self.trouble
        self.sent.append(message)
        return f"{self.name}-{len(self.sent)}"

    def read_report(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> DeliveryReport:
        """A report is ``reference outcome``; only those with the header are proven."""
        if headers.get("Proven") != "yes":
            raise NoticeRefused("bad_signature")
        reference, outcome = body.decode().split()
        return DeliveryReport(
            reference=reference, outcome=DeliveryOutcome(outcome), reason="đầy hộp thư",
            occurred_at=now,
        )  # fmt: skip
