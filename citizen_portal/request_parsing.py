"""What the server refuses to read: requests that two parsers may understand differently.

Request smuggling lives on such requests when a proxy stands in front. waitress answers them
and goes on with the bytes behind them; here each gets 400 and its connection is closed.
"""

from __future__ import annotations

import re

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.utilities import BadRequest

_TRANSFER_ENCODING = re.compile(rb"(?im)^transfer[-_]encoding[ \t]*:([^\r\n]*)")
_CONTENT_LENGTH = re.compile(rb"(?im)^content[-_]length[ \t]*:")
_BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
_FOLDED = re.compile(rb"\r\n[ \t]")


class StrictParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Reads a request as waitress does, and refuses what is ambiguous (RFC 9112, 6.3)."""

    headers_finished: bool

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        # Without this a request with bare line feeds only would be waited for until it times out.
        if not self.headers_finished and _BARE_LINE_FEED.search(self.header_plus):
            self.error = BadRequest("Bare LF found in HTTP message")
            self.completed = True
            self.headers_finished = True
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        if _FOLDED.search(header_plus):
            raise ParsingError("Folded header lines are not accepted")
        codings = [value.strip(b" \t").lower() for value in _TRANSFER_ENCODING.findall(header_plus)]
        lengths = len(_CONTENT_LENGTH.findall(header_plus))
        if codings and lengths:
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")
        if codings not in ([], [b"chunked"]) or lengths > 1:
            raise ParsingError("The message length is ambiguous")
        try:
            super().parse_header(header_plus)
        except TransferEncodingNotImplemented as error:
            raise ParsingError(str(error)) from error
        if codings and not self.chunked:
            raise ParsingError("Transfer-Encoding needs HTTP/1.1")


class StrictChannel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are read strictly."""

    parser_class = StrictParser
