"""The watch: one thread of the process that ends calls into plugins when their time is up."""

from __future__ import annotations

import ctypes
import math
import os
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from citizen_portal.procedures.containment.allowance import Allowance
from citizen_portal.procedures.containment.incident import Incident

ROUND_SECONDS: Final = 0.05
AGAIN_SECONDS: Final = 1.0
_IDLE_ROUNDS = 40


class TimeIsUp(BaseException):
    """Thrown into a call that takes too long; no ``except Exception`` of a plugin stops it."""


class Call:
    """One call into a plugin that has not come back."""

    __slots__ = (
        "again_at", "aimed_at", "allowance", "door", "ident", "incident", "stop", "thrown", "until",
    )  # fmt: skip

    def __init__(
        self, stop: Callable[[Call], None], ident: int, door: Any, allowance: Allowance
    ) -> None:
        self.stop = stop
        self.ident = ident
        self.door = door
        self.allowance = allowance
        self.until = math.inf
        """When its time was up."""
        self.again_at = allowance.until
        self.aimed_at = False
        self.thrown = False
        self.incident: Incident | None = None


def throw(ident: int) -> None:
    """Raise ``TimeIsUp`` in a thread as soon as it runs Python again."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(TimeIsUp))


def take_back(ident: int) -> None:
    """Forget what was thrown into a thread but has not been raised there yet.

    CPython keeps its signal that something was thrown until it hits: every thread looks for it
    at every turn, and one whose lines are counted never gets on (3.11). So we let it hit us.
    """
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), None)
    own = ctypes.c_ulong(threading.get_ident())
    try:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(own, ctypes.py_object(TimeIsUp))
        while True:
            pass
    except TimeIsUp:
        return


class Watch:
    """Looks at every running call twenty times a second; sleeps while nothing calls.

    It never lives across a fork: it ends before, and begins again with the next call.
    """

    def __init__(self) -> None:
        self._calls: dict[Call, None] = {}
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._awake = False

    def begin(self, call: Call) -> None:
        """Keep an eye on a call from now on."""
        self._calls[call] = None
        if not self._awake:
            self._wake()

    def end(self, call: Call) -> None:
        """The call has come back."""
        self._calls.pop(call, None)

    def lost(self, seconds: float) -> int:
        """Threads whose call ignores for ``seconds`` that its time is up."""
        latest = time.monotonic() - seconds
        return sum(1 for call in tuple(self._calls) if call.aimed_at and call.until < latest)

    def _wake(self) -> None:
        with self._lock:
            self._awake = True
            if self._thread is None:
                self._ended.clear()
                self._thread = threading.Thread(target=self._run, name="plugins", daemon=True)
                self._thread.start()
            self._bell.set()

    def _run(self) -> None:
        idle = 0
        while not self._ended.wait(ROUND_SECONDS):
            now = time.monotonic()
            calls = tuple(self._calls)
            for call in calls:
                self._look_at(call, now)
            idle = 0 if calls else idle + 1
            if idle > _IDLE_ROUNDS:
                idle = 0
                self._sleep()

    def _look_at(self, call: Call, now: float) -> None:
        """Aim at a call whose time is up, now and then: what is in C does not listen meanwhile."""
        if call.thrown:
            call.thrown = False
            take_back(call.ident)
            call.again_at = now + AGAIN_SECONDS
        elif now >= call.again_at and (call.aimed_at or call.allowance.is_spent(now)):
            call.until = min(call.until, now)
            call.stop(call)

    def _sleep(self) -> None:
        self._bell.clear()
        self._awake = False
        if not self._calls:  # one that began in between saw it awake
            self._bell.wait()
        self._awake = True

    def before_fork(self) -> None:
        """End the thread: a child would have its locks without it."""
        thread = self._thread
        if thread is not None:
            self._ended.set()
            self._bell.set()
            thread.join()
        self._lock.acquire()
        self._thread, self._awake = None, False

    def after_fork(self) -> None:
        """Go on without the thread, which the next call starts again."""
        self._lock.release()
        if self._calls:
            self._wake()

    def after_fork_in_child(self) -> None:
        """The calls of other threads stayed with the parent."""
        self._calls.clear()
        self._bell, self._ended = threading.Event(), threading.Event()
        self._lock.release()


WATCH: Final = Watch()
os.register_at_fork(
    before=WATCH.before_fork,
    after_in_parent=WATCH.after_fork,
    after_in_child=WATCH.after_fork_in_child,
)
