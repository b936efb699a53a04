"""Paying at the platform and coming back; only the platform's own word counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import text
from werkzeug.serving import make_server

from citizen_portal.app import Portal
from plugins.connectors.payment_platform.simulator import make_simulator
from tests.web.browser_without_scripts import Browser, Page
from tests.web.conftest import PAYMENT_SECRET, Clock
from tests.web.filing import dossier_address, submit


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def payment_url(tmp_path: Path, clock: Clock) -> Iterator[str]:
    """The platform's simulator, on the portal's clock."""
    platform = make_simulator(
        {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_PAYMENT_GATEWAY_SECRET": PAYMENT_SECRET}
    )
    platform.extensions["desk"].clock = clock
    with _served(platform) as url:
        yield url
    platform.extensions["desk"].sender.stop()


def _go_to_pay(browser: Browser) -> tuple[str, str]:
    """Submit and press "pay"; the dossier's address and that of the platform's page."""
    page = submit(browser)
    form = page.form("/thanh-toan")
    response = browser.raw(form.action, "POST", data=form.values)
    assert response.status_code == 303
    return dossier_address(page), response.headers["Location"]


def _press(platform_page: str, **fields: str) -> str:
    """Press a button at the platform; the path that leads back."""
    answer = requests.post(platform_page, data=fields, timeout=10, allow_redirects=False)
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == "/thanh-toan/tro-ve"
    return f"{parts.path}?{parts.query}"


def _ask_again(browser: Browser, page: Page) -> Page:
    return browser.press(page.form("/tro-ve"))


def test_paid_only_once_the_platform_says_so(citizen: Browser, portal: Portal) -> None:
    address, platform_page = _go_to_pay(citizen)
    waiting = citizen.open(f"/thanh-toan/tro-ve?ma={platform_page.rpartition('/')[2]}")
    assert "Đang chờ xác nhận" in waiting.heading
    assert waiting.response.headers["Refresh"].startswith("5")
    still = _ask_again(citizen, waiting)
    assert "chưa ghi nhận" in still.text

    back = _press(platform_page, viec="thanh-toan", scenario="none")
    waiting = citizen.open(back)
    assert "Đang chờ xác nhận" in waiting.heading, "the browser's return proves nothing"
    paid = _ask_again(citizen, waiting)
    assert paid.heading == "Đã thanh toán"
    assert "8.000 đồng" in paid.text
    assert "Refresh" not in paid.response.headers
    assert _ask_again(citizen, waiting).heading == "Đã thanh toán"

    page = citizen.open(address)
    assert "Đã thanh toán" in page.text
    assert not [form for form in page.forms() if form.action.endswith("/thanh-toan")]
    with portal.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM fee_receipt")).scalar_one() == 1
    receipt = citizen.raw(f"{address}/bien-lai/1.pdf")
    assert receipt.status_code == 202
    assert receipt.headers["Refresh"] == "2"
    again = citizen.raw(f"{address}/thanh-toan", "POST", data=waiting.form("/tro-ve").values)
    assert again.status_code == 409


def test_a_cancelled_payment_may_be_tried_again(citizen: Browser) -> None:
    address, platform_page = _go_to_pay(citizen)
    back = _press(platform_page, viec="huy")
    page = _ask_again(citizen, citizen.open(back))
    assert page.heading == "Chưa thanh toán"
    form = citizen.open(address).form("/thanh-toan")
    response = citizen.raw(form.action, "POST", data=form.values)
    assert response.status_code == 303
    assert response.headers["Location"] != platform_page


def test_pressing_pay_twice_opens_one_order(citizen: Browser) -> None:
    address, first = _go_to_pay(citizen)
    form = citizen.open(address).form("/thanh-toan")
    assert citizen.raw(form.action, "POST", data=form.values).headers["Location"] == first


def test_somebody_else_s_order_is_unknown(citizen: Browser, log_in: Any) -> None:
    _, platform_page = _go_to_pay(citizen)
    reference = platform_page.rpartition("/")[2]
    other = log_in("022190000022")
    for asked in (reference, "TT0000000000000000", ""):
        assert other.open(f"/thanh-toan/tro-ve?ma={asked}").status == 404
        token = other.open("/tra-cuu").form("/tra-cuu").values["csrf_token"]
        answer = other.raw("/thanh-toan/tro-ve", "POST", data={"ma": asked, "csrf_token": token})
        assert answer.status_code == 404
