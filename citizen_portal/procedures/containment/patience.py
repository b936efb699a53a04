"""Work that may never come back: waited for in a thread of its own, and left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from citizen_portal.procedures.containment.allowance import Allowance
from citizen_portal.procedures.containment.watch import TimeIsUp, take_back, throw

TO_END_SECONDS = 1.0
"""How long Python code has to end once it is told to; C code does not listen at all."""
ROUND_SECONDS = 0.1

T = TypeVar("T")


class NotInTime(Exception):
    """The work did not end within its time; its thread was left behind."""


def within_seconds(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises. Raises ``NotInTime``; then its Python code is ended.

    The seconds are those of its own work; by the clock it may take five times as long. For what
    happens once, such as an import: a thread for each is too dear otherwise.
    """
    answers: list[T] = []
    errors: list[BaseException] = []
    allowances: list[Allowance] = []

    def run() -> None:
        try:
            allowances.append(Allowance(seconds))
            _run(work, answers, errors)
        except TimeIsUp:  # it came when the work had just ended
            return

    thread = threading.Thread(target=run, name="plugin at start", daemon=True)
    thread.start()
    thread.join(seconds)
    while thread.is_alive() and not (allowances and allowances[0].is_spent(time.monotonic())):
        thread.join(ROUND_SECONDS)
    if thread.is_alive():
        throw(thread.ident or 0)
        thread.join(TO_END_SECONDS)
        if thread.is_alive():
            take_back(thread.ident or 0)
        raise NotInTime(f"it did not end within {seconds:g} s")
    for error in errors:
        raise error
    return answers[0]


def _run(work: Callable[[], T], answers: list[T], errors: list[BaseException]) -> None:
    try:
        answers.append(work())
    except KeyboardInterrupt:  # a plugin's own; the operator's reaches the waiting thread
        errors.append(RuntimeError("it raised KeyboardInterrupt"))
    except BaseException as error:  # a plugin may also raise SystemExit
        errors.append(error)
