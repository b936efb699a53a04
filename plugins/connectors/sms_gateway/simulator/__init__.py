"""A stand-in for a gateway for text messages that speaks its protocol."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response

from plugins.connectors.sms_gateway.protocol import LONGEST_MESSAGE
from plugins.connectors.sms_gateway.simulator.pages import pages
from plugins.connectors.sms_gateway.simulator.phones import Network


def make_simulator(settings: Mapping[str, str]) -> Flask:
    """Make the simulated gateway; its messages live in ``PORTAL_DATA_DIR/sms``."""
    data_dir = settings.get("PORTAL_DATA_DIR") or tempfile.mkdtemp(prefix="sms-simulator-")
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_MESSAGE
    app.extensions |= {
        "network": Network(Path(data_dir) / "sms"),
        "secret": settings.get("PORTAL_SMS_GATEWAY_SECRET", ""),
    }
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
