"""Rendering: from content to a tagged PDF, the same bytes for the same content.

The variant is PDF/A-3a: tagged as PDF/UA asks, made to be kept for decades, and still
conforming after signing: PDF/A excuses an invisible signature field from having an appearance
and a visible one has it, where PDF/UA wants each field inside the structure tree.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import cssselect2
import pydyf
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from citizen_portal.documents.papers import PDF_VARIANT, read_content
from citizen_portal.documents.qr import qr_png
from citizen_portal.documents.templates import OWN_FOLDER, OWN_TEMPLATES, PaperTemplates

FONT_SCHEME = "paper-font:"
QR_SCHEME = "paper-qr:"

_FONT_FOLDER = Path(__file__).parent / "fonts"
_FONTS = frozenset(path.name for path in _FONT_FOLDER.glob("*.ttf"))


class NothingFromOutside(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers with the project's fonts and with QR codes, and refuses every other address."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Answer ``paper-font:<file>`` and ``paper-qr:<payload, quoted>``.

        Raises ``ValueError`` for anything else.
        """
        if url.startswith(QR_SCHEME):
            return URLFetcherResponse(url, qr_png(unquote(url.removeprefix(QR_SCHEME))))
        name = url.removeprefix(FONT_SCHEME)
        if not url.startswith(FONT_SCHEME) or name not in _FONTS:
            raise ValueError("a paper takes nothing from outside itself")
        return URLFetcherResponse(url, (_FONT_FOLDER / name).read_bytes())


class _Page(HTML):  # type: ignore[misc]
    """A page parsed as XML, faster than as HTML and strict, with no look but ``paper.css``."""

    def __init__(self, page: str) -> None:
        # The caller refuses document types, and with them every entity.
        root = ElementTree.fromstring(page)  # noqa: S314
        self.base_url = None
        self.url_fetcher = _FETCHER
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return []


_FIRST_PAGE = (
    '<html lang="vi"><head><title>.</title></head>'
    "<body><p>a <b>b</b> <i>c</i> <b><i>d</i></b></p></body></html>"
)
# Fonts, stylesheet and colours are shared, and WeasyPrint was not made for threads.
_ONE_AT_A_TIME = Lock()
_FETCHER = NothingFromOutside()


class _PrintedColours(ColorProfile):  # type: ignore[misc]
    """The sRGB profile with its own bytes: the library's copy changes once it was read."""

    def __init__(self) -> None:
        self._bytes = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
        super().__init__(
            BytesIO(self._bytes), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
        )

    @property
    def content(self) -> bytes:
        """The profile as it goes into the PDF."""
        return self._bytes


@cache
def _look() -> dict[str, Any]:
    """What all papers share, once per process: a new set for each paper leaks and is slow."""
    fonts = FontConfiguration()
    text = (OWN_FOLDER / "paper.css").read_text(encoding="utf-8")
    sheet = CSS(string=text, font_config=fonts, url_fetcher=_FETCHER)
    atexit.register(_remove, fonts._folder, os.getpid())
    return {
        "font_config": fonts,
        "stylesheets": [sheet],
        "pdf_variant": PDF_VARIANT,
        "output_intent": "paper",
        "color_profiles": {"paper": _PrintedColours()},
        "finisher": _write_once,
    }


def _remove(folder: Path, owner: int) -> None:
    """Remove the copies of the fonts that WeasyPrint forgets; a forked child leaves them."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def render_paper(
    template: str,
    content: Mapping[str, object],
    *,
    templates: PaperTemplates = OWN_TEMPLATES,
    variant: str = PDF_VARIANT,
) -> bytes:
    """Print ``content`` with a template; the same content gives the same bytes.

    Dates of the PDF come from ``content["issued_at"]``. Raises ``LookupError`` for an
    unknown template and ``ValueError`` when the content is too large or the page is broken.
    """
    page = templates.page(template, content)
    if "<!DOCTYPE" in page or "<!ENTITY" in page:
        raise ValueError(f"{template} must not declare a document type")
    try:
        document = _Page(page)
    except ElementTree.ParseError as error:
        raise ValueError(f"{template} is not well-formed: {error}") from error
    look = {**_look(), "pdf_variant": variant}
    with _ONE_AT_A_TIME, _no_collection():
        pdf: bytes = document.write_pdf(**look)
    return pdf


def render(
    kind: str, stored: Mapping[str, Any], *, templates: PaperTemplates = OWN_TEMPLATES
) -> bytes:
    """Print stored content (``to_json`` of a paper of that kind) as an unsigned PDF.

    Raises ``LookupError`` for an unknown kind or template, ``ValueError`` for content that
    does not fit.
    """
    content = read_content(kind, stored)
    return render_paper(
        content.template_name, content.printed(), templates=templates, variant=content.VARIANT
    )


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of the PDF with its bytes, made once."""

    def __init__(self, written: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = written.number, written.generation, "n"
        self._data: bytes = written.data
        self._compressible: bool = written.compressible

    @property
    def data(self) -> bytes:
        """The bytes of the object."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it may go into an object stream."""
        return self._compressible


def _write_once(_document: object, pdf: pydyf.PDF) -> None:
    """PDF/A wants an identifier, which pydyf takes from all bytes, making each twice."""
    pdf.objects = [entry if entry.free == "f" else _Written(entry) for entry in pdf.objects]


def warm_up() -> None:
    """Load what a first paper loads, and keep it out of later garbage collections."""
    _Page(_FIRST_PAGE).write_pdf(**_look())
    gc.collect()
    gc.freeze()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Collections during a render make its slowest tenth twice as slow."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
