"""A simulated identity system that serves any standard OpenID Connect client."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from flask import Flask, render_template
from werkzeug.wrappers import Response

from plugins.connectors.identity.simulator import authorization, leaving, metadata, tokens
from plugins.connectors.identity.simulator.desk import EXTENSION, Desk
from plugins.connectors.identity.simulator.people import PEOPLE

LARGEST_REQUEST = 64 * 1024
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def make_simulator(settings: Mapping[str, str], *, now: Callable[[], float] = time.time) -> Flask:
    """Return the WSGI application, to be mounted at the path of ``PORTAL_OIDC_ISSUER``.

    ``now`` tells the seconds since 1970.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.extensions[EXTENSION] = Desk.open(settings, now)
    for pages in (metadata.pages, authorization.pages, tokens.pages, leaving.pages):
        app.register_blueprint(pages)
    app.add_url_rule("/", "home", lambda: render_template("home.html", people=PEOPLE))
    app.after_request(_guarded)
    return app


def _guarded(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "no-store"
    return answer
