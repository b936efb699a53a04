"""A simulator behind a real socket, a browser without JavaScript, and our connector."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from citizen_portal.plugin_api import Identity, LoginStart
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.relying_party import OpenIdConnectProvider
from plugins.connectors.identity.simulator import make_simulator
from plugins.connectors.identity.simulator.desk import EXTENSION, Desk

PORTAL = "http://portal.example"
CALLBACK = f"{PORTAL}/dang-nhap/callback"
AN, SANG, KHOA = "022085000011", "022205000033", "022079000100"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass
class Clock:
    """A clock that stands still until it is moved; seconds since 1970."""

    seconds: float = datetime(2026, 11, 20, 3, 0, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.seconds

    @property
    def now(self) -> datetime:
        """The moment as an aware datetime."""
        return datetime.fromtimestamp(self.seconds, UTC)


class _Forms(HTMLParser):
    """Reads the first form of a page as a browser would send it untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self.people: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = given.get("action") or ""
        if tag == "input" and given.get("type") == "radio":
            self.people.append(given["value"] or "")
            if "checked" in given:
                self.fields[given["name"] or ""] = given["value"] or ""


class Browser:
    """Follows links and sends forms; stops where an address is the portal's."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.page: requests.Response | None = None

    def open(self, address: str) -> dict[str, str] | None:
        """Open a page; return the portal's callback parameters when sent there."""
        return self._arrive(self.session.get(address, allow_redirects=False, timeout=10))

    def send(self, **fields: str) -> dict[str, str] | None:
        """Send the page's form with ``fields`` changed."""
        assert self.page is not None
        form = _Forms(self.page.text)
        assert form.action is not None
        address = urljoin(self.page.url, form.action)
        sent = form.fields | fields
        return self._arrive(
            self.session.post(address, data=sent, allow_redirects=False, timeout=10)
        )

    @property
    def people(self) -> list[str]:
        """The numbers on the login page, in order."""
        assert self.page is not None
        return _Forms(self.page.text).people

    @property
    def preselected(self) -> str | None:
        """The number that the login page has checked."""
        assert self.page is not None
        return _Forms(self.page.text).fields.get("person")

    def _arrive(self, answer: requests.Response) -> dict[str, str] | None:
        self.page = answer
        target = answer.headers.get("Location")
        if target is None:
            return None
        if target.startswith(PORTAL):
            return dict(parse_qsl(urlsplit(target).query))
        return self.open(urljoin(answer.url, target))


@dataclass
class World:
    """One simulator and one connector that knows it by settings alone."""

    issuer: str
    clock: Clock
    desk: Desk
    settings: Mapping[str, str]
    provider: OpenIdConnectProvider
    hits: Counter[str]
    browser: Browser = field(default_factory=Browser)

    def start(self, *, level: int = 2, **more: Any) -> LoginStart:
        """Begin a login at the portal."""
        return self.provider.start_login(redirect_uri=CALLBACK, required_level=level, **more)

    def finish(self, start: LoginStart, callback: Mapping[str, str]) -> Identity:
        """Come back to the portal."""
        return self.provider.finish_login(start, callback, now=self.clock.now)

    def log_in(self, number: str = AN, *, level: int = 2, **more: Any) -> Identity:
        """Log somebody in through the pages."""
        start = self.start(level=level, **more)
        return self.finish(start, self.answer(start, number))

    def answer(self, start: LoginStart, number: str = AN, **fields: str) -> dict[str, str]:
        """Walk the pages; return what the portal's callback receives."""
        callback = self.browser.open(start.url)
        if callback is None:
            callback = self.browser.send(person=number, **fields)
        assert callback is not None
        return callback

    def new_provider(self, **more: Any) -> OpenIdConnectProvider:
        """Another connector that remembers nothing yet."""
        configuration = OidcConfiguration.from_settings(self.settings)
        assert configuration is not None
        return OpenIdConnectProvider(configuration, **({"clock": self.clock} | more))


@contextmanager
def served(app: Wsgi) -> Iterator[str]:
    """Serve a WSGI application on a free port; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def simulated(data: str, **more: str) -> Iterator[World]:
    """Serve a simulator below /dinh-danh, as the portal's command does."""
    clock, hits = Clock(), Counter[str]()
    dispatcher = DispatcherMiddleware(Response("not here", status=404))

    def counting(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        hits[environ["PATH_INFO"].removeprefix("/dinh-danh")] += 1
        return dispatcher(environ, start_response)

    with served(counting) as base:
        settings = {
            "PORTAL_BASE_URL": PORTAL,
            "PORTAL_DATA_DIR": data,
            "PORTAL_ENV": "test",
            "PORTAL_OIDC_ISSUER": f"{base}/dinh-danh",
            "PORTAL_OIDC_CLIENT_ID": "cong-dich-vu-cong",
            "PORTAL_OIDC_CLIENT_SECRET": "bi-mat + của/cổng:%",
        } | more
        app = make_simulator(settings, now=clock)
        dispatcher.mounts = {"/dinh-danh": app}
        configuration = OidcConfiguration.from_settings(settings)
        assert configuration is not None
        yield World(
            issuer=settings["PORTAL_OIDC_ISSUER"],
            clock=clock,
            desk=app.extensions[EXTENSION],
            settings=settings,
            provider=OpenIdConnectProvider(configuration, clock=clock),
            hits=hits,
        )
