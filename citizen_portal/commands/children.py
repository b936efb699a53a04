"""The processes of the demo: started together, kept running, stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from citizen_portal.process_lifetime import ending_with_parent

STOP_SECONDS = 20.0
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 30.0
LOG_BYTES = 5_000_000


@dataclass(kw_only=True)
class Child:
    """One command of ``portal`` in a process of its own, its output in a log file."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    wanted: bool = False
    failures: int = 0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start the process, out of reach of the terminal's Ctrl-C: the parent stops it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.unlink()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "citizen_portal.cli", *self.arguments],
                env=dict(self.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGTERM),
            )
        self.started_at = time.monotonic()

    def last_words(self) -> str:
        """Return the last line of the log."""
        with contextlib.suppress(OSError, IndexError):
            text = self.log.read_text(encoding="utf-8", errors="replace")
            return [line for line in text.splitlines() if line.strip()][-1].strip()
        return "it said nothing"


class Children:
    """Keeps the children running, with a growing pause for one that keeps dying."""

    def __init__(self, children: Sequence[Child], *, tell: Callable[[str], None]) -> None:
        self._children = children
        self._tell = tell

    def start(self, *names: str) -> None:
        """Start these; from then on they are looked after."""
        for child in self._children:
            if child.name in names:
                child.wanted = True
                child.start()

    def look_after(self) -> None:
        """Notice who died, say so, and start again whose pause is over. Call it often."""
        now = time.monotonic()
        for child in self._children:
            if child.process is None:
                if child.wanted and now >= child.start_again_at:
                    child.start()
            elif (code := child.process.poll()) is not None:
                self._mourn(child, code, now)

    def most_failures(self) -> Child | None:
        """Return the child that died most often in a row, if any died."""
        return max(
            (child for child in self._children if child.failures),
            key=lambda child: child.failures,
            default=None,
        )

    def stop(self) -> None:
        """Ask all to finish, wait, and end by force whoever does not."""
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, end - time.monotonic()))
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _mourn(self, child: Child, code: int, now: float) -> None:
        steady = now - child.started_at >= STEADY_SECONDS
        child.failures = 1 if steady else child.failures + 1
        pause = min(2.0 ** (child.failures - 1), LONGEST_PAUSE)
        child.process = None
        child.start_again_at = now + pause
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        self._tell(
            f"{child.name} stopped ({how}); starting it again in {pause:.0f} s."
            f" Its last words: {child.last_words()} (whole log: {child.log})"
        )
