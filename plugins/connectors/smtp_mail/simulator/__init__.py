"""A stand-in for a mail server that speaks SMTP and shows what it was given."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response

from plugins.connectors.smtp_mail.simulator.mailbox import Mailbox
from plugins.connectors.smtp_mail.simulator.pages import pages
from plugins.connectors.smtp_mail.simulator.server import MailServer


def make_simulator(settings: Mapping[str, str]) -> Flask:
    """Make the pages, and listen where ``PORTAL_SMTP_URL`` points on this machine, if it does.

    Letters live in ``PORTAL_DATA_DIR/mail``. Raises ``OSError`` when the port is taken.
    """
    data_dir = settings.get("PORTAL_DATA_DIR") or tempfile.mkdtemp(prefix="mail-simulator-")
    mailbox = Mailbox(Path(data_dir) / "mail")
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    address = urlsplit(settings.get("PORTAL_SMTP_URL", ""))
    server = None
    if address.hostname == "127.0.0.1" and address.port is not None:
        server = MailServer(address.hostname, address.port, mailbox)
    app.extensions |= {
        "mailbox": mailbox,
        "server": server,
        "report_url": settings.get("PORTAL_BASE_URL", "") + "/thong-bao/bao-cao/smtp_mail",
        "report_secret": settings.get("PORTAL_SMTP_REPORT_SECRET", ""),
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
