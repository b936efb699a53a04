"""A stand-in for a postal carrier that speaks its protocol."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response

from plugins.connectors.post_carrier.protocol import LONGEST_MESSAGE
from plugins.connectors.post_carrier.simulator.api import api
from plugins.connectors.post_carrier.simulator.pages import pages
from plugins.connectors.post_carrier.simulator.parcels import Depot

EVENTS = "/buu-chinh/su-kien/post_carrier"
"""Where the portal takes events about parcels that it did not order itself."""


def make_simulator(settings: Mapping[str, str]) -> Flask:
    """Make the simulated carrier; its parcels live in ``PORTAL_DATA_DIR/post``."""
    data_dir = settings.get("PORTAL_DATA_DIR") or tempfile.mkdtemp(prefix="post-simulator-")
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_MESSAGE
    app.extensions |= {
        "depot": Depot(Path(data_dir) / "post"),
        "secret": settings.get("PORTAL_POST_SECRET", ""),
        "portal_events": settings.get("PORTAL_BASE_URL", "") + EVENTS,
    }
    app.register_blueprint(api)
    app.register_blueprint(pages)
    app.after_request(_add_safe_headers)
    return app


def _add_safe_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
