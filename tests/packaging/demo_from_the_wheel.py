"""Starts a demonstration in the present folder, prints one page of it, and stops it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from urllib.error import URLError

PATIENCE_SECONDS = 90


def two_free_ports() -> int:
    """A port that is free together with the one after it."""
    for port in range(22100, 22160, 2):
        with closing(socket.socket()) as one, closing(socket.socket()) as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise SystemExit("no two ports are free")


def fetched(address: str) -> str:
    """The page, once the portal answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def main(path: str) -> None:
    """Start, fetch, print, stop."""
    port = two_free_ports()
    portal = subprocess.Popen(
        [sys.executable, "-m", "citizen_portal.cli", "demo", "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        print(fetched(f"http://127.0.0.1:{port}{path}"))
    finally:
        portal.send_signal(signal.SIGINT)
        portal.wait(60)


if __name__ == "__main__":
    main(sys.argv[1])
