"""Has papers opened in a process with limits, never in the web process itself."""

from __future__ import annotations

import atexit
import json
import os
import socket
import struct
import subprocess
import sys
import threading

from citizen_portal.files.refusals import MESSAGES, refused

_HEADER = struct.Struct(">4sQ")
MEMORY_BYTES = 512 * 1024 * 1024
WALL_SECONDS = 15.0
_PATIENCE_SECONDS = 20.0
_LONGEST_ANSWER = 1024
_NO_START = "the process that reads uploaded papers does not start"
# The child needs to find Python and the project, and none of the portal's secrets.
_PASSED_ON = ("PATH", "LANG", "PYTHONPATH", "LD_LIBRARY_PATH")


class ReadingUnavailable(Exception):
    """The process that opens papers does not start: a fault of the portal, not of the file."""


class LimitedReader:
    """A door to one warm reading process; safe to use from many threads."""

    def __init__(
        self, *, memory_bytes: int = MEMORY_BYTES, wall_seconds: float = WALL_SECONDS
    ) -> None:
        self._limits = (str(memory_bytes), str(wall_seconds))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def read(self, kind: bytes, data: bytes) -> int | None:
        """Open ``data`` as ``kind`` (``pdf ``, ``jpeg``, ``png ``); return a PDF's pages.

        Raises ``FileRefused``, also when the limits ended the attempt, and
        ``ReadingUnavailable``.
        """
        with self._connection() as connection:
            connection.settimeout(_PATIENCE_SECONDS)
            _await_readiness(connection)
            try:
                connection.sendall(_HEADER.pack(kind, len(data)))
                connection.sendall(data)
                answer = _read_all(connection)
            except OSError:
                raise refused("too_complex") from None
        return _pages(answer)

    def start(self) -> None:
        """Start the process now rather than with the first file."""
        with self._lock:
            if self._control is None:
                self._start()

    def stop(self) -> None:
        """End the process; the next file starts another."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """Leave the process to the one that started it: we are its fork."""
        self._lock = threading.Lock()
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            # Not our child: nothing to wait for.
            self._process.returncode = 0
        self._process = self._control = None

    def _connection(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                self._hand_over(theirs)
            except OSError:
                # The process was ended from outside: once more with a new one.
                self._stop()
                try:
                    self._hand_over(theirs)
                except OSError as error:
                    ours.close()
                    raise ReadingUnavailable(_NO_START) from error
        return ours

    def _hand_over(self, theirs: socket.socket) -> None:
        control = self._control or self._start()
        socket.send_fds(control, [b"f"], [theirs.fileno()])

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "citizen_portal.files.reading_child", *self._limits],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._control = ours
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None


def _await_readiness(connection: socket.socket) -> None:
    try:
        ready = connection.recv(1)
    except OSError:
        ready = b""
    if not ready:
        raise ReadingUnavailable(_NO_START)


def _read_all(connection: socket.socket) -> bytes:
    parts: list[bytes] = []
    while part := connection.recv(_LONGEST_ANSWER):
        parts.append(part)
    return b"".join(parts)


def _pages(answer: bytes) -> int | None:
    # No answer: the kernel ended the attempt at one of its limits.
    said = json.loads(answer) if answer else {"reason": "too_complex"}
    if "reason" in said:
        raise refused(said["reason"] if said["reason"] in MESSAGES else "broken")
    pages = said["pages"]
    return None if pages is None else int(pages)


reader = LimitedReader()
os.register_at_fork(after_in_child=reader.forget)
atexit.register(reader.stop)
