"""Small files to attach and to sign."""

from __future__ import annotations

import io
from functools import cache

import pikepdf


@cache
def small_pdf(words: str = "") -> bytes:
    """A PDF of one blank page; other words, other bytes."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    document.Root.Words = pikepdf.String(words)
    kept = io.BytesIO()
    document.save(kept, deterministic_id=True)
    return kept.getvalue()
