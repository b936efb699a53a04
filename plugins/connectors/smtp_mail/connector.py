"""The portal's side: hands letters to a mail server, reads reports of what did not arrive."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from citizen_portal.plugin_api import (
    AddressRefused,
    ConnectorUnavailable,
    DeliveryReport,
    NoticeMessage,
    Text,
)
from plugins.connectors.smtp_mail.configuration import MailConfiguration
from plugins.connectors.smtp_mail.reports import read_report

SECONDS = 8.0
_PERMANENT = range(500, 600)


class SmtpMail:
    """Sends each letter over a connection of its own; safe to share by threads."""

    name = "smtp_mail"
    label = Text("Thư điện tử (SMTP)", "E-mail (SMTP)")
    channel = "email"

    def __init__(self, configuration: MailConfiguration) -> None:
        self._configuration = configuration

    def send(self, message: NoticeMessage) -> str:
        """Hand a letter over; return its Message-ID.

        Raises ``AddressRefused`` when the server says that nobody lives there, and
        ``ConnectorUnavailable`` for everything that may be better later.
        """
        letter = self._letter(message)
        try:
            with self._connected() as server:
                server.send_message(letter, self._configuration.sender, [message.address])
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise _refusal(code, words) from None
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code, refused.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise AddressRefused("the address cannot be written on an envelope") from None
        except (smtplib.SMTPException, OSError) as error:
            raise ConnectorUnavailable(type(error).__name__) from error
        return str(letter["Message-ID"])

    def read_report(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> DeliveryReport:
        """Read a signed report of delivery (RFC 3464). Raises ``NoticeRefused``."""
        return read_report(headers, body, self._configuration, now)

    def _connected(self) -> smtplib.SMTP:
        mine = self._configuration
        if mine.at_once:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                mine.host, mine.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(mine.host, mine.port, timeout=SECONDS)
        try:
            server.ehlo_or_helo_if_needed()
            if not mine.at_once and not mine.on_this_machine:
                server.starttls(context=ssl.create_default_context())
            if mine.user:
                server.login(mine.user, mine.password)
        except BaseException:
            server.close()
            raise
        return server

    def _letter(self, message: NoticeMessage) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        try:
            letter["From"] = self._configuration.sender
            letter["To"] = message.address
            letter["Subject"] = message.subject
        except (ValueError, IndexError, MessageError):
            raise AddressRefused("not an e-mail address") from None
        if letter["To"].defects or len(letter["To"].addresses) != 1:
            raise AddressRefused("not an e-mail address")
        letter["Date"] = formatdate()
        # The same notice sent twice is one letter to whoever compares this.
        letter["Message-ID"] = f"<{message.reference}@{self._configuration.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        letter["Content-Language"] = message.language
        return letter


def _refusal(code: int, words: bytes | str) -> Exception:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code in _PERMANENT:
        return AddressRefused(f"{code} {said}")
    return ConnectorUnavailable(f"{code} {said}")
