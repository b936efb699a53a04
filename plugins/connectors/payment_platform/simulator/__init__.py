"""A stand-in for the payment platform that speaks its protocol and can misbehave."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, current_app, request

from plugins.connectors.payment_platform.configuration import DEFAULT_PARTNER, read_secrets
from plugins.connectors.payment_platform.messages import LONGEST_MESSAGE
from plugins.connectors.payment_platform.simulator.api import api
from plugins.connectors.payment_platform.simulator.control import control
from plugins.connectors.payment_platform.simulator.desk import Desk
from plugins.connectors.payment_platform.simulator.pages import pages


def make_simulator(settings: Mapping[str, str]) -> Flask:
    """Make the simulated platform; orders and notices live in ``PORTAL_DATA_DIR/payment``."""
    data_dir = settings.get("PORTAL_DATA_DIR") or tempfile.mkdtemp(prefix="payment-simulator-")
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_MESSAGE
    app.extensions["desk"] = Desk(
        Path(data_dir) / "payment",
        secrets=read_secrets(settings),
        partner=settings.get("PORTAL_PAYMENT_PARTNER") or DEFAULT_PARTNER,
    )
    for blueprint in (api, pages, control):
        app.register_blueprint(blueprint)
    app.before_request(_answer_when_down)
    app.after_request(_add_safe_headers)
    return app


def _answer_when_down() -> Response | None:
    desk: Desk = current_app.extensions["desk"]
    # Here rather than at the start: a server may fork after making the app.
    desk.sender.start()
    if desk.book.remembered("down") and request.blueprint != control.name:
        return Response("Hệ thống thanh toán giả lập đang tạm dừng.", 503, mimetype="text/plain")
    return None


def _add_safe_headers(response: Response) -> Response:
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
