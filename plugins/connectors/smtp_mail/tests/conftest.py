from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.connectors.smtp_mail.simulator.mailbox import Mailbox
from plugins.connectors.smtp_mail.simulator.server import MailServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """The simulated server on a port of this machine."""
    made = MailServer("127.0.0.1", 0, Mailbox(tmp_path / "mail"))
    yield made
    made.stop()
