"""The process that opens papers: one warm parent that forks a limited child per file.

Whatever a hostile file does, it does to a process that holds nothing else, has limits of
memory, processor and time, and may not write a single byte to disk. Started by
``limited_reading`` with the limits of memory (bytes) and time (seconds); its standard
input is a socket that brings one connection per file. The answer on that connection is a
plus sign, then one JSON object.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable

from citizen_portal.files.pdf_reading import read_pdf
from citizen_portal.files.picture_reading import read_picture
from citizen_portal.files.refusals import FileRefused

PROCESSOR_SECONDS = 10
HEADER = struct.Struct(">4sQ")

READERS: dict[bytes, Callable[[bytes], int | None]] = {
    b"pdf ": read_pdf,
    b"jpeg": lambda data: read_picture(data, "JPEG"),
    b"png ": lambda data: read_picture(data, "PNG"),
}


def main(memory_bytes: int, wall_seconds: float) -> None:
    """Fork one limited child per connection until the other end goes away."""
    # Ctrl-C reaches the whole group of processes; the one that started us decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    gc.freeze()
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            try:
                _limit(memory_bytes, wall_seconds)
                _serve(socket.socket(fileno=handles[0]))
            finally:
                os._exit(0)
        os.close(handles[0])


def _serve(connection: socket.socket) -> None:
    # From here on, silence means that a limit ended the attempt.
    connection.sendall(b"+")
    connection.sendall(json.dumps(_read(connection)).encode())


def _limit(memory_bytes: int, wall_seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)


def _read(connection: socket.socket) -> dict[str, object]:
    with connection.makefile("rb") as stream:
        kind, length = HEADER.unpack(stream.read(HEADER.size))
        data = stream.read(length)
    try:
        return {"pages": READERS[kind](data)}
    except FileRefused as refusal:
        return {"reason": refusal.reason_code}
    except MemoryError:
        return {"reason": "too_complex"}


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
