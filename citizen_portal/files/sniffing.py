"""Tells a paper's type from its bytes and checks that it is nothing but that."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from citizen_portal.files.limited_reading import reader
from citizen_portal.files.names import clean_name
from citizen_portal.files.photos import JPEG_START, PNG_START, photo_end, without_extras
from citizen_portal.files.refusals import LARGEST_FILE, refused

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"

_STARTS = ((b"%PDF-", PDF), (JPEG_START, JPEG), (PNG_START, PNG))
_READ_AS = {PDF: b"pdf ", JPEG: b"jpeg", PNG: b"png "}
_ZIP_END = re.compile(rb"PK\x05\x06", re.DOTALL)
_LONGEST_ZIP_END = 22 + 65_535
_PDF_BLANKS = b"\0\t\n\f\r "


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What is known about a paper that may be stored; ``size`` in bytes.

    ``pages`` is None for pictures. ``safe_name`` is for showing only.
    """

    media_type: str
    sha256: str
    size: int
    pages: int | None
    safe_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPaper:
    """The bytes to scan and to store, and what is known about exactly these bytes."""

    data: bytes
    inspected: Inspected


def receive(data: bytes, filename: str) -> ReceivedPaper:
    """Take a paper as it was sent: photos lose place, comments and trailing data first.

    A PDF stays as it is, so that signatures in it stay good. Raises ``FileRefused``.
    """
    if _media_type(data) != PDF:
        data = without_extras(data)
    return ReceivedPaper(data=data, inspected=inspect(data, filename))


def inspect(data: bytes, filename: str) -> Inspected:
    """Check a PDF, JPEG or PNG of at most 10 MB without changing it.

    The name says nothing about the type. Raises ``FileRefused`` with one of the reasons of
    ``refusals.MESSAGES``.
    """
    media_type = _media_type(data)
    _refuse_foreign_data(data, media_type)
    pages = reader.read(_READ_AS[media_type], data)
    return Inspected(
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=pages,
        safe_name=clean_name(filename, media_type),
    )


def _media_type(data: bytes) -> str:
    if not data:
        raise refused("empty")
    if len(data) > LARGEST_FILE:
        raise refused("too_large")
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    # Readers find a PDF behind a web page; browsers find the web page.
    raise refused("foreign_data" if b"%PDF-" in data[:1024] else "wrong_type")


def _refuse_foreign_data(data: bytes, media_type: str) -> None:
    if media_type == PDF:
        if b"%%EOF" not in data:
            raise refused("broken")
        ends_there = data.rstrip(_PDF_BLANKS).endswith(b"%%EOF")
    else:
        ends_there = photo_end(data) == len(data)
    if not ends_there or _ends_as_zip(data):
        raise refused("foreign_data")


def _ends_as_zip(data: bytes) -> bool:
    """Tell whether a ZIP reader would find a directory of files at the end."""
    behind = max(0, len(data) - _LONGEST_ZIP_END)
    for found in _ZIP_END.finditer(data, behind):
        directory_size = int.from_bytes(data[found.start() + 12 : found.start() + 16], "little")
        directory = found.start() - directory_size
        if directory_size and directory >= 0 and data[directory : directory + 4] == b"PK\x01\x02":
            return True
    return False
