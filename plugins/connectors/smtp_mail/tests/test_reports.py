"""Reports of what did not arrive: proven, ours, understood, or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from citizen_portal.plugin_api import DeliveryOutcome, NoticeMessage, NoticeRefused
from plugins.connectors.smtp_mail.configuration import MailConfiguration
from plugins.connectors.smtp_mail.connector import SmtpMail
from plugins.connectors.smtp_mail.reports import HEADER, sign_report
from plugins.connectors.smtp_mail.simulator import make_simulator
from plugins.connectors.smtp_mail.simulator.pages import bounce_of
from plugins.connectors.smtp_mail.simulator.server import MailServer

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
AT = int(NOW.timestamp())
SECRET = "a secret for reports that is long enough"


def mail_at(port: int, secret: str = SECRET, sender: str = "a@dichvucong.example.vn") -> SmtpMail:
    return SmtpMail(
        MailConfiguration(
            host="127.0.0.1", port=port, at_once=False, sender=sender, report_secret=secret
        )
    )


@pytest.fixture
def body(server: MailServer) -> bytes:
    """What a server writes of a letter of ours that did not arrive."""
    message = NoticeMessage(
        reference="9c1d-1", address="an@example.vn", subject="Đã nhận", text="Hồ sơ",
        language="vi", report_url="",
    )  # fmt: skip
    mail_at(server.port).send(message)
    return bounce_of(server.mailbox.letters()[0])


def refusal_of(headers: dict[str, str], body: bytes, mail: SmtpMail | None = None) -> str:
    with pytest.raises(NoticeRefused) as caught:
        (mail or mail_at(1)).read_report(headers, body, now=NOW)
    return caught.value.reason


def test_a_letter_comes_back(body: bytes) -> None:
    report = mail_at(1).read_report({HEADER: sign_report(body, AT, SECRET)}, body, now=NOW)
    assert report.reference == "9c1d-1"
    assert report.outcome is DeliveryOutcome.BOUNCED
    assert "5.2.2" in report.reason
    assert report.occurred_at == NOW


def test_what_is_not_proven_is_refused(body: bytes) -> None:
    signed = sign_report(body, AT, SECRET)
    assert refusal_of({}, body) == "missing_signature"
    assert refusal_of({HEADER: "v1=0"}, body) == "missing_signature"
    assert refusal_of({HEADER: signed, HEADER.lower(): signed}, body) == "missing_signature"
    assert refusal_of({HEADER: sign_report(body, AT, "another")}, body) == "bad_signature"
    assert refusal_of({HEADER: signed}, body + b" ") == "bad_signature"
    late = int((NOW - timedelta(minutes=6)).timestamp())
    assert refusal_of({HEADER: sign_report(body, late, SECRET)}, body) == "stale"
    assert refusal_of({HEADER: signed}, body, mail_at(1, secret="")) == "no_secret"
    assert refusal_of({HEADER: signed}, b"a" * 70_000) == "too_large"


@pytest.mark.parametrize(
    "body", [b"", b"\xff\x00", b"Subject: a\n\nb", b"Content-Type: multipart/report"]
)
def test_what_is_no_report(body: bytes) -> None:
    assert refusal_of({HEADER: sign_report(body, AT, SECRET)}, body) == "malformed_body"


def test_a_letter_of_somebody_else(body: bytes) -> None:
    mail = mail_at(1, sender="a@elsewhere.example")
    assert refusal_of({HEADER: sign_report(body, AT, SECRET)}, body, mail) == "not_ours"


def test_the_simulators_pages(server: MailServer, tmp_path: Path, body: bytes) -> None:
    assert body
    client = make_simulator({"PORTAL_DATA_DIR": str(tmp_path)}).test_client()
    home = client.get("/")
    assert "Đã nhận" in home.text
    assert "default-src 'none'" in home.headers["Content-Security-Policy"]
    (letter,) = server.mailbox.letters()
    assert "an@example.vn" in client.get(f"/thu/{letter.name}").text
    assert client.get("/thu/../../x").status_code == 404
    assert client.get("/thu/khong-co").status_code == 404
    assert client.post("/tam-dung", data={"dung": "1"}).status_code == 303
    assert server.mailbox.down
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/tam-dung", data={"dung": "0"}, headers=headers).status_code == 403
    assert server.mailbox.down


def test_it_listens_where_the_setting_points(tmp_path: Path) -> None:
    url = "smtp://127.0.0.1:0"
    app = make_simulator({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SMTP_URL": url})
    listening = app.extensions["server"]
    try:
        assert listening.port > 0
    finally:
        listening.stop()
    elsewhere = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SMTP_URL": "smtp://mail.example.vn"}
    assert make_simulator(elsewhere).extensions["server"] is None
