"""The simulated platform and a portal's ear, both on real sockets of this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask, Response, request
from werkzeug.serving import make_server

from citizen_portal.plugin_api import PaymentRequest, PluginHttp
from plugins.connectors.payment_platform.configuration import PlatformConfiguration
from plugins.connectors.payment_platform.connector import PaymentPlatform
from plugins.connectors.payment_platform.simulator import make_simulator

SECRET = "a secret for tests that is long enough"
PARTNER = "CONG-DVC"


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve a WSGI application; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Ear:
    """Where notices arrive; ``answers`` are the statuses to give, then 200."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.app = Flask("ear")
        self.app.add_url_rule("/notice", "notice", self._notice, methods=["POST"])
        self.url = ""

    def _notice(self) -> Response:
        self.heard.append((dict(request.headers), request.get_data()))
        return Response(status=self.answers.pop(0) if self.answers else 200)

    def wait_for(self, number: int) -> list[tuple[dict[str, str], bytes]]:
        """Wait until so many notices have come."""
        wait_until(lambda: len(self.heard) >= number)
        return self.heard


class Platform:
    """The simulator as a tester sees it."""

    def __init__(self, app: Flask, url: str, ear: Ear) -> None:
        self.app, self.url, self.ear = app, url, ear
        self.desk = app.extensions["desk"]
        self.gateway = gateway(configuration(url))

    def control(self, **words: object) -> dict[str, Any]:
        """Press the testers' buttons."""
        answer = requests.post(f"{self.url}/_dieu-khien", json=words, timeout=10)
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def order(self, reference: str = "DVC-1", amount: int = 8_000, **more: Any) -> PaymentRequest:
        """An order as the portal makes it."""
        given = {
            "reference": reference,
            "amount": amount,
            "dossier_code": "000.01.22.H49-261120-0001",
            "description": "Lệ phí cấp bản sao trích lục hộ tịch",
            "payer_name": "Nguyễn Văn An",
            "lines": (("Lệ phí bản sao", amount),),
            "return_url": "http://127.0.0.1:8450/thanh-toan/tro-ve",
            "notice_url": f"{self.ear.url}/notice",
            "expires_at": datetime.now(UTC) + timedelta(minutes=90),
        }
        return PaymentRequest(**{**given, **more})

    def press(self, page: str, **fields: str) -> requests.Response:
        """Press a button of an order's page."""
        return requests.post(page, data=fields, timeout=10, allow_redirects=False)


def gateway(settings: PlatformConfiguration) -> PaymentPlatform:
    """The connector with the client that the portal hands it."""
    return PaymentPlatform(settings, PluginHttp([urlsplit(settings.url).netloc]))


def configuration(url: str, *secrets: str) -> PlatformConfiguration:
    """The portal's settings for a platform at ``url``."""
    return PlatformConfiguration(url=url, partner=PARTNER, secrets=secrets or (SECRET,))


@contextmanager
def running(folder: Path, ear: Ear) -> Iterator[Platform]:
    """A simulator with its data in ``folder``."""
    app = make_simulator({"PORTAL_DATA_DIR": str(folder), "PORTAL_PAYMENT_GATEWAY_SECRET": SECRET})
    with served(app) as url:
        yield Platform(app, url, ear)
    app.extensions["desk"].sender.stop()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens in another thread."""
    for _ in range(1_000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen within ten seconds")
