"""A mail server of few words: it takes letters, refuses some addresses, forwards nothing."""

from __future__ import annotations

import re
import socketserver
import threading

from plugins.connectors.smtp_mail.simulator.mailbox import Mailbox

LARGEST_LETTER = 1024 * 1024
LONGEST_LINE = 2048
_PATH = re.compile(r"(?:FROM|TO):\s*<([^<>\s]*)>", re.IGNORECASE)


class Conversation(socketserver.StreamRequestHandler):
    """One client: the verbs of RFC 5321 that a sender needs.

    Addresses that begin with ``khong-co`` do not exist (550), those that begin with ``ban-``
    are busy (451).
    """

    timeout = 30
    server: MailServer

    def handle(self) -> None:
        """Answer line by line until the client leaves."""
        if self.server.mailbox.down:
            self._say("421 may chu tam dung")
            return
        self._sender, self._recipients = False, list[str]()
        self._say("220 may-chu-thu-gia-lap ESMTP")
        while line := self.rfile.readline(LONGEST_LINE):
            verb, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 tam biet")
                return
            self._say(self._answer(verb.upper(), rest))

    def _answer(self, verb: str, rest: str) -> str:
        match verb:
            case "EHLO":
                return f"250-may-chu-thu-gia-lap\r\n250-8BITMIME\r\n250 SIZE {LARGEST_LETTER}"
            case "HELO" | "NOOP":
                return "250 ok"
            case "RSET":
                self._sender, self._recipients = False, []
                return "250 ok"
            case "MAIL":
                self._sender, self._recipients = _PATH.match(rest) is not None, []
                return "250 ok" if self._sender else "501 MAIL FROM:<dia chi>"
            case "RCPT":
                return self._recipient(rest)
            case "DATA":
                return self._letter()
        return "502 khong biet lenh nay"

    def _recipient(self, rest: str) -> str:
        found = _PATH.match(rest)
        if found is None or "@" not in found[1]:
            return "501 RCPT TO:<dia chi>"
        if not self._sender:
            return "503 MAIL truoc da"
        if found[1].startswith("khong-co"):
            return "550 5.1.1 khong co hop thu nay"
        if found[1].startswith("ban-"):
            return "451 4.2.1 hop thu ban, thu lai sau"
        self._recipients.append(found[1])
        return "250 ok"

    def _letter(self) -> str:
        if not self._recipients:
            return "503 RCPT truoc da"
        self._say("354 ket thuc bang mot dau cham")
        content = bytearray()
        while (line := self.rfile.readline(LONGEST_LINE)) not in (b".\r\n", b""):
            content += line.removeprefix(b".") if line.startswith(b"..") else line
            if len(content) > LARGEST_LETTER:
                return "552 thu qua lon"
        for recipient in self._recipients:
            self.server.mailbox.keep(recipient, bytes(content))
        self._sender, self._recipients = False, []
        return "250 da giu"

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode("ascii") + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens in a thread of its own until it is stopped."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        super().__init__((host, port), Conversation)
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.1}, name="mail", daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that it listens at."""
        return int(self.server_address[1])

    def stop(self) -> None:
        """Close the door."""
        self.shutdown()
        self._thread.join()
        self.server_close()
