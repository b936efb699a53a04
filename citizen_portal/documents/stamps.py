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


@dataclass(frozen=True, slots=True)
class StampSize:
    """How large a signature is shown, and how wide the block around it, in points.

    The same measures stand in ``paper.css``.
    """

    width: float
    height: float
    block: float
    small: bool = False


ON_LETTERS = StampSize(48 * MM, 30 * MM, 86.4 * MM)
ON_SLIPS = StampSize(38 * MM, 20 * MM, 73.2 * MM, small=True)
_WIDEST_SLIP = 150 * MM

Print = Callable[[str, Mapping[str, Any]], bytes]


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where the room for signatures is: page from 0, left and upper edge in points."""

    page: int
    left: float
    top: float
    size: StampSize


def signature_place(pdf: bytes) -> SignaturePlace | None:
    """Find the room that a paper leaves for visible signatures, None when it leaves none."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        marks = [mark for title in outline.root for mark in title.children]
        found = [mark.destination for mark in marks if mark.title == BOOKMARK]
        if not found or not isinstance(found[-1], pikepdf.Array):
            return None
        destination, _, left, top, *_ = found[-1]
        page = pikepdf.Page(destination)
        size = ON_SLIPS if page.mediabox[2] < _WIDEST_SLIP else ON_LETTERS
        return SignaturePlace(opened.pages.index(page), float(left), float(top), size)


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
            name=one.name, alone=alone, small=place.size.small,
        )  # fmt: skip
        drawing = print_paper(content.KIND, content.to_json())
        stamps.append(_laid(place, drawing, one, beside=one.kind == AGENCY and not alone))
    return stamps


def _laid(place: SignaturePlace, drawing: bytes, signatory: Signatory, *, beside: bool) -> Stamp:
    size = place.size
    left = place.left + (size.block - size.width) / 2
    if beside:
        left -= size.width * 2 / 3
    box = (left, place.top - size.height, left + size.width, place.top)
    words = f"Chữ ký số của {signatory.name}"
    return Stamp(page=place.page, box=box, drawing=drawing, words=words)
