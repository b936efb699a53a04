"""JPEG and PNG as runs of segments: where they end, and what tells too much.

Phones write the place of a photo, its thumbnail and sometimes a second picture or a
film into the same file. None of it belongs to the paper, so the stored copy goes without.
The pixels are not touched: every kept segment is copied byte by byte.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from citizen_portal.files.refusals import refused

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"

_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP")
) | {b"sBIT", b"bKGD", b"pHYs", b"cICP"}
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# Behind the pixels: neither a stuffed zero nor a restart. No group and one leading byte
# keep the search forty times quicker.
_PIXELS_END = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_EOI, _SOS, _COMMENT, _APP0, _APP15 = 0xD9, 0xDA, 0xFE, 0xE0, 0xEF
_APPLICATION_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_ORIENTATION_TAG = 0x0112


def photo_end(data: bytes) -> int:
    """Return the offset just behind the picture. Raises ``FileRefused`` ("broken")."""
    parts = png_chunks(data) if data.startswith(PNG_START) else jpeg_segments(data)
    return max(end for _, _, end in parts)


def without_extras(data: bytes) -> bytes:
    """Return a JPEG or PNG without place, comments, thumbnails and trailing data.

    The way up is kept. Raises ``FileRefused`` ("broken") when the segments do not add up.
    """
    return _lean_png(data) if data.startswith(PNG_START) else _lean_jpeg(data)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start, end) of each chunk up to and with IEND."""
    at = len(PNG_START)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            break
        yield kind, at, end
        if kind == b"IEND":
            return
        at = end
    raise refused("broken")


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of each segment; a scan's pixels belong to its segment."""
    at = 2
    while (found := _MARKER.match(data, at)) is not None:
        marker, body = found[1][0], found.end()
        if marker == _EOI:
            yield marker, at, body
            return
        if body + 2 > len(data):
            break
        end = body + int(struct.unpack_from(">H", data, body)[0])
        if marker == _SOS:
            behind = _PIXELS_END.search(data, end)
            end = behind.start() if behind else len(data)
        yield marker, at, end
        at = end
    raise refused("broken")


def _lean_png(data: bytes) -> bytes:
    kept = [PNG_START]
    for kind, start, end in png_chunks(data):
        if kind in _PNG_KEPT:
            kept.append(data[start:end])
        elif kind == b"eXIf" and (turned := _orientation(data[start + 8 : end - 4])) > 1:
            kept.append(_png_chunk(b"eXIf", _small_exif(turned)))
    return b"".join(kept)


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def _lean_jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    for marker, start, end in jpeg_segments(data):
        segment = data[start:end]
        if _APP0 <= marker <= _APP15:
            named = segment.lstrip(b"\xff")[3:]
            start_of_kept = _APPLICATION_KEPT.get(marker)
            if start_of_kept and named.startswith(start_of_kept):
                kept.append(segment)
            elif named.startswith(b"Exif\0\0") and (turned := _orientation(named[6:])) > 1:
                body = b"Exif\0\0" + _small_exif(turned)
                kept.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
        elif marker != _COMMENT:
            kept.append(segment)
    return b"".join(kept)


def _orientation(tiff: bytes) -> int:
    """Read the orientation (1 to 8) from Exif; 1, the way up, when it says nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 10:
        return 1
    (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
    if directory + 2 > len(tiff):
        return 1
    (entries,) = struct.unpack_from(f"{order}H", tiff, directory)
    for at in range(directory + 2, min(directory + 2 + entries * 12, len(tiff) - 11), 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if (tag, kind, count) == (_ORIENTATION_TAG, 3, 1) and 1 <= value <= 8:
            return int(value)
    return 1


def _small_exif(orientation: int) -> bytes:
    entry = struct.pack("<HHIHH", _ORIENTATION_TAG, 3, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
