"""Processes under measurement: started, watched through /proc, ended by their number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from citizen_portal.process_lifetime import ending_with_parent

PROJECT = Path(__file__).resolve().parents[1]
_TICK = os.sysconf("SC_CLK_TCK")
_STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A started process with all that it starts itself."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    def stop(self) -> None:
        """Ask it to finish, and end it by force when it does not."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self.process.wait()

    def wait_for(self, ready: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until it is ready. Raises ``RuntimeError`` with its last words."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if ready():
                return
            time.sleep(0.02)
        raise RuntimeError(f"{self.name} does not start: {self.log.read_text()[-2000:]}")


def start(name: str, arguments: Sequence[str], environ: Mapping[str, str], log: Path) -> Running:
    """Start ``python -m`` with these arguments; it ends with this process at the latest."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", *arguments],
            cwd=PROJECT,
            env={**environ, "PYTHONPATH": str(PROJECT)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=ending_with_parent(signal.SIGTERM),
        )
    return Running(name=name, process=process, log=log)


def with_children(pid: int) -> list[int]:
    """The process and all that descend from it."""
    parents = {
        int(folder.name): parent
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and (parent := _parent(folder)) is not None
    }
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(pid: int) -> float:
    """What the process and its descendants have used so far, ended children included."""
    return sum(_cpu_ticks(one) for one in with_children(pid)) / _TICK


def resident_mib(pid: int) -> float:
    """The memory of one process, in MiB."""
    lines = (Path("/proc") / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _fields(folder: Path) -> list[str] | None:
    try:
        return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return None


def _parent(folder: Path) -> int | None:
    fields = _fields(folder)
    return int(fields[1]) if fields else None


def _cpu_ticks(pid: int) -> int:
    """utime, stime, and those of children that have ended and were waited for."""
    fields = _fields(Path("/proc") / str(pid))
    return sum(map(int, fields[11:15])) if fields else 0
