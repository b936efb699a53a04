"""Looks for malware in papers with clamd, by its INSTREAM command."""

from __future__ import annotations

import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

_CHUNK = 1 << 16
_LONGEST_REPLY = 4096
_CONNECT_SECONDS = 3.0
_SCAN_SECONDS = 30.0
_FOUND = re.compile(rb"stream: (.{1,200}) FOUND\0", re.DOTALL)


class ScanState(StrEnum):
    """What a scan ended with."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanVerdict:
    """The end of one scan; ``detail`` names the malware or the trouble, for officers."""

    state: ScanState
    detail: str = ""


class Scanner(Protocol):
    """Judges the bytes of a paper; never raises."""

    def scan(self, data: bytes) -> ScanVerdict:
        """Scan ``data``. UNAVAILABLE means: not known, ask again later."""


class NoScanner:
    """Used where no scanner is set up: everything passes, and says that nobody looked."""

    def scan(self, data: bytes) -> ScanVerdict:
        """Let ``data`` pass."""
        return ScanVerdict(state=ScanState.CLEAN, detail="not scanned")


no_scanner = NoScanner()


class ClamdScanner:
    """Speaks to a clamd at ``tcp://host:port`` or ``unix:///path``."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port, self._path = (
            parts.hostname or "",
            parts.port or 0,
            parts.path,
        )
        over_network = parts.scheme == "tcp" and self._host and self._port
        if not over_network and not (parts.scheme == "unix" and self._path):
            raise ValueError(
                f"The scanner's address is {address!r}; give tcp://host:port or unix:///path."
            )

    def scan(self, data: bytes) -> ScanVerdict:
        """Send ``data`` as one stream and read clamd's verdict."""
        try:
            with closing(self._connect()) as connection:
                connection.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), _CHUNK):
                    chunk = data[start : start + _CHUNK]
                    connection.sendall(struct.pack(">I", len(chunk)) + chunk)
                connection.sendall(struct.pack(">I", 0))
                return _verdict(_reply(connection))
        except OSError as error:
            return ScanVerdict(state=ScanState.UNAVAILABLE, detail=type(error).__name__)

    def _connect(self) -> socket.socket:
        if self._port:
            connection = socket.create_connection((self._host, self._port), _CONNECT_SECONDS)
        else:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_CONNECT_SECONDS)
            try:
                connection.connect(self._path)
            except OSError:
                connection.close()
                raise
        connection.settimeout(_SCAN_SECONDS)
        return connection


def open_scanner(address: str) -> Scanner:
    """Return the scanner at ``address``, or ``no_scanner`` when it is empty.

    Raises ``ValueError`` with one sentence for the operator.
    """
    return ClamdScanner(address) if address else no_scanner


def _reply(connection: socket.socket) -> bytes:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < _LONGEST_REPLY:
        part = connection.recv(_LONGEST_REPLY)
        if not part:
            break
        reply += part
    return reply


def _verdict(reply: bytes) -> ScanVerdict:
    if reply == b"stream: OK\0":
        return ScanVerdict(state=ScanState.CLEAN)
    if found := _FOUND.fullmatch(reply):
        return ScanVerdict(state=ScanState.INFECTED, detail=found[1].decode("ascii", "replace"))
    # A refusal (too large for clamd) or a cut reply is never taken for "clean".
    return ScanVerdict(state=ScanState.UNAVAILABLE, detail=ascii(reply[:200].decode("latin-1")))
