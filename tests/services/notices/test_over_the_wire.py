"""The bundled notifiers, their simulators and the worker together, over real sockets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from citizen_portal.app import Portal
from citizen_portal.jobs.worker import run_worker
from citizen_portal.models import Person
from citizen_portal.plugin_api import PluginHttp
from plugins.connectors.sms_gateway import register_notifiers as sms_notifiers
from plugins.connectors.sms_gateway.simulator import make_simulator
from plugins.connectors.smtp_mail import register_notifiers as mail_notifiers
from plugins.connectors.smtp_mail.simulator.mailbox import Mailbox
from plugins.connectors.smtp_mail.simulator.server import MailServer
from tests.services.town import AN, MovingClock, Town, quick_press

SECRET = "a secret for tests that is long enough"


@contextmanager
def served(app: Any) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    made = MailServer("127.0.0.1", 0, Mailbox(tmp_path / "mail"))
    yield made
    made.stop()


def test_a_submission_reaches_mailbox_and_telephone(
    own_portal: tuple[Portal, MovingClock], own_town: Town, mail: MailServer, tmp_path: Path
) -> None:
    portal, _ = own_portal
    settings = {
        "PORTAL_ENV": "test", "PORTAL_DATA_DIR": str(tmp_path),
        "PORTAL_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "PORTAL_SMTP_FROM": "thong-bao@dichvucong.example.vn",
        "PORTAL_SMS_GATEWAY_SECRET": SECRET,
    }  # fmt: skip
    gateway = make_simulator(settings)
    dossier_id = own_town.submitted()
    person = own_town.session.get_one(Person, own_town.person(AN).person_id)
    person.email, person.phone = "an@example.vn", "+84912345678"
    person.notify = {"email": True, "sms": True}
    own_town.session.commit()
    with served(gateway) as url:
        settings["PORTAL_SMS_GATEWAY_URL"] = url
        http = PluginHttp([url.removeprefix("http://")])
        carriers = [*mail_notifiers(settings), *sms_notifiers(settings, http)]
        parts = replace(portal.parts, notifiers={one.name: one for one in carriers})
        run_worker(parts, portal.engine, quick_press, wait=False)
        run_worker(parts, portal.engine, quick_press, wait=False)
    code = own_town.dossier(dossier_id).code
    assert code is not None
    (letter,) = mail.mailbox.letters()
    assert code in str(letter.message["Subject"])
    assert str(dossier_id) in letter.text
    (sms,) = gateway.extensions["network"].newest()
    assert code in sms.words
    assert sms.report_url == "http://127.0.0.1:8000/thong-bao/bao-cao/sms_gateway"
    with Session(portal.engine) as session:
        states = session.execute(text("SELECT channel, state FROM notice ORDER BY channel")).all()
    assert states == [("email", "sent"), ("portal", "delivered"), ("sms", "sent")]
