"""Papers issued: their addresses below a dossier's own, and the answer when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response

from citizen_portal.services.papers.issued import open_paper
from citizen_portal.web import context
from citizen_portal.web.headers import as_file
from citizen_portal.web.pages import page

LOOK_AGAIN = "2"
"""Seconds after which the waiting page asks again."""

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
    "phieu-kiem-soat": "control_slip",
    "xin-loi": "apology",
    "thong-bao-dung": "stop_notice",
}
"""Papers of which there may be several: ``<word>/<n>.pdf``; of some the first is ``SINGLE``."""

_WORDS = {kind: word for word, kind in SINGLE.items()}
_NUMBERED_WORDS = {kind: word for word, kind in NUMBERED.items()}


def paper_address(dossier_address: str, kind: str, number: int = 1) -> str:
    """Where a paper is fetched, below the address of its dossier. Raises ``KeyError``."""
    if kind in _WORDS and number == 1:
        return f"{dossier_address}/{_WORDS[kind]}.pdf"
    return f"{dossier_address}/{_NUMBERED_WORDS[kind]}/{number}.pdf"


def word_converter(table: Iterable[str]) -> str:
    """The words of a table as a converter of addresses, so that no other word is found."""
    return f"any({','.join(repr(word) for word in table)})"


def answer_with_paper(dossier_address: str, dossier_id: UUID, kind: str, number: int = 1) -> Any:
    """The signed paper as a download, or a page that waits for its signature."""
    name, data = open_paper(
        context.db(), context.parts(), context.actor(), dossier_id, kind, number
    )
    if data is not None:
        return as_file(Response(data), name, "application/pdf")
    html, status = page("public/paper_waiting.html", 202, address=dossier_address)
    return html, status, {"Refresh": LOOK_AGAIN}
