"""A citizen's browser for measuring: one keep-alive connection and as little work as possible.

It imports nothing of the portal, so that the client costs little beside the server.
"""

from __future__ import annotations

import http.client
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

Typed = dict[str, list[str]]

_TOKEN = re.compile(rb'name="csrf_token"[^>]* value="([^"]+)"')
_REVISION = re.compile(rb'name="phien_ban"[^>]* value="([^"]*)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered."""

    status: int
    location: str
    body: bytes

    @property
    def token(self) -> str:
        """The CSRF token of the page's forms."""
        return _first(_TOKEN, self.body)

    @property
    def revision(self) -> str:
        """The revision of the dossier that the page shows."""
        return _first(_REVISION, self.body)


class Unexpected(Exception):
    """The server answered otherwise than this walk can use."""


class Browser:
    """One connection with one session cookie; counts its requests."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._port = port
        self._headers = {"Cookie": f"phien={cookie}"} if cookie else {}
        self._connection: http.client.HTTPConnection | None = None
        self.requests = 0

    def get(self, path: str, *expected: int) -> Answer:
        """Fetch a page. Raises ``Unexpected`` for another status than 200 or ``expected``."""
        return self._ask("GET", path, None, expected or (200,))

    def post(self, path: str, fields: Typed, *expected: int) -> Answer:
        """Send a form. Raises ``Unexpected`` for another status than 303 or ``expected``."""
        body = urlencode(fields, doseq=True).encode()
        return self._ask("POST", path, body, expected or (303,))

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, method: str, path: str, body: bytes | None, expected: tuple[int, ...]) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
            self._connection.connect()
            # Without it a form's head and body wait for each other's acknowledgement.
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = self._headers if body is None else {**self._headers, **_FORM}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        answer = Answer(response.status, response.headers.get("Location", ""), response.read())
        self.requests += 1
        if answer.status not in expected:
            raise Unexpected(f"{method} {path}: {answer.status} {_text(answer.body)}")
        return answer


def answers_well(port: int, path: str) -> bool:
    """Tell whether the server answers the page with 200."""
    with suppress(OSError, http.client.HTTPException, Unexpected), Browser(port) as browser:
        return browser.get(path).status == 200
    return False


def _first(pattern: re.Pattern[bytes], body: bytes) -> str:
    found = pattern.search(body)
    if found is None:
        raise Unexpected(f"no {pattern.pattern!r} in {_text(body)}")
    return found[1].decode()


def _text(body: bytes) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", body.decode("utf-8", "replace"))[-600:]
