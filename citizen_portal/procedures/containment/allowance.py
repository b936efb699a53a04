"""How long a call may take: measured by its own work, not by how busy the machine is."""

from __future__ import annotations

import math
import threading
import time
from typing import Final

WAITING_TIMES: Final = 5
"""By the clock a call may take so many times as long: it waits for its turn, or just sleeps."""


class Allowance:
    """What a call may take, from now on, in the thread that asks for it.

    Its time is up after ``seconds`` of the thread's own work, or after five times as many by the
    clock. What waits for somebody outside (``waits``) has ``seconds`` by the clock.
    """

    __slots__ = ("_latest", "_work", "_work_until", "until")

    def __init__(self, seconds: float, *, waits: bool = False) -> None:
        now = time.monotonic()
        self.until = now + seconds
        """Not up before, by ``time.monotonic()``."""
        self._latest = now + seconds * (1 if waits else WAITING_TIMES)
        # A clock of the thread's number: asked later, it cannot meet memory of an ended thread.
        self._work = time.pthread_getcpuclockid(threading.get_ident())
        self._work_until = math.inf if waits else time.thread_time() + seconds

    def is_spent(self, now: float) -> bool:
        """Tell at ``now`` (``time.monotonic()``) whether the time is up; from any thread."""
        if now < self.until:
            return False
        if now >= self._latest:
            return True
        try:
            return time.clock_gettime(self._work) >= self._work_until
        except OSError:  # the thread has ended
            return True
