from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from citizen_portal.files.scanning import ScanState, no_scanner, open_scanner

# The standard test text, in two halves so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

Reply = Callable[[bytes], bytes]


def judge(data: bytes) -> bytes:
    return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in data else b"stream: OK\0"


def received(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        parts: list[bytes] = []
        while length := struct.unpack(">I", stream.read(4))[0]:
            parts.append(stream.read(length))
    return b"".join(parts)


@contextmanager
def clamd(listener: socket.socket, reply: Reply) -> Iterator[None]:
    """A stand-in that speaks clamd's protocol for one stream."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(reply(received(connection)))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        thread.join(10)
        listener.close()


def scan(data: bytes, reply: Reply = judge) -> tuple[ScanState, str]:
    listener = socket.create_server(("127.0.0.1", 0))
    with clamd(listener, reply):
        port = listener.getsockname()[1]
        verdict = open_scanner(f"tcp://127.0.0.1:{port}").scan(data)
    return verdict.state, verdict.detail


@pytest.mark.parametrize("data", [b"", b"a", bytes(65_536), bytes(200_001)])
def test_clean(data: bytes) -> None:
    assert scan(data) == (ScanState.CLEAN, "")


def test_infected_wherever_it_sits() -> None:
    for data in (EICAR, bytes(65_500) + EICAR + bytes(70_000)):
        assert scan(data) == (ScanState.INFECTED, "Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"stream: OK",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK\0stream: OK\0",
        b"OK\0",
        b"\xff" * 10_000,
    ],
)
def test_whatever_is_not_a_verdict_is_unknown(answer: bytes) -> None:
    state, detail = scan(b"a", lambda _: answer)
    assert state is ScanState.UNAVAILABLE
    assert len(detail) < 1000
    assert detail.isascii()


def test_over_a_unix_socket(tmp_path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "clamd.ctl"))
    listener.listen()
    with clamd(listener, judge):
        verdict = open_scanner(f"unix://{tmp_path}/clamd.ctl").scan(EICAR)
    assert verdict.state is ScanState.INFECTED


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for address in (f"tcp://127.0.0.1:{port}", f"unix://{tmp_path}/none"):
        assert open_scanner(address).scan(b"a").state is ScanState.UNAVAILABLE


def test_without_a_scanner_everything_passes_and_says_so() -> None:
    assert open_scanner("") is no_scanner
    verdict = no_scanner.scan(EICAR)
    assert (verdict.state, verdict.detail) == (ScanState.CLEAN, "not scanned")


@pytest.mark.parametrize("address", ["clamd", "tcp://host", "tcp://:3310", "unix://", "http://a:1"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(ValueError, match="scanner"):
        open_scanner(address)
