"""What went wrong inside a plugin, told without what anybody answered."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

MOST_WAITING: Final = 200
"""Kinds of failure that wait to be written down; more of them at once tell nothing new."""

_NOT_THE_PLUGIN = (Path(__file__).resolve().parents[1], Path(threading.__file__).parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One failure. ``kind`` is timeout, exit, recursion, memory, wrong_type or error.

    ``what`` names the part of the procedure or connector; ``sentence`` is for the developer
    and holds no message of an exception: those may repeat answers.
    """

    plugin: str
    procedure_code: str
    what: str
    kind: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.plugin}: {self.what}: {self.sentence}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Failures with the same key are one failure that came again."""
        return self.plugin, self.procedure_code, self.what, self.kind


class IncidentBook:
    """Failures that are still to be written into the database; safe to share by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str, str, str], tuple[Incident, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def note(self, incident: Incident, times: int = 1) -> None:
        """Count one more; of the same failure the newest sentence stays."""
        with self._lock:
            _, before = self._waiting.get(incident.key, (incident, 0))
            if before or len(self._waiting) < MOST_WAITING:
                self._waiting[incident.key] = (incident, before + times)

    def take(self) -> list[tuple[Incident, int]]:
        """Everything that waits, each with how often; it waits no longer."""
        with self._lock:
            taken, self._waiting = list(self._waiting.values()), {}
        return taken


def place_of(error: BaseException) -> str:
    """The file and line of the plugin that the error comes from, as far as it can be told."""
    return _place(_frames_of_traceback(error.__traceback__))


def place_of_frame(frame: FrameType | None) -> str:
    """The plugin's file and line that a running thread is at."""
    found = []
    while frame is not None:
        found.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return _place(found[::-1])


def _frames_of_traceback(trace: TracebackType | None) -> list[tuple[str, int]]:
    found = []
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found


def _place(frames: list[tuple[str, int]]) -> str:
    """The innermost line that is neither the portal's nor a library's; shortened."""
    for file, line in reversed(frames):
        path = Path(file)
        foreign = any(path.is_relative_to(folder) for folder in _NOT_THE_PLUGIN)
        if path.is_absolute() and not foreign and "site-packages" not in path.parts:
            return f"{path.parent.name}/{path.name}, line {line}"
    return ""
