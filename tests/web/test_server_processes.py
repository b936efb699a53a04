"""The server's processes: shared socket, restart, draining, slow clients."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from citizen_portal.server import PortTaken, listen

SERVED_APP = Path(__file__).with_name("served_app.py")


def get(port: int, path: str, headers: dict[str, str] | None = None) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().read()


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():
                return True
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)
    return False


@contextmanager
def serving(port: int, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, str(SERVED_APP), str(port), str(processes)])
    try:
        assert eventually(lambda: get(port, "/") == b"well")
        yield process
    finally:
        process.terminate()
        process.wait(30)


def pids(port: int) -> set[int]:
    return {int(get(port, "/pid")) for _ in range(40)}


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with closing(listen("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} of 127.0.0.1 is in use: choose another"):
            listen("127.0.0.1", port)


def test_a_child_that_dies_is_replaced(free_port: int) -> None:
    with serving(free_port, 2) as parent:
        victim = int(get(free_port, "/pid"))
        assert victim != parent.pid
        os.kill(victim, signal.SIGKILL)
        assert eventually(lambda: get(free_port, "/") == b"well")
        assert eventually(lambda: victim not in pids(free_port))
        assert parent.poll() is None


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_running_request_is_finished_before_the_end(
    free_port: int, processes: int, sign: signal.Signals
) -> None:
    with serving(free_port, processes) as parent:
        answers: list[bytes] = []
        client = threading.Thread(target=lambda: answers.append(get(free_port, "/slow")))
        client.start()
        time.sleep(0.5)
        parent.send_signal(sign)
        client.join(20)
        assert answers == [b"slow but whole"]
        assert parent.wait(20) == 0
    with pytest.raises(ConnectionRefusedError):
        get(free_port, "/")


def test_no_process_outlives_a_killed_parent(free_port: int) -> None:
    with serving(free_port, 2) as parent:
        parent.kill()
        parent.wait(10)

        def gone() -> bool:
            with closing(socket.socket()) as probe:
                return probe.connect_ex(("127.0.0.1", free_port)) != 0

        assert eventually(gone)


def test_many_stalled_clients_do_not_stop_the_server(free_port: int) -> None:
    """150 connections that stop in the middle: more than waitress's own limit of 100."""
    head = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
    stalled: list[socket.socket] = []
    with serving(free_port, 1):
        try:
            for number in range(150):
                client = socket.create_connection(("127.0.0.1", free_port), timeout=10)
                client.sendall(head if number % 2 else head[:30])
                stalled.append(client)
            for _ in range(5):
                assert get(free_port, "/healthz") == b"well"
        finally:
            for client in stalled:
                client.close()


def test_nobody_may_say_who_they_are_by_forwarded_headers(free_port: int) -> None:
    claims = {
        "X-Forwarded-For": "10.0.0.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "elsewhere.example",
        "Forwarded": "for=10.0.0.1;proto=https",
    }
    with serving(free_port, 1):
        assert get(free_port, "/forwarded", claims) == b"['127.0.0.1', 'http']"
