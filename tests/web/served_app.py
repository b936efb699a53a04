"""A small WSGI application served by the portal's server, for the tests of the server.

Started as ``python served_app.py PORT PROCESSES``.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from citizen_portal.server import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def answer(environ: WSGIEnvironment) -> bytes:
    path = environ["PATH_INFO"]
    if path == "/pid":
        return str(os.getpid()).encode()
    if path == "/die":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "/slow":
        time.sleep(1.5)
        return b"slow but whole"
    if path == "/forwarded":
        claims = sorted(name for name in environ if "FORWARDED" in name)
        return repr([*claims, environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]]).encode()
    if path == "/echo":
        return bytes(environ["wsgi.input"].read())
    return b"well"


def make_app() -> WSGIApplication:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        body = answer(environ)
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    return app


if __name__ == "__main__":
    serve(make_app, host="127.0.0.1", port=int(sys.argv[1]), processes=int(sys.argv[2]))
