"""A server whose requests hold it, for the test that it is replaced.

Started as ``python holding_app.py PORT``.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from typing import TYPE_CHECKING

from citizen_portal.procedures.containment.guard import Door, Guard, PluginFailed
from citizen_portal.procedures.containment.incident import IncidentBook
from citizen_portal.procedures.manifest import Requires
from citizen_portal.server import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DOOR = Door("", "sample")
GUARD = Guard("sample", Requires(seconds=0.2), IncidentBook())
PATIENCE = 2.0


def answer(path: str) -> bytes:
    if path == "/hold-everything":
        re.match(r"(a+)+$", "a" * 60 + "b")
    if path == "/hold-a-thread":
        try:
            GUARD.call(DOOR, lambda answer: answer, threading.Event().wait)
        except PluginFailed:
            return b"refused"
    return str(os.getpid()).encode()


def make_app() -> WSGIApplication:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        body = answer(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    return app


if __name__ == "__main__":
    serve(make_app, host="127.0.0.1", port=int(sys.argv[1]), processes=2, patience=PATIENCE)
