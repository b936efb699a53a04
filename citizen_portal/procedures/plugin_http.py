"""HTTP for a plugin: to the hosts of its manifest, short in time and in bytes."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from citizen_portal.procedures.connectors import ConnectorUnavailable

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 5.0
WHOLE_SECONDS: Final = 8.0
LARGEST_ANSWER: Final = 1024 * 1024

_USUAL_PORT = {"https": ":443", "http": ":80"}
_PORT = re.compile(r":\d+$", re.ASCII)
_PLAIN = re.compile(r"[!-\[\]-~]+", re.ASCII)


class HostNotDeclared(PermissionError):
    """The address is not at a host of the plugin's manifest; the message names both."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back: the status, the headers by lower-case name, the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class PluginHttp:
    """Asks the hosts that ``requires.hosts`` names, and no other; safe to share by threads.

    A hook that lists the argument ``http`` is handed its plugin's own. It follows no redirect,
    keeps no cookie, and reads no proxy or password from the environment.
    """

    def __init__(self, hosts: Iterable[str], *, largest_answer: int = LARGEST_ANSWER) -> None:
        """``hosts`` are ``"host"`` or ``"host:port"``; ``largest_answer`` is in bytes."""
        self.hosts = frozenset(host.lower() for host in hosts)
        self._largest = largest_answer
        self._local = threading.local()

    def get(self, address: str, *, headers: Mapping[str, str] | None = None) -> HttpAnswer:
        """Fetch an address. Raises ``HostNotDeclared``, ``ConnectorUnavailable``."""
        return self._ask("GET", address, None, headers)

    def post(
        self, address: str, body: bytes, *, headers: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        """Send a body. Raises ``HostNotDeclared``, ``ConnectorUnavailable``."""
        return self._ask("POST", address, body, headers)

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str] | None
    ) -> HttpAnswer:
        import requests

        self._check(address)
        until = time.monotonic() + WHOLE_SECONDS
        try:
            with self._session().request(
                method,
                address,
                data=body,
                headers={"Accept-Encoding": "identity", **(headers or {})},
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                found = {name.lower(): value for name, value in answer.headers.items()}
                return HttpAnswer(answer.status_code, found, self._bounded(answer, until))
        except (requests.RequestException, OSError) as error:
            raise ConnectorUnavailable(type(error).__name__) from error

    def _check(self, address: str) -> None:
        parts = urlsplit(address)
        host, usual = parts.netloc.lower(), _USUAL_PORT.get(parts.scheme)
        # Libraries do not agree on where the host of such an address ends.
        if usual is None or "@" in host or not _PLAIN.fullmatch(address):
            raise HostNotDeclared(f"{address!r} is not a plain http or https address")
        same = {host, host.removesuffix(usual)}
        if not _PORT.search(host):
            same.add(host + usual)
        if not self.hosts & same:
            declared = ", ".join(sorted(self.hosts)) or "none"
            raise HostNotDeclared(f"{host!r} is not among requires.hosts ({declared})")

    def _session(self) -> requests.Session:
        """One for each thread: requests does not promise that they may share it."""
        import requests

        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            from http.cookiejar import DefaultCookiePolicy

            session = self._local.session = requests.Session()
            session.trust_env = False
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return session

    def _bounded(self, answer: Any, until: float) -> bytes:
        body = bytearray()
        for part in answer.iter_content(16 * 1024):
            body += part
            if len(body) > self._largest or time.monotonic() > until:
                raise ConnectorUnavailable("the answer does not end")
        return bytes(body)
