"""A process that must not outlive the one that started it, nor stand still unnoticed."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import struct
import time
from collections.abc import Callable

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)

# Loaded at import: between fork and exec nothing may be loaded.
_libc = ctypes.CDLL(None, use_errno=True)


def ending_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """Return what a child calls first (``preexec_fn``) to get ``sign`` when its parent dies.

    Even ``kill -9`` of the parent then leaves no process behind. The kernel watches the
    thread that forked, so children are started from the main thread.
    """
    parent = os.getpid()

    def arrange() -> None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), sign)

    return arrange


class Heartbeats:
    """When each child last moved, in memory that parent and children share."""

    def __init__(self, places: int) -> None:
        self._memory = mmap.mmap(-1, places * _BEAT.size)

    def beat(self, place: int) -> None:
        """The child at this place moves."""
        _BEAT.pack_into(self._memory, place * _BEAT.size, time.monotonic())

    def silent(self, place: int) -> float:
        """Seconds since it last moved."""
        (at,) = _BEAT.unpack_from(self._memory, place * _BEAT.size)
        return time.monotonic() - float(at)


_BEAT = struct.Struct("d")
