"""The whole system as its user starts it: ``portal demo`` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.connectors.demo_signing import DemoSigner

READY = "Log in as"
START_SECONDS = 120
STOP_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSystem:
    """A running portal with its worker and simulators."""

    address: str
    data: Path

    def trust_anchors(self) -> tuple[bytes, ...]:
        """The certificates of the authority that signs its papers."""
        return DemoSigner(self.data / "signing").trust_anchors()


@contextmanager
def running_system(port: int, folder: Path) -> Iterator[WholeSystem]:
    """Start everything, wait until it says who may log in, stop it as Ctrl-C does."""
    printed = folder / "printed.txt"
    data = folder / "data"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    command = ["demo", "--port", str(port), "--data", str(data)]
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "citizen_portal.cli", *command],
            stdout=out,
            stderr=out,
            env=environ,
            start_new_session=True,
        )
    try:
        _await_words(process, printed)
        yield WholeSystem(address=f"http://127.0.0.1:{port}", data=data)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(STOP_SECONDS)


def _await_words(process: subprocess.Popen[bytes], printed: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while READY not in printed.read_text(encoding="utf-8"):
        said = printed.read_text(encoding="utf-8")
        assert process.poll() is None, said
        assert time.monotonic() < end, said
        time.sleep(0.1)
