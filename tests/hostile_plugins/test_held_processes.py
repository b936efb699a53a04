"""A process that a plugin holds is replaced; the other serves meanwhile."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

APP = Path(__file__).with_name("holding_app.py")


def get(port: int, path: str = "/") -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read()


def eventually(condition: Callable[[], bool], seconds: float = 40) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            if condition():
                return True
        time.sleep(0.1)
    return False


def pids(port: int) -> set[bytes]:
    return {get(port) for _ in range(30)}


@pytest.fixture
def port(free_port: int) -> Iterator[int]:
    """A server of two processes."""
    process = subprocess.Popen([sys.executable, str(APP), str(free_port)])
    try:
        assert eventually(lambda: len(pids(free_port)) == 2)
        yield free_port
    finally:
        process.terminate()
        process.wait(40)


def ask_beside(port: int, path: str) -> None:
    def ask() -> None:
        with suppress(OSError, http.client.HTTPException):
            get(port, path)

    threading.Thread(target=ask, daemon=True).start()


@pytest.mark.parametrize(("path", "requests"), [("/hold-everything", 1), ("/hold-a-thread", 12)])
def test_it_is_replaced(port: int, path: str, requests: int) -> None:
    before = pids(port)
    for _ in range(requests):
        ask_beside(port, path)
    assert eventually(lambda: bool(pids(port) - before)), "another process has taken its place"
    assert eventually(lambda: len(pids(port)) == 2)
