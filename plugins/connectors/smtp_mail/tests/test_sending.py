"""Letters over SMTP, on real sockets: what arrives, what is refused, what is tried again."""

from __future__ import annotations

import smtplib
import socket

import pytest

from citizen_portal.plugin_api import AddressRefused, ConnectorUnavailable, NoticeMessage
from plugins.connectors.smtp_mail.configuration import MailConfiguration
from plugins.connectors.smtp_mail.connector import SmtpMail
from plugins.connectors.smtp_mail.simulator.server import MailServer


def mail_at(port: int) -> SmtpMail:
    configuration = MailConfiguration(
        host="127.0.0.1", port=port, at_once=False, sender="thong-bao@dichvucong.example.vn"
    )
    return SmtpMail(configuration)


def message(
    address: str = "an@example.vn", text: str = "Hồ sơ đã đến.\n.\n..\nHết"
) -> NoticeMessage:
    return NoticeMessage(
        reference="9c1d", address=address, subject="Đã nhận hồ sơ 000.01", text=text,
        language="vi", report_url="",
    )  # fmt: skip


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    given = mail_at(server.port).send(message())
    (letter,) = server.mailbox.letters()
    assert letter.recipient == "an@example.vn"
    assert letter.text.splitlines() == ["Hồ sơ đã đến.", ".", "..", "Hết"]
    said = letter.message
    assert said["Subject"] == "Đã nhận hồ sơ 000.01"
    assert said["From"] == "thong-bao@dichvucong.example.vn"
    assert said["Message-ID"] == given == "<9c1d@dichvucong.example.vn>"
    assert said["Auto-Submitted"] == "auto-generated"
    assert said["Content-Language"] == "vi"


def test_nobody_lives_there(server: MailServer) -> None:
    with pytest.raises(AddressRefused, match=r"550 5\.1\.1"):
        mail_at(server.port).send(message("khong-co-ai@example.vn"))
    assert server.mailbox.letters() == []


def test_a_busy_mailbox_is_tried_again(server: MailServer) -> None:
    with pytest.raises(ConnectorUnavailable, match="451"):
        mail_at(server.port).send(message("ban-qua@example.vn"))


def test_a_server_that_is_down_or_absent_is_tried_again(server: MailServer) -> None:
    server.mailbox.down = True
    with pytest.raises(ConnectorUnavailable):
        mail_at(server.port).send(message())
    server.mailbox.down = False
    mail_at(server.port).send(message())
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectorUnavailable, match="ConnectionRefusedError"):
            mail_at(unused.getsockname()[1]).send(message())


@pytest.mark.parametrize(
    "address",
    ["", "an", "an@example.vn\r\nBcc: x@example.vn", "a@example.vn, b@example.vn", "ấn@example.vn"],
)
def test_what_is_no_address_is_refused(server: MailServer, address: str) -> None:
    with pytest.raises(AddressRefused):
        mail_at(server.port).send(message(address))
    assert server.mailbox.letters() == []


def test_a_long_letter(server: MailServer) -> None:
    text = "Nội dung dài. " * 300
    mail_at(server.port).send(message(text=text))
    (letter,) = server.mailbox.letters()
    assert " ".join(letter.text.split()) == " ".join(text.split())


def test_the_server_keeps_to_its_verbs(server: MailServer) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client:
        assert client.ehlo()[0] == 250
        assert client.docmd("RCPT", "TO:<an@example.vn>")[0] == 503
        assert client.docmd("DATA")[0] == 503
        assert client.docmd("MAIL", "an@example.vn")[0] == 501
        assert client.docmd("VRFY", "an")[0] == 502
        assert client.rset()[0] == 250
        assert client.noop()[0] == 250


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"PORTAL_SMTP_URL": "http://mail.example.vn"}, "PORTAL_SMTP_URL"),
        ({"PORTAL_SMTP_URL": "smtp://a:b@mail.example.vn"}, "PORTAL_SMTP_URL"),
        ({"PORTAL_SMTP_FROM": ""}, "PORTAL_SMTP_FROM"),
        ({"PORTAL_SMTP_FROM": "a@b\nBcc: x"}, "PORTAL_SMTP_FROM"),
    ],
)
def test_settings_that_make_no_sense(changes: dict[str, str], complaint: str) -> None:
    good = {"PORTAL_SMTP_URL": "smtps://mail.example.vn", "PORTAL_SMTP_FROM": "a@example.vn"}
    assert MailConfiguration.from_settings({}) is None
    assert MailConfiguration.from_settings(good) == MailConfiguration(
        host="mail.example.vn", port=465, at_once=True, sender="a@example.vn"
    )
    with pytest.raises(ValueError, match=complaint):
        MailConfiguration.from_settings(good | changes)


def test_without_tls_nothing_is_said_to_another_machine(server: MailServer) -> None:
    """The simulated server knows no STARTTLS; only loopback may do without."""
    mail = mail_at(server.port)
    object.__setattr__(mail._configuration, "host", "localhost.")
    assert not mail._configuration.on_this_machine
    with pytest.raises((ConnectorUnavailable, AddressRefused)):
        mail.send(message())
    assert server.mailbox.letters() == []
