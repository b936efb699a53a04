"""What a PDF holds, read with qpdf. Runs only inside the limited child process."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator

import pikepdf

from citizen_portal.files.refusals import refused

# A packed stream may grow to this much and no further. Deflate never grows more than
# 1032 times, so shorter streams need no unpacking to know that they stay below.
LARGEST_STREAM = 100_000_000
LARGEST_PICTURE = 200_000_000
_SAFE_LENGTH = LARGEST_STREAM // 1032

_PACKED = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_DEFLATED = (["/FlateDecode"], ["/Fl"])
_ACTIVE_KEYS = {
    "/JS",
    "/JavaScript",
    "/AA",
    "/XFA",
    "/EmbeddedFiles",
    "/EF",
    "/RichMediaContent",
}
_ACTIVE_VALUES = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition",
    "/RichMedia", "/RichMediaExecute", "/EmbeddedFile", "/FileAttachment", "/Movie",
    "/Sound", "/Screen", "/3D",
}  # fmt: skip
_NAMING_KEYS = ("/S", "/Type", "/Subtype")
_SUSPICION = re.compile(
    b"(?:%s|/OpenAction)(?![^\\s/<>()\\[\\]])"
    % b"|".join(sorted(name.encode() for name in _ACTIVE_KEYS | _ACTIVE_VALUES))
)


def read_pdf(data: bytes) -> int:
    """Return the number of pages of a PDF that only shows something.

    Raises ``FileRefused``: broken, encrypted, active_content, too_complex, image_too_large.
    """
    try:
        # No recovery: a file that readers repair differently can show two things.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise refused("encrypted")
            _check_objects(pdf)
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise refused("encrypted") from None
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        RuntimeError,
        ValueError,
        TypeError,
    ):
        raise refused("broken") from None
    if pages == 0:
        raise refused("broken")
    return pages


def _check_objects(pdf: pikepdf.Pdf) -> None:
    # Every object, also those no page leads to: a later edit could lead there.
    for held in (pdf.trailer, *pdf.objects):
        is_stream = isinstance(held, pikepdf.Stream)
        if is_stream:
            _check_stream(held)
        written = held.stream_dict.unparse() if is_stream else held.unparse(resolved=True)
        # Searching the written form is quick, but it also finds words inside texts.
        if _SUSPICION.search(written) and any(map(_is_active, _dictionaries(held))):
            raise refused("active_content")


def _check_stream(stream: pikepdf.Object) -> None:
    points = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    if stream.get("/Subtype") == "/Image" and points > LARGEST_PICTURE:
        raise refused("image_too_large")
    named = stream.get("/Filter")
    filters = [str(name) for name in (named if isinstance(named, pikepdf.Array) else [named])]
    packings = sum(name in _PACKED for name in filters)
    if packings > 1:
        raise refused("too_complex")
    if packings and int(stream.get("/Length", 0)) > _SAFE_LENGTH and _grows(stream, filters):
        raise refused("too_complex")


def _grows(stream: pikepdf.Object, filters: list[str]) -> bool:
    if filters not in _DEFLATED:
        return len(stream.read_bytes()) > LARGEST_STREAM
    unpacker, packed, total = zlib.decompressobj(), stream.read_raw_bytes(), 0
    try:
        while packed and not unpacker.eof and total <= LARGEST_STREAM:
            total += len(unpacker.decompress(packed, 1_000_000))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        raise refused("broken") from None
    return total > LARGEST_STREAM


def _dictionaries(held: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionary of ``held`` and those written directly inside it."""
    waiting: list[object] = [held]
    while waiting:
        here = waiting.pop()
        inside: Iterable[object] = ()
        if isinstance(here, (pikepdf.Dictionary, pikepdf.Stream)):
            yield here
            inside = (value for _, value in here.items())
        elif isinstance(here, pikepdf.Array):
            inside = iter(here)
        waiting.extend(
            value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect
        )


def _is_active(dictionary: pikepdf.Object) -> bool:
    if _ACTIVE_KEYS & set(dictionary.keys()):
        return True
    if any(_name(dictionary.get(key)) in _ACTIVE_VALUES for key in _NAMING_KEYS):
        return True
    opening = dictionary.get("/OpenAction")
    # Office programs write "open at the first page" here: a place, not an action.
    if isinstance(opening, pikepdf.Dictionary):
        return _name(opening.get("/S")) != "/GoTo" or "/Next" in opening
    return False


def _name(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""
