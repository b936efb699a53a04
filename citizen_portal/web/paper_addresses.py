"""The words of issued papers in addresses, below a dossier's own: one table for all pages."""

from __future__ import annotations

from collections.abc import Iterable

SINGLE = {
    "xac-nhan-nop": "submission_receipt",
    "giay-tiep-nhan": "reception_slip",
    "tu-choi": "refusal",
    "xin-loi": "apology",
    "thong-bao-dung": "stop_notice",
}
"""Papers of which a dossier has one: ``<word>.pdf``."""

NUMBERED = {
    "yeu-cau-bo-sung": "supplement_request",
    "bien-lai": "fee_receipt",
    "ket-qua": "result",
}
"""Papers of which there may be several: ``<word>/<n>.pdf``."""

_WORDS = {kind: word for word, kind in SINGLE.items()}
_NUMBERED_WORDS = {kind: word for word, kind in NUMBERED.items()}


def paper_address(dossier_address: str, kind: str, number: int = 1) -> str:
    """Where a paper is fetched, below the address of its dossier. Raises ``KeyError``."""
    if kind in _NUMBERED_WORDS:
        return f"{dossier_address}/{_NUMBERED_WORDS[kind]}/{number}.pdf"
    return f"{dossier_address}/{_WORDS[kind]}.pdf"


def word_converter(table: Iterable[str]) -> str:
    """The words of a table as a converter of addresses, so that no other word is found."""
    return f"any({','.join(repr(word) for word in table)})"
