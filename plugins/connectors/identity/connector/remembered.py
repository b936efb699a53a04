"""An answer of the provider that is kept for a while, and asked for by one thread at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from citizen_portal.plugin_api import ConnectorUnavailable

FAILURE_SECONDS = 3.0

T = TypeVar("T")


class Remembered(Generic[T]):
    """Keeps what ``fetch`` returned for ``seconds``.

    A failure is kept too, for a few seconds: while the provider is down, people who wait
    hear so at once instead of queueing behind each other's time limits.
    """

    def __init__(
        self,
        fetch: Callable[[], T],
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._value: T | None = None
        self._fetched_at = 0.0
        self._failure: tuple[float, ConnectorUnavailable] | None = None
        self._renewed_at: float | None = None

    def get(self) -> T:
        """Return the answer, at most ``seconds`` old. Raises ``ConnectorUnavailable``."""
        with self._lock:
            if self._value is not None and self._clock() - self._fetched_at < self._seconds:
                return self._value
            return self._ask()

    def renewed(self) -> T:
        """Return a newer answer, but ask at most once per ``seconds``: no amplification."""
        with self._lock:
            now = self._clock()
            asked_lately = self._renewed_at is not None and now - self._renewed_at < self._seconds
            if asked_lately and self._value is not None:
                return self._value
            value = self._ask()
            self._renewed_at = now
            return value

    def _ask(self) -> T:
        now = self._clock()
        if self._failure is not None and now - self._failure[0] < FAILURE_SECONDS:
            raise ConnectorUnavailable(str(self._failure[1]))
        try:
            self._value = self._fetch()
        except ConnectorUnavailable as problem:
            self._failure = (self._clock(), problem)
            raise
        self._failure = None
        self._fetched_at = self._clock()
        return self._value
