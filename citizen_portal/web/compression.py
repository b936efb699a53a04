"""Pages travel compressed: a slow line is the rule, not the exception."""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Flask, Response, request

SMALLEST = 1000
LEVEL = 4
LONGEST_NAME = 96
_KINDS = frozenset({"text/html", "application/json", "text/plain"})


def install(app: Flask) -> None:
    """Compress what browsers say they can read compressed."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in _KINDS or response.direct_passthrough:
            return response
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        worth_it = (response.content_length or 0) >= SMALLEST
        if worth_it and "Content-Encoding" not in response.headers and _accepts_gzip():
            response.set_data(_squeezed(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _accepts_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _squeezed(body: bytes) -> bytes:
    """Compress with a file name of random length, so that the length tells nobody anything.

    A page holds a secret (the CSRF token) beside words from its address; who could watch
    lengths while choosing the words would learn the secret piece by piece (BREACH).
    """
    name = "x" * (1 + secrets.randbelow(LONGEST_NAME))
    squeezed = io.BytesIO()
    with gzip.GzipFile(name, "wb", LEVEL, squeezed, mtime=0) as file:
        file.write(body)
    return squeezed.getvalue()
