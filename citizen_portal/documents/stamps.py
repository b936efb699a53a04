"""Visible signatures: where a paper wants them, and what each of them shows.

The template leaves room with the bookmark "Chữ ký". The person's signature stands in the
middle of it; the agency's covers a third of that on its left (Nghị định 30/2020/NĐ-CP,
Phụ lục I). A paper without the bookmark is signed invisibly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf

from citizen_portal.documents.papers import Letterhead, SignatureStampContent
from citizen_portal.documents.papers.signature_stamp import AGENCY, PERSON
from citizen_portal.documents.signing import Stamp
from citizen_portal.procedures.connectors import Signatory

BOOKMARK = "Chữ ký"
MM = 72 / 25.4
WIDTH, HEIGHT = 48 * MM, 30 * MM
ROOM = 86.4 * MM
"""How wide the block of the signature is, in points; as ``paper.css`` has it."""

Print = Callable[[str, Mapping[str, Any]], bytes]


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where the room for signatures is: page from 0, left and upper edge in points."""

    page: int
    left: float
    top: float


def signature_place(pdf: bytes) -> SignaturePlace | None:
    """Find the room that a paper leaves for visible signatures, None when it leaves none."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        marks = [mark for title in outline.root for mark in title.children]
        found = [mark.destination for mark in marks if mark.title == BOOKMARK]
        if not found or not isinstance(found[-1], pikepdf.Array):
            return None
        page, _, left, top, *_ = found[-1]
        return SignaturePlace(opened.pages.index(pikepdf.Page(page)), float(left), float(top))


def draw_stamps(
    unsigned: bytes, signatories: Sequence[Signatory], print_paper: Print, at: datetime, demo: bool
) -> list[Stamp | None]:
    """What each signatory's signature shows, in their order; None for an invisible one.

    Of several persons the first is shown, the others sign invisibly; the same for agencies.
    Raises what printing raises.
    """
    place = signature_place(unsigned)
    kinds = [one.kind for one in signatories]
    stamps: list[Stamp | None] = []
    for number, one in enumerate(signatories):
        if place is None or one.kind not in (PERSON, AGENCY) or one.kind in kinds[:number]:
            stamps.append(None)
            continue
        alone = one.kind == AGENCY and PERSON not in kinds
        content = SignatureStampContent(
            issued_at=at, letterhead=Letterhead(agency=one.name), demo=demo, kind=one.kind,
            name=one.name, alone=alone,
        )  # fmt: skip
        drawing = print_paper(content.KIND, content.to_json())
        stamps.append(_laid(place, drawing, one, beside=one.kind == AGENCY and not alone))
    return stamps


def _laid(place: SignaturePlace, drawing: bytes, signatory: Signatory, *, beside: bool) -> Stamp:
    left = place.left + (ROOM - WIDTH) / 2
    if beside:
        left -= WIDTH * 2 / 3
    box = (left, place.top - HEIGHT, left + WIDTH, place.top)
    words = f"Chữ ký số của {signatory.name}"
    return Stamp(page=place.page, box=box, drawing=drawing, words=words)
