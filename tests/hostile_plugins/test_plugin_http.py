"""The client that a plugin is handed: to its own hosts, short in time and in bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response, redirect, request
from werkzeug.serving import make_server

from citizen_portal.procedures.connectors import ConnectorUnavailable
from citizen_portal.procedures.plugin_http import HostNotDeclared, PluginHttp

SIZE = 4096


@pytest.fixture
def host() -> Iterator[str]:
    """A server of this machine: ``127.0.0.1:port``."""
    app = Flask("outside")
    app.add_url_rule("/hello", "hello", lambda: Response("xin chào", headers={"X-A": "b"}))
    app.add_url_rule("/away", "away", lambda: redirect("http://elsewhere.example/"))
    app.add_url_rule("/long", "long", lambda: "x" * (SIZE + 1))
    app.add_url_rule("/cookie", "cookie", _cookie)
    app.add_url_rule("/echo", "echo", lambda: request.get_data(), methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _cookie() -> Response:
    answer = Response(request.headers.get("Cookie", "none"))
    answer.set_cookie("a", "b")
    return answer


@pytest.fixture
def http(host: str) -> PluginHttp:
    return PluginHttp([host], largest_answer=SIZE)


def test_its_own_hosts_answer(http: PluginHttp, host: str) -> None:
    answer = http.get(f"http://{host}/hello")
    assert (answer.status, answer.headers["x-a"], answer.body.decode()) == (200, "b", "xin chào")
    assert http.post(f"http://{host}/echo", b"abc").body == b"abc"


def test_a_redirect_is_an_answer_and_not_followed(http: PluginHttp, host: str) -> None:
    answer = http.get(f"http://{host}/away")
    assert (answer.status, answer.headers["location"]) == (302, "http://elsewhere.example/")


def test_nothing_is_kept_between_calls(http: PluginHttp, host: str) -> None:
    http.get(f"http://{host}/cookie")
    assert http.get(f"http://{host}/cookie").body == b"none"


def test_an_answer_that_does_not_end_is_cut(http: PluginHttp, host: str) -> None:
    with pytest.raises(ConnectorUnavailable, match="does not end"):
        http.get(f"http://{host}/long")


def test_a_host_that_does_not_answer_is_unavailable() -> None:
    with pytest.raises(ConnectorUnavailable):
        PluginHttp(["127.0.0.1:9"]).get("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "https://pay.example.vn.elsewhere.example/",
        "https://pay.example.vn:8443/",
        "https://pay.example.vn@elsewhere.example/",
        "https://elsewhere.example\\@pay.example.vn/",
        "https://elsewhere.example#@pay.example.vn/",
        "https://pay.example.vn /",
        "https://pay.example.vn\t/",
        "https://pạy.example.vn/",
        "//pay.example.vn/",
        "pay.example.vn",
        "ftp://pay.example.vn/",
        "file:///etc/passwd",
        "",
    ],
)
def test_every_other_address_is_refused(address: str) -> None:
    with pytest.raises(HostNotDeclared):
        PluginHttp(["pay.example.vn"])._check(address)


@pytest.mark.parametrize(
    ("declared", "address"),
    [
        ("pay.example.vn", "https://pay.example.vn/a?b=c@d"),
        ("pay.example.vn", "https://PAY.example.vn:443/"),
        ("pay.example.vn:443", "https://pay.example.vn/"),
        ("pay.example.vn:8443", "https://pay.example.vn:8443/"),
        ("Pay.example.vn", "http://pay.example.vn/"),
    ],
)
def test_a_host_is_the_same_with_its_usual_port(declared: str, address: str) -> None:
    PluginHttp([declared])._check(address)


def test_a_plugin_without_hosts_reaches_nobody() -> None:
    with pytest.raises(HostNotDeclared, match=r"requires\.hosts \(none\)"):
        PluginHttp([]).get("http://127.0.0.1:9/")
