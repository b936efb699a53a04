"""Joining PDFs: pieces printed one after the other become one file, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import pikepdf


def join_pdfs(pieces: Sequence[bytes]) -> bytes:
    """One file with the pages of all; what it says of itself is what the first piece says.

    Meant for pieces without tags, which would be lost. Raises ``ValueError`` without pieces.
    """
    if not pieces:
        raise ValueError("there is nothing to join")
    if len(pieces) == 1:
        return pieces[0]
    with pikepdf.open(BytesIO(pieces[0])) as book:
        for piece in pieces[1:]:
            with pikepdf.open(BytesIO(piece)) as more:
                book.pages.extend(more.pages)
        return _saved(book)


def join_for_print(papers: Iterable[bytes]) -> bytes:
    """One file with the pages of all papers, read one after the other, to be printed in one go.

    What signatures show becomes part of the page, as ink is. The file itself proves nothing: the
    QR code on each paper leads to the signed one.
    """
    with pikepdf.new() as book:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as more:
                more.flatten_annotations("print")
                book.add_pages_from(more, forms="strip")
        return _saved(book)


def _saved(book: pikepdf.Pdf) -> bytes:
    output = BytesIO()
    book.save(
        output,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return output.getvalue()
