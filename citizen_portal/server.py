"""The HTTP server: waitress, in several processes on one listening socket.

The parent only watches; each child runs waitress. A request's whole body is read before a
thread is spent on it, so slow clients cost memory and no threads.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from citizen_portal.procedures.containment.watch import WATCH
from citizen_portal.process_lifetime import Heartbeats, ending_with_parent
from citizen_portal.request_parsing import StrictChannel

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_log = logging.getLogger(__name__)

CONNECTION_LIMIT = 2000
"""Open connections per process; waitress's own default of 100 lets 100 slow clients stop it."""

CHANNEL_TIMEOUT = 15
"""Seconds without a byte after which a connection is closed."""

PATIENCE = 15.0
"""Seconds that a process may stand still, or miss half its threads, before it is replaced."""

_MAX_BODY_BYTES = 64 * 1024 * 1024
_DRAIN_SECONDS = 10.0
_STOP_SECONDS = 15.0
_QUICK_DEATH_SECONDS = 5.0
_MAX_PAUSE_SECONDS = 10.0
_STOPPED_SECONDS = 5.0


class PortTaken(Exception):
    """The address is in use or may not be used; the message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket. Raises ``PortTaken``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error})"
        raise PortTaken(f"Port {port} of {host} {why}: choose another one with --port.") from error
    return listener


def http_server(app: WSGIApplication, listener: socket.socket, threads: int) -> BaseWSGIServer:
    """Return waitress on ``listener``, tuned against slow and ambiguous clients."""
    server = create_server(
        app,
        sockets=[listener],
        threads=threads,
        connection_limit=CONNECTION_LIMIT,
        channel_timeout=CHANNEL_TIMEOUT,
        cleanup_interval=5,
        max_request_header_size=32 * 1024,
        max_request_body_size=_MAX_BODY_BYTES,
        asyncore_use_poll=True,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = StrictChannel
    return server


def serve(
    app_factory: Callable[[], WSGIApplication],
    *,
    host: str,
    port: int,
    processes: int = 2,
    threads: int = 4,
    patience: float = PATIENCE,
) -> None:
    """Serve until SIGTERM or SIGINT; then finish the running requests and return.

    ``app_factory`` is called once, before the processes part: it must leave no thread and no
    database connection behind. With one process nothing is forked. Raises ``PortTaken``.

    Code in C that a plugin calls can hold a thread, or all of a process, and cannot be stopped
    from within: after ``patience`` seconds such a process is replaced, unless it is the only one.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue of one is no news
    listener = listen(host, port)
    with contextlib.closing(listener):
        app = app_factory()
        gc.collect()
        gc.freeze()  # what is shared after the fork stays shared
        if processes == 1:
            _serve_here(app, listener, threads)
        else:
            _Parent(app, listener, processes, threads, patience).run()


class _Parent:
    """Keeps the children running."""

    def __init__(
        self,
        app: WSGIApplication,
        listener: socket.socket,
        processes: int,
        threads: int,
        patience: float,
    ) -> None:
        self._app = app
        self._listener = listener
        self._processes = processes
        self._threads = threads
        self._patience = patience
        self._beats = Heartbeats(processes)
        self._places: dict[int, int] = {}
        self._looked_at = time.monotonic()
        self._born: dict[int, float] = {}
        self._stopping = False

    def run(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._stop)
        pause = 0.0
        while not self._stopping:
            while len(self._born) < self._processes and not self._stopping:
                self._start_child()
            lived = self._await_death()
            if lived is None or self._stopping:
                continue
            pause = min(pause * 2 + 0.5, _MAX_PAUSE_SECONDS) if lived < _QUICK_DEATH_SECONDS else 0
            _log.error("a server process died after %.0f s; starting another", lived)
            self._sleep(pause)
        self._await_children()

    def _stop(self, _sign: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._born:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < end:
            time.sleep(0.05)

    def _start_child(self) -> None:
        held = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, held)
        arrange = ending_with_parent(signal.SIGTERM)
        place = min(set(range(self._processes)) - set(self._places.values()))
        self._beats.beat(place)
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                arrange()
                goes_on = partial(self._goes_on, place)
                _serve_here(self._app, self._listener, self._threads, held, goes_on)
                code = 0
            except BaseException:
                _log.exception("a server process failed")
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        self._born[pid] = time.monotonic()
        self._places[pid] = place
        signal.pthread_sigmask(signal.SIG_UNBLOCK, held)

    def _goes_on(self, place: int) -> bool:
        """The child says that it moves; half its threads lost is reason to end."""
        self._beats.beat(place)
        lost = WATCH.lost(self._patience)
        if lost >= max(1, self._threads // 2):
            _log.error("plugins do not give back %d threads; this process ends", lost)
            return False
        return True

    def _end_silent(self) -> None:
        now, before = time.monotonic(), self._looked_at
        self._looked_at = now
        for pid, place in self._places.items():
            if now - before > _STOPPED_SECONDS:  # all of us were stopped, and go on now
                self._beats.beat(place)
            elif self._beats.silent(place) > self._patience:
                _log.error("a server process stands still; ending it")
                os.kill(pid, signal.SIGKILL)

    def _await_death(self) -> float | None:
        """Wait for one child's end, or 0.2 s; return how long it lived."""
        for pid, born in list(self._born.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                del self._born[pid], self._places[pid]
                return time.monotonic() - born
        self._end_silent()
        time.sleep(0.2)
        return None

    def _await_children(self) -> None:
        end = time.monotonic() + _STOP_SECONDS
        while self._born and time.monotonic() < end:
            self._await_death()
        for pid in self._born:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _serve_here(
    app: WSGIApplication,
    listener: socket.socket,
    threads: int,
    unblock: Iterable[signal.Signals] = (),
    goes_on: Callable[[], bool] = lambda: True,
) -> None:
    """Serve in this process until SIGTERM, SIGINT or until it does not go on; then drain."""
    server = http_server(app, listener, threads)
    stopping = False

    def stop(_sign: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        server.pull_trigger()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, unblock)
    while not stopping and goes_on():
        wasyncore.loop(timeout=1, use_poll=True, map=server._map, count=1)
    server.accepting = False
    end = time.monotonic() + _DRAIN_SECONDS
    while time.monotonic() < end and any(
        channel.requests or channel.total_outbufs_len
        for channel in list(server.active_channels.values())
    ):
        wasyncore.loop(timeout=0.05, use_poll=True, map=server._map, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(server._map, ignore_all=True)
