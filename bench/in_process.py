"""Asking an application without a network: what its own code costs."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bench.figures import Spread

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def ask(app: WSGIApplication, path: str, cookie: str = "") -> tuple[int, bytes]:
    """GET a page; return the status and the body."""
    told: list[str] = []
    place, _, query = path.partition("?")

    def start_response(status: str, *_: Any) -> Any:
        told.append(status)

    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": f"phien={cookie}",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
    answer: Iterable[bytes] = app(environ, start_response)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(told[0][:3]), body


def milliseconds(app: WSGIApplication, path: str, cookie: str, times: int) -> Spread:
    """The CPU-milliseconds of so many requests in a row."""
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        ask(app, path, cookie)
        taken.append((time.thread_time() - begun) * 1000)
    return Spread(taken)
