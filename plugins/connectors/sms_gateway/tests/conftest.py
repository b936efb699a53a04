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
from plugins.connectors.sms_gateway.connector import SmsGateway
from plugins.connectors.sms_gateway.protocol import GatewayConfiguration
from plugins.connectors.sms_gateway.simulator import make_simulator

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
    """The simulated gateway, the portal's connector to it, and an ear for its reports."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.network = app.extensions["network"]
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.ear = Flask("ear")
        self.ear.add_url_rule("/bao-cao", "report", self._report, methods=["POST"])
        self.report_url = ""
        self.gateway = gateway("http://127.0.0.1:9")

    def _report(self) -> Response:
        self.heard.append((dict(request.headers), request.get_data()))
        return Response("applied")


def gateway(url: str, secret: str = SECRET) -> SmsGateway:
    """The connector with the client that the portal hands it."""
    configuration = GatewayConfiguration(url=url, sender="DICHVUCONG", secret=secret)
    return SmsGateway(configuration, PluginHttp([urlsplit(url).netloc]))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Everything on real sockets."""
    settings = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SMS_GATEWAY_SECRET": SECRET}
    made = World(make_simulator(settings))
    with served(made.app) as url, served(made.ear) as ear:
        made.report_url = f"{ear}/bao-cao"
        made.gateway = gateway(url)
        yield made
