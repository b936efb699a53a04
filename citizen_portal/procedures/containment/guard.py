"""Calls into a plugin: each has a time limit, and none takes the portal down with it.

A call runs in the caller's own thread: handing it to another would cost every call what only
the rare bad one needs. The watch (``watch``) ends what takes too long. What only
ends when it likes, such as a sleep in C, keeps its thread: so few may be inside at a time.
"""

from __future__ import annotations

import math
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from citizen_portal.procedures.containment.allowance import Allowance
from citizen_portal.procedures.containment.incident import (
    Incident,
    IncidentBook,
    place_of,
    place_of_frame,
)
from citizen_portal.procedures.containment.watch import (
    WATCH,
    Call,
    TimeIsUp,
    take_back,
    throw,
)
from citizen_portal.procedures.manifest import Requires

REFUSED_SECONDS: Final = 60.0
"""How long a plugin stays out of order after what no plugin may do; then one call is tried."""

MOST_INSIDE: Final = 2
"""Threads of a process inside one plugin's procedures: half of those that serve."""

ROOM_SECONDS: Final = 1.0
"""How long a call waits for the others before it is refused."""

T = TypeVar("T")


class PluginFailed(Exception):
    """A plugin did not do its part: the person is told that it is interrupted for a while.

    ``incident`` is None when the call was refused because of what happened before.
    """

    def __init__(self, plugin: str, incident: Incident | None = None) -> None:
        super().__init__(str(incident) if incident else f"{plugin} is out of order")
        self.plugin = plugin
        self.incident = incident


class WrongAnswer(Exception):
    """A plugin returned what it must not; the message says what, without its content."""


class Guard:
    """Stands before every call into one plugin; safe to share by threads."""

    def __init__(
        self,
        plugin: str,
        requires: Requires,
        book: IncidentBook,
        most_inside: int = MOST_INSIDE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``clock`` (seconds) decides how long the plugin stays out of order."""
        self.plugin = plugin
        self.requires = requires
        self.book = book
        self._most = most_inside
        self._clock = clock
        self._lock = threading.Lock()
        self._inside: dict[int, Call] = {}
        self._refused_until = 0.0

    @property
    def out_of_order(self) -> bool:
        """Calls are refused for now: one failed badly, or has not come back."""
        if not self._refused_until:
            return False
        stuck = any(call.aimed_at for call in tuple(self._inside.values()))
        return stuck or self._clock() < self._refused_until

    def call(
        self, door: Door, accept: Callable[[Any], T], work: Callable[..., Any], *args: Any
    ) -> T:
        """What ``accept`` makes of ``work(*args)``; both run inside.

        Raises ``PluginFailed``. Ordinary exceptions pass through a ``tolerant`` door: a rule may
        stumble over answers that are still to come. They carry where they come from.
        """
        ident = threading.get_ident()
        if ident in self._inside:
            return accept(work(*args))
        call = Call(self._stop, ident, door, _allowance(self.requires.seconds, door))
        try:
            self._enter(call)
            try:
                return accept(work(*args))
            finally:
                self._leave(call)
        except TimeIsUp:  # it may have come while entering or leaving, too
            self._forget(call)
            take_back(call.ident)
            raise PluginFailed(self.plugin, call.incident) from None
        except PluginFailed:
            raise
        except Exception as error:
            failure = self._judge(door, error)
            if failure is None:
                raise
            raise failure from error
        except BaseException as error:  # a plugin may raise SystemExit too
            raise self._trip(door, "exit", error) from error

    def _judge(self, door: Door, error: Exception) -> PluginFailed | None:
        """What the caller is told; None for an ordinary exception that passes as it is."""
        if isinstance(error, door.says):
            return None
        for bad, kind in _NEVER.items():
            if isinstance(error, bad):
                return self._trip(door, kind, error)
        incident = self._incident(door, "error", f"{type(error).__name__}{_at(place_of(error))}")
        if not door.tolerant:
            self.book.note(incident)
            return PluginFailed(self.plugin, incident)
        error.__dict__.setdefault(_ORIGIN, incident)
        return None

    def _trip(self, door: Door, kind: str, error: BaseException) -> PluginFailed:
        said = str(error) if isinstance(error, WrongAnswer) else type(error).__name__
        incident = self._incident(door, kind, f"{said}{_at(place_of(error))}")
        self.book.note(incident)
        self._refused_until = self._clock() + REFUSED_SECONDS
        return PluginFailed(self.plugin, incident)

    def _incident(self, door: Door, kind: str, sentence: str) -> Incident:
        return Incident(
            plugin=self.plugin,
            procedure_code=door.procedure_code,
            what=door.what,
            kind=kind,
            sentence=sentence,
        )

    def _enter(self, call: Call) -> None:
        """Raises ``PluginFailed`` while out of order, or when the others do not come back."""
        patient_until = 0.0
        while True:
            with self._lock:
                most = 1 if self._refused_until else self._most
                if not self.out_of_order and len(self._inside) < most:
                    self._inside[call.ident] = call
                    break
                refused = self.out_of_order
            now = time.monotonic()
            patient_until = patient_until or now + ROOM_SECONDS
            if refused or now >= patient_until:
                raise PluginFailed(self.plugin)
            time.sleep(0.002)
        WATCH.begin(call)

    def _leave(self, call: Call) -> None:
        self._forget(call)
        if call.aimed_at:
            # It came back at the last moment: what was thrown may still be on its way.
            take_back(call.ident)
            raise TimeIsUp
        if self._refused_until and not self.out_of_order:
            self._refused_until = 0.0

    def _forget(self, call: Call) -> None:
        with self._lock:
            if self._inside.get(call.ident) is call:
                del self._inside[call.ident]
        WATCH.end(call)

    def _stop(self, call: Call) -> None:
        """Its time is up, or still is; the watch calls this."""
        if call.aimed_at:
            self._aim(call)
            return
        place = place_of_frame(sys._current_frames().get(call.ident))
        sentence = f"no answer within {self.requires.seconds:g} s{_at(place)}"
        incident = self._incident(call.door, "timeout", sentence)
        call.incident = incident
        if self._aim(call):
            self.book.note(incident)

    def _aim(self, call: Call) -> bool:
        """Throw into the call's thread, unless it has come back."""
        with self._lock:
            if self._inside.get(call.ident) is not call:
                return False
            call.aimed_at = call.thrown = True
            self._refused_until = self._clock() + REFUSED_SECONDS
            throw(call.ident)
        return True


def _allowance(seconds: float, door: Door) -> Allowance:
    """What a call may take: without end under a debugger or while lines are counted.

    Whoever steps through a rule needs longer, and CPython 3.11 does not survive an exception
    thrown into a traced thread.
    """
    return Allowance(seconds if sys.gettrace() is None else math.inf, waits=door.waits)


@dataclass(frozen=True, slots=True)
class Door:
    """Which part of a plugin a call goes to: the procedure's code, if any, and the part.

    ``says`` are the exceptions by which a connector tells what happened outside; ``waits``
    says that it may wait for somebody there, so that its time is that of the clock.
    """

    procedure_code: str
    what: str
    tolerant: bool = False
    says: tuple[type[Exception], ...] = ()
    waits: bool = False


def origin_of(error: BaseException | None) -> Incident | None:
    """What a plugin did when an ordinary exception, or its cause, comes from one."""
    while error is not None:
        found = getattr(error, _ORIGIN, None)
        if isinstance(found, Incident):
            return found
        error = error.__cause__
    return None


def within(form: Any, what: str, work: Callable[..., T], *args: Any) -> T:
    """``work(*args)`` behind the guard of the plugin that a form step belongs to, if any."""
    guard: Guard | None = getattr(form, "_guard", None)
    if guard is None:
        return work(*args)
    door = Door(form._code, f"{form.__name__} {what}")
    answer: T = guard.call(door, _as_it_is, work, *args)
    return answer


def _as_it_is(answer: Any) -> Any:
    return answer


_ORIGIN = "_raised_in_plugin"
_NEVER = {RecursionError: "recursion", MemoryError: "memory", WrongAnswer: "wrong_type"}


def _at(place: str) -> str:
    return f" ({place})" if place else ""
