"""Joining PDFs: pieces printed one after the other become one file, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
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
    output = BytesIO()
    with pikepdf.open(BytesIO(pieces[0])) as book:
        for piece in pieces[1:]:
            with pikepdf.open(BytesIO(piece)) as more:
                book.pages.extend(more.pages)
        book.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return output.getvalue()
