"""Requests that two parsers may understand differently: 400, and the connection closed."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from waitress import wasyncore

from citizen_portal.server import http_server
from tests.web.served_app import make_app

SMUGGLED = b"GET /pid HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED_BODY = b"2\r\nab\r\n0\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = http_server(make_app(), listener, threads=2)
    ending = threading.Event()

    def run() -> None:
        while not ending.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=server._map, count=1)

    thread = threading.Thread(target=run)
    thread.start()
    yield listener.getsockname()[1]
    ending.set()
    thread.join()
    server.task_dispatcher.shutdown()
    wasyncore.close_all(server._map, ignore_all=True)


STATUS_LINE = re.compile(rb"HTTP/1\.[01] \d{3} ")


def exchange(port: int, request: bytes) -> bytes:
    """Send bytes; return all that comes back until the server closes."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as client:
        client.sendall(request)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
        return answer


def post(headers: bytes, body: bytes = CHUNKED_BODY, version: bytes = b"1.1") -> bytes:
    return b"POST /echo HTTP/" + version + b"\r\nHost: x\r\n" + headers + b"\r\n" + body + SMUGGLED


AMBIGUOUS = {
    "both": post(b"Content-Length: 12\r\nTransfer-Encoding: chunked\r\n"),
    "both, the other way round": post(b"Transfer-Encoding: chunked\r\nContent-Length: 12\r\n"),
    "both, in capitals": post(b"CONTENT-LENGTH: 12\r\nTRANSFER-ENCODING: CHUNKED\r\n"),
    "both, with an underscore": post(b"Content_Length: 12\r\nTransfer-Encoding: chunked\r\n"),
    "length and TE with an underscore": post(
        b"Content-Length: 12\r\nTransfer_Encoding: chunked\r\n"
    ),
    "xchunked": post(b"Transfer-Encoding: xchunked\r\n"),
    "chunked, identity": post(b"Transfer-Encoding: chunked, identity\r\n"),
    "identity, chunked": post(b"Transfer-Encoding: identity, chunked\r\n"),
    "chunked twice": post(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
    "chunked, chunked": post(b"Transfer-Encoding: chunked, chunked\r\n"),
    "gzip, chunked": post(b"Transfer-Encoding: gzip, chunked\r\n"),
    "empty TE": post(b"Transfer-Encoding:\r\n"),
    "vertical tab": post(b"Transfer-Encoding: \x0bchunked\r\n"),
    "space before the colon": post(b"Transfer-Encoding : chunked\r\n"),
    "folded": post(b"Transfer-Encoding:\r\n chunked\r\n"),
    "bare line feed": post(b"X: y\nTransfer-Encoding: chunked\r\n"),
    "bare line feeds only": b"POST /echo HTTP/1.1\nHost: x\nContent-Length: 2\n\nab" + SMUGGLED,
    "chunked in HTTP/1.0": post(b"Transfer-Encoding: chunked\r\n", version=b"1.0"),
    "two lengths": post(b"Content-Length: 2\r\nContent-Length: 12\r\n", b"ab"),
    "equal lengths": post(b"Content-Length: 2\r\nContent-Length: 2\r\n", b"ab"),
    "signed length": post(b"Content-Length: +2\r\n", b"ab"),
    "list of lengths": post(b"Content-Length: 2, 2\r\n", b"ab"),
}


@pytest.mark.parametrize("request_bytes", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_ambiguous_requests_are_refused_and_the_connection_closed(
    port: int, request_bytes: bytes
) -> None:
    answer = exchange(port, request_bytes)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 ")), answer[:80]
    assert len(STATUS_LINE.findall(answer)) == 1, "the bytes behind it were served"
    assert b"waitress" not in answer.lower()


CLEAR = {
    "length": post(b"Content-Length: 2\r\n", b"ab"),
    "chunked": post(b"Transfer-Encoding: chunked\r\n"),
    "chunked in capitals": post(b"Transfer-Encoding: Chunked\r\n"),
}


@pytest.mark.parametrize("request_bytes", CLEAR.values(), ids=CLEAR)
def test_clear_requests_are_answered_in_turn(port: int, request_bytes: bytes) -> None:
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = exchange(port, request_bytes + last)
    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert b"\r\n\r\nab" in answer


def test_a_request_in_pieces_is_read_whole(port: int) -> None:
    request = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for index in range(len(request)):
            client.sendall(request[index : index + 1])
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b"ab")
