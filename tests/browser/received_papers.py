"""Papers that people receive: read, checked, altered; and papers that they send."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdf
from PIL import Image

from citizen_portal.documents.verifying import verify_pdf
from tests.browser.whole_system import WholeSystem

CHECK_PAGE = "/xac-thuc/"


def words_of(pdf: bytes) -> str:
    """The words of a paper, spaces tidied."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def assert_genuine(pdf: bytes, system: WholeSystem) -> None:
    """The paper is whole and signed under the demonstration's authority."""
    with ThreadPoolExecutor(1) as apart:  # the browser's driver keeps this thread's event loop
        verdict = apart.submit(verify_pdf, pdf, system.trust_anchors()).result()
    assert verdict.genuine, verdict.reason.en


def check_address(pdf: bytes) -> str:
    """Where the QR code leads, as it is told to those who cannot see it."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        for alternative in _alternatives(paper):
            if CHECK_PAGE in alternative:
                return CHECK_PAGE + alternative.rpartition(CHECK_PAGE)[2]
    raise AssertionError("the paper has no QR code")


def _alternatives(paper: pikepdf.Pdf) -> Iterator[str]:
    for one in paper.objects:
        if isinstance(one, pikepdf.Dictionary) and "/Alt" in one:
            yield str(one["/Alt"])


def altered(pdf: bytes) -> bytes:
    """The same paper with its title changed after the signature."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        paper.docinfo["/Title"] = "Giấy khác"
        paper.save(written)
    return written.getvalue()


def scanned_paper() -> bytes:
    """A PDF of one empty page."""
    written = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(written)
    return written.getvalue()


def photo() -> bytes:
    """A JPEG as a phone takes it."""
    written = io.BytesIO()
    Image.new("RGB", (640, 480), (200, 190, 170)).save(written, "JPEG")
    return written.getvalue()
