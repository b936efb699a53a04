"""The press: one warm child process that renders and verifies within limits.

A paper's content and an uploaded file both come from outside; WeasyPrint and a PDF parser
can be made to run for minutes. The child has a ceiling of memory and of time, none of the
portal's secrets in its environment, and is replaced when it sticks or dies.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from citizen_portal.documents.framing import HEAD, frame, frame_lengths
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.documents.verdict import LARGEST_FILE, TOO_LARGE, Verdict
from citizen_portal.domain.wording import Text
from citizen_portal.places import IMPORTED_FROM

LARGEST_CONTENT = 1024 * 1024

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_START_SECONDS = 60.0
_UNCHECKED = Text(
    "Không kiểm tra được tệp này; hãy thử lại với đúng tệp đã nhận từ cổng.",
    "This file could not be checked; try again with the file you got from the portal.",
)


class PaperFailed(Exception):
    """The child could not do the job; the message says what it met."""


class PaperStuck(PaperFailed):
    """The job took too long or too much memory; the child was replaced."""


class PaperPress:
    """Renders and verifies in a child process, one job at a time; safe between threads.

    ``extra`` are the plugins' template folders (see ``PaperTemplates``), ``seconds`` the
    longest a job may take, ``memory`` the child's address space in bytes. Not to be shared
    across a fork. Closing it, or leaving its ``with`` block, ends the child.
    """

    def __init__(
        self,
        extra: Mapping[str, Path] | None = None,
        *,
        seconds: float = 20.0,
        memory: int = 1024 * 1024 * 1024,
    ) -> None:
        folders = PaperTemplates(extra).extra
        self._config = json.dumps(
            {
                "extra": {name: str(path) for name, path in folders.items()},
                "memory": memory,
                "seconds": seconds,
            }
        )
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None

    def start(self) -> None:
        """Start and warm up the child now instead of at the first job."""
        with self._lock:
            self._started()

    def render(self, kind: str, stored: Mapping[str, Any]) -> bytes:
        """What ``rendering.render`` does, within limits.

        Raises ``LookupError`` and ``ValueError`` as that does, ``PaperStuck`` when the job
        exceeds its limits and ``PaperFailed`` for what should not happen.
        """
        request = frame({"do": "render", "kind": kind, "content": stored})
        if len(request) > LARGEST_CONTENT:
            raise ValueError("this content is larger than a paper may be")
        return self._ask(request)[1]

    def verify(
        self, data: bytes, trust_anchors: Iterable[bytes], *, at: datetime | None = None
    ) -> Verdict:
        """What ``verifying.verify_pdf`` does, within limits; always a verdict."""
        if len(data) > LARGEST_FILE:
            return Verdict(genuine=False, altered=False, signatures=(), reason=TOO_LARGE)
        anchors = [anchor.hex() for anchor in trust_anchors]
        job = {"do": "verify", "anchors": anchors, "at": at.isoformat() if at else None}
        try:
            answer, _ = self._ask(frame(job, data))
        except PaperFailed:
            return Verdict(genuine=False, altered=False, signatures=(), reason=_UNCHECKED)
        return Verdict.from_json(answer["verdict"])

    def close(self) -> None:
        """End the child and remove what it left behind."""
        with self._lock:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            child = self._started()
            try:
                answer, produced = _exchange(child, request, self._seconds)
            except (TimeoutError, EOFError, OSError) as error:
                self._end()
                raise PaperStuck("the paper took more time or memory than it may") from error
        if "error" in answer:
            kinds = {"LookupError": LookupError, "ValueError": ValueError}
            raise kinds.get(answer["error"], PaperFailed)(answer["message"])
        return answer, produced

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        self._folder = Path(tempfile.mkdtemp(prefix="papers-"))
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment |= {"LANG": "C.UTF-8", "PYTHONPATH": str(IMPORTED_FROM)}
        environment |= dict.fromkeys(("TMPDIR", "HOME"), str(self._folder))
        self._child = subprocess.Popen(
            [sys.executable, "-m", "citizen_portal.documents.press_child", self._config],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._folder,
            env=environment,
            bufsize=0,
        )
        try:
            _exchange(self._child, b"", _START_SECONDS)
        except (TimeoutError, EOFError, OSError) as error:
            self._end()
            raise PaperFailed("the press did not start") from error
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
            self._child = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _exchange(
    child: subprocess.Popen[bytes], request: bytes, seconds: float
) -> tuple[dict[str, Any], bytes]:
    """Send one frame and read one. Raises ``TimeoutError``, ``EOFError``, ``OSError``."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    deadline = time.monotonic() + seconds
    _send(child.stdin.fileno(), request, deadline)
    answers = child.stdout.fileno()
    text_length, attached_length = frame_lengths(_receive(answers, HEAD, deadline))
    answer: dict[str, Any] = json.loads(_receive(answers, text_length, deadline))
    return answer, _receive(answers, attached_length, deadline)


def _send(pipe: int, data: bytes, deadline: float) -> None:
    os.set_blocking(pipe, False)
    left = memoryview(data)
    while left:
        _await(pipe, select.POLLOUT, deadline)
        left = left[os.write(pipe, left) :]


def _receive(pipe: int, length: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < length:
        _await(pipe, select.POLLIN, deadline)
        piece = os.read(pipe, length - len(received))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)


def _await(pipe: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError
