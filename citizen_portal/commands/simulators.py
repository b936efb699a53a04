"""All simulators of national systems in one process, each below its own path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from citizen_portal.commands import CommandError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from citizen_portal.procedures.hookspecs import Simulator
    from citizen_portal.settings import Settings

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Các hệ thống giả lập</title></head>
<body><main><h1>Các hệ thống giả lập</h1>
<p>Dùng để trình diễn và kiểm thử; không phải hệ thống thật.</p>
<ul>{items}</ul></main></body></html>
"""


def simulators_app(settings: Settings) -> WSGIApplication:
    """Return the WSGI application of all simulators. Raises ``CommandError`` in production."""
    if settings.env == "production":
        raise CommandError("Simulators do not run in production: set PORTAL_ENV=demo to try them.")
    from citizen_portal.procedures.manager import load_plugins
    from citizen_portal.settings import as_mapping

    mapping = as_mapping(settings)
    return mount(load_plugins(mapping).simulators(), mapping)


def mount(simulators: Sequence[Simulator], settings: Mapping[str, str]) -> WSGIApplication:
    """Serve each simulator below its path, and an index of them at the root."""
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    mounts: dict[str, Any] = {one.mount: one.make_wsgi(settings) for one in simulators}
    return DispatcherMiddleware(_index(simulators), mounts)


def _index(simulators: Sequence[Simulator]) -> WSGIApplication:
    items = "".join(
        f'<li><a href="{escape(one.mount)}/">{escape(one.name)}</a></li>' for one in simulators
    )
    page = _PAGE.format(items=items).encode()

    def index(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        found = environ.get("PATH_INFO", "/") == "/"
        body = page if found else "Không có trang này.".encode()
        kind = "text/html" if found else "text/plain"
        start_response(
            "200 OK" if found else "404 Not Found",
            [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))],
        )
        return [body]

    return index
