from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from citizen_portal.plugin_api import PluginHttp
from plugins.connectors.post_carrier.connector import PostCarrier
from plugins.connectors.post_carrier.protocol import PostConfiguration
from plugins.connectors.post_carrier.simulator import make_simulator

SECRET = "a secret for tests that is long enough"


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve a WSGI application on this machine; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class World:
    """The simulated post, the portal's connector to it, and an ear for its events."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.depot = app.extensions["depot"]
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.ear = Flask("ear")
        self.ear.add_url_rule("/su-kien", "event", self._event, methods=["POST"])
        self.events_url = ""
        self.url = ""
        self.carrier = carrier("http://127.0.0.1:9")

    def _event(self) -> Response:
        self.heard.append((dict(request.headers), request.get_data()))
        return Response("applied")

    def press(self, number: int = 1, **form: str) -> int:
        """Press a button of a parcel."""
        return self.app.test_client().post(f"/buu-gui/{number}", data=form).status_code


def carrier(url: str, secret: str = SECRET) -> PostCarrier:
    """The connector with the client that the portal hands it."""
    return PostCarrier(
        PostConfiguration(url=url, secret=secret), PluginHttp([urlsplit(url).netloc])
    )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Everything on real sockets."""
    settings = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_POST_SECRET": SECRET}
    made = World(make_simulator(settings))
    with served(made.app) as url, served(made.ear) as ear:
        made.events_url, made.url = f"{ear}/su-kien", url
        made.carrier = carrier(url)
        yield made
