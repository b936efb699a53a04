"""Answers of the provider are short, small, plain, and come from where they were asked."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pytest
from werkzeug.wrappers import Request, Response

from citizen_portal.plugin_api import ConnectorUnavailable
from plugins.connectors.identity.connector.transport import LARGEST_ANSWER, Transport
from plugins.connectors.identity.tests.world import served

ASKED: list[str] = []


@Request.application
def provider(request: Request) -> Response:
    ASKED.append(request.path)
    match request.path:
        case "/good":
            return Response('{"a": 1}', content_type="application/json")
        case "/refusal":
            return Response('{"error": "invalid_grant"}', status=400)
        case "/plain-refusal":
            return Response("no", status=403)
        case "/limit":
            return Response('{"a": "' + "x" * (LARGEST_ANSWER - 9) + '"}')
        case "/above-limit":
            return Response('{"a": "' + "x" * (LARGEST_ANSWER - 8) + '"}')
        case "/endless":
            return Response(iter(lambda: b"x" * 65_536, None))
        case "/bomb":
            body = gzip.compress(b" " * 50_000_000)
            return Response(body, headers={"Content-Encoding": "gzip"})
        case "/redirect":
            return Response(status=302, headers={"Location": "/good"})
        case "/deep":
            return Response("[" * 100_000)
        case "/list":
            return Response("[]")
        case "/drip":
            return Response(_drip())
        case _:
            return Response("down", status=503)


def _drip() -> Iterator[bytes]:
    for _ in range(100):
        time.sleep(0.1)
        yield b" "


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served(provider) as address:
        yield address


def test_an_object_is_read(base: str) -> None:
    assert Transport().get(f"{base}/good").content == {"a": 1}


def test_a_refusal_is_an_answer(base: str) -> None:
    refusal = Transport().post(f"{base}/refusal", {"code": "x"}, {})
    assert (refusal.status, refusal.content) == (400, {"error": "invalid_grant"})
    plain = Transport().get(f"{base}/plain-refusal")
    assert (plain.status, plain.content) == (403, {})


def test_the_limit_itself_is_allowed(base: str) -> None:
    assert len(Transport().get(f"{base}/limit").content["a"]) == LARGEST_ANSWER - 9


@pytest.mark.parametrize("path", ["above-limit", "endless", "bomb", "deep", "list", "503"])
def test_other_answers_are_try_again_later(base: str, path: str) -> None:
    with pytest.raises(ConnectorUnavailable):
        Transport().get(f"{base}/{path}")


def test_a_redirect_is_not_followed(base: str) -> None:
    ASKED.clear()
    with pytest.raises(ConnectorUnavailable):
        Transport().get(f"{base}/redirect")
    assert ASKED == ["/redirect"]


def test_an_answer_that_never_ends_in_time_is_given_up(base: str) -> None:
    with pytest.raises(ConnectorUnavailable, match="too long"):
        Transport(read_seconds=0.5).get(f"{base}/drip")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://nowhere.invalid/", "http://"])
def test_nobody_there_is_try_again_later(address: str) -> None:
    with pytest.raises(ConnectorUnavailable):
        Transport(connect_seconds=0.5).get(address)
