from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask, Response, redirect, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from citizen_portal.plugin_api import ConnectorUnavailable, PaymentGateway, PaymentState, PluginHttp
from plugins.connectors.payment_platform import register_payment_gateways, register_simulators
from plugins.connectors.payment_platform.connector import ContradictoryOrder
from plugins.connectors.payment_platform.messages import sealed, written

from .platform import PARTNER, SECRET, Platform, configuration, gateway, served


def test_an_order_opens_once(platform: Platform) -> None:
    page = platform.gateway.start_payment(platform.order())
    assert page == f"{platform.url}/don/DVC-1"
    assert platform.gateway.start_payment(platform.order()) == page
    fact = platform.gateway.query_payment("DVC-1")
    assert (fact.state, fact.amount, fact.transaction_id) == (PaymentState.PENDING, 8_000, "")


def test_the_same_reference_for_something_else_is_refused(platform: Platform) -> None:
    platform.gateway.start_payment(platform.order())
    for other in (platform.order(amount=9_000), platform.order(payer_name="Trần Thị Bình")):
        with pytest.raises(ConnectorUnavailable, match="09"):
            platform.gateway.start_payment(other)
    assert platform.gateway.query_payment("DVC-1").amount == 8_000


def test_an_unknown_order(platform: Platform) -> None:
    with pytest.raises(LookupError):
        platform.gateway.query_payment("DVC-404")


def test_an_order_that_ran_out_of_time(platform: Platform) -> None:
    expires_at = datetime.now(UTC) - timedelta(seconds=1)
    platform.gateway.start_payment(platform.order(expires_at=expires_at))
    fact = platform.gateway.query_payment("DVC-1")
    assert (fact.state, fact.occurred_at) == (PaymentState.EXPIRED, expires_at)


def test_requests_that_contradict_themselves(platform: Platform) -> None:
    order = platform.order()
    for wrong in (
        replace(order, reference="mã số"),
        replace(order, reference=""),
        replace(order, amount=1),
        replace(order, amount=0, lines=()),
    ):
        with pytest.raises(ContradictoryOrder):
            platform.gateway.start_payment(wrong)


def test_a_portal_with_another_secret_or_name_is_not_served(platform: Platform) -> None:
    stranger = replace(configuration(platform.url), partner="ai khác")
    for settings in (configuration(platform.url, "another secret"), stranger):
        with pytest.raises(ConnectorUnavailable):
            gateway(settings).start_payment(platform.order())
    with pytest.raises(LookupError):
        platform.gateway.query_payment("DVC-1")


def test_a_portal_that_changes_its_secret(platform: Platform) -> None:
    platform.desk.secrets = ("new", SECRET)
    both = gateway(configuration(platform.url, SECRET, "new"))
    assert both.start_payment(platform.order())


def test_a_platform_that_is_down_and_comes_back(platform: Platform) -> None:
    platform.control(down=True)
    for ask in (
        lambda: platform.gateway.start_payment(platform.order()),
        lambda: platform.gateway.query_payment("DVC-1"),
    ):
        with pytest.raises(ConnectorUnavailable):
            ask()
    platform.control(down=False)
    assert platform.gateway.start_payment(platform.order())


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectorUnavailable):
        gateway(configuration(f"http://127.0.0.1:{port}")).query_payment("DVC-1")


def genuine(content: dict[str, object]) -> Response:
    return Response(written(sealed(content, SECRET)), mimetype="application/json")


def answer_to(asked: dict[str, Any], **changes: object) -> dict[str, object]:
    return {
        "LoaiBanTin": "GET_BILL_KQ",
        "MaDoiTac": PARTNER,
        "MaYeuCau": asked["MaYeuCau"],
        "MaLoi": "00",
        "MaThamChieu": asked["MaThamChieu"],
        "TrangThaiGD": "THANH_CONG",
        "SoTien": 8_000,
        "MaTienTe": "VND",
        "MaSuKien": "e1",
        "MaGiaoDich": "GD1",
        "ThoiGianGD": "2026-11-20T03:05:00+00:00",
        **changes,
    }


Lie = Callable[[dict[str, Any]], Any]

LIES: dict[str, Lie] = {
    "no seal": lambda asked: answer_to(asked),
    "seal of another": lambda asked: sealed(answer_to(asked), "another secret"),
    "changed after sealing": lambda asked: {**sealed(answer_to(asked), SECRET), "SoTien": 1},
    "the question itself": lambda asked: asked,
    "an older answer": lambda asked: genuine(answer_to(asked, MaYeuCau="0" * 32)),
    "to another partner": lambda asked: genuine(answer_to(asked, MaDoiTac="ai khác")),
    "of another kind": lambda asked: genuine(answer_to(asked, LoaiBanTin="INIT_KQ")),
    "about another order": lambda asked: genuine(answer_to(asked, MaThamChieu="DVC-2")),
    "an error with a fact": lambda asked: genuine(answer_to(asked, MaLoi="99")),
    "paid without money": lambda asked: genuine(answer_to(asked, MaGiaoDich="")),
    "an unsigned not found": lambda _: Response('{"MaLoi":"01"}', 404),
    "a list": lambda _: Response("[]"),
    "nothing": lambda _: Response(b""),
    "no end": lambda _: Response(b" " * 200_000),
    "elsewhere": lambda _: redirect("/other", 307),
    "an error page": lambda _: Response("<h1>lỗi</h1>", 500),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_answers_that_prove_nothing(lie: Lie) -> None:
    app = Flask("liar")
    visited: list[str] = []

    @app.post("/<path:path>")
    def anything(path: str) -> Any:
        visited.append(path)
        return lie(request.get_json())

    with served(app) as url, pytest.raises(ConnectorUnavailable):
        gateway(configuration(url)).query_payment("DVC-1")
    assert visited == ["api/truy-van"]


def test_the_same_answer_told_truly_is_taken() -> None:
    app = Flask("honest")
    app.add_url_rule(
        "/api/truy-van", "q", lambda: genuine(answer_to(request.get_json())), methods=["POST"]
    )
    with served(app) as url:
        fact = gateway(configuration(url)).query_payment("DVC-1")
    assert fact.state is PaymentState.SUCCEEDED


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/don/DVC-1", "javascript:alert(1)", "", "/don/DVC-1", None]
)
def test_the_browser_is_sent_to_the_platform_and_nowhere_else(
    platform: Platform, page: str | None
) -> None:
    app = Flask("liar")

    @app.post("/api/khoi-tao")
    def start() -> Response:
        asked = request.get_json()
        return genuine(answer_to(asked, LoaiBanTin="INIT_KQ", UrlThanhToan=page))

    with served(app) as url, pytest.raises(ConnectorUnavailable, match="page"):
        gateway(configuration(url)).start_payment(platform.order())


DEMO = {
    "PORTAL_ENV": "demo",
    "PORTAL_PAYMENT_GATEWAY_URL": "http://127.0.0.1:8451/thanh-toan/",
    "PORTAL_PAYMENT_GATEWAY_SECRET": " new , old ",
}


def test_settings_make_the_gateway() -> None:
    http = PluginHttp(["127.0.0.1:8451"])
    assert register_payment_gateways({}, http) == []
    (made,) = register_payment_gateways(DEMO, http)
    assert isinstance(made, PaymentGateway)
    assert made.name == "payment_platform"
    assert [one.mount for one in register_simulators(DEMO)] == ["/thanh-toan"]
    assert register_simulators({**DEMO, "PORTAL_ENV": "production"}) == []


def test_the_simulator_works_below_its_mount(platform: Platform, tmp_path: Path) -> None:
    (simulator,) = register_simulators(DEMO)
    app = simulator.make_wsgi({**DEMO, "PORTAL_DATA_DIR": str(tmp_path / "mounted")})
    with served(DispatcherMiddleware(Flask("root"), {simulator.mount: app})) as url:
        address = {**DEMO, "PORTAL_PAYMENT_GATEWAY_URL": f"{url}{simulator.mount}"}
        (made,) = register_payment_gateways(address, PluginHttp([urlsplit(url).netloc]))
        page = made.start_payment(platform.order())
        assert page == f"{url}/thanh-toan/don/DVC-1"
        shown = requests.get(page, timeout=10).text
        style = re.search(r'href="([^"]+\.css)"', shown)
        assert style is not None
        assert requests.get(f"{url}{style[1]}", timeout=10).status_code == 200
    app.extensions["desk"].sender.stop()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"PORTAL_PAYMENT_GATEWAY_SECRET": " , "}, "PORTAL_PAYMENT_GATEWAY_SECRET"),
        ({"PORTAL_PAYMENT_GATEWAY_URL": "ftp://a"}, "PORTAL_PAYMENT_GATEWAY_URL"),
        ({"PORTAL_ENV": "production"}, "https://"),
    ],
)
def test_settings_that_cannot_work_say_which(changes: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        register_payment_gateways({**DEMO, **changes}, PluginHttp([]))
