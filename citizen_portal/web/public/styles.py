"""Styles, scripts, fonts and pictures: read once, sent compressed, kept by browsers."""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Response, abort, request

from citizen_portal.web.guards import public
from citizen_portal.web.pages import STATIC, static_url
from citizen_portal.web.public import public_pages

FOREVER = "public, max-age=31536000, immutable"
_SQUEEZED = ("text/", "application/javascript", "image/svg")


@dataclass(frozen=True, slots=True)
class _File:
    plain: bytes
    squeezed: bytes | None
    media_type: str


@cache
def _files() -> dict[str, _File]:
    found = {}
    for path in STATIC.rglob("*"):
        if path.is_file() and path.suffix != ".gz":
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            plain = path.read_bytes()
            squeezable = media_type.startswith(_SQUEEZED)
            squeezed = gzip.compress(plain, 9, mtime=0) if squeezable else None
            found[path.relative_to(STATIC).as_posix()] = _File(plain, squeezed, media_type)
    return found


@public_pages.get("/static/<path:name>")
@public
def static_file(name: str) -> Any:
    """One file of ours; the address carries its digest, so it never changes."""
    file = _files().get(name)
    if file is None:
        abort(404)
    squeezed = file.squeezed is not None and request.accept_encodings["gzip"] > 0
    response = Response(file.squeezed if squeezed else file.plain, mimetype=file.media_type)
    if squeezed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    current = static_url(name).endswith(f"?v={request.args.get('v')}")
    response.headers["Cache-Control"] = FOREVER if current else "public, max-age=300"
    return response
