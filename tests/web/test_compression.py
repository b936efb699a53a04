"""Pages travel compressed, and the length of a page tells nobody what it holds."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask, Response

from citizen_portal.web import compression


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/long", "long", lambda: "<p>trang</p>" * 500)
    app.add_url_rule("/short", "short", lambda: "<p>ok</p>")
    app.add_url_rule(
        "/pdf", "pdf", lambda: Response(b"%PDF-" + bytes(5000), mimetype="application/pdf")
    )
    compression.install(app)
    return app


def test_a_long_page_is_compressed_for_who_can_read_it(app: Flask) -> None:
    answer = app.test_client().get("/long", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).decode() == "<p>trang</p>" * 500
    assert len(answer.data) == answer.content_length
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_others_get_it_plain(app: Flask, accepted: str) -> None:
    answer = app.test_client().get("/long", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.text == "<p>trang</p>" * 500


@pytest.mark.parametrize("path", ["/short", "/pdf"])
def test_what_gains_nothing_stays_as_it_is(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_the_length_varies_though_the_page_does_not(app: Flask) -> None:
    client = app.test_client()
    lengths = {
        client.get("/long", headers={"Accept-Encoding": "gzip"}).content_length for _ in range(30)
    }
    assert len(lengths) > 3
