"""A signature drawn on a screen: strokes of a pen on a pad, and what counts as a signature."""

from __future__ import annotations

import re
from itertools import pairwise
from math import dist
from typing import Final

from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

PAD_WIDTH: Final = 600
PAD_HEIGHT: Final = 200
MOST_POINTS: Final = 3_000
MOST_CHARACTERS: Final = 8 * MOST_POINTS
LEAST_LENGTH: Final = 60
"""So far the pen must have travelled in all, in points of the pad: less is a dot or a slip."""

Stroke = tuple[tuple[int, int], ...]

_STROKES = re.compile(r"(?:\d{1,3},\d{1,3}[ ;])*\d{1,3},\d{1,3}", re.ASCII)

EMPTY = Text(
    "Khung ký còn trống. Hãy để người nhận ký vào khung, "
    "hoặc chọn bản quét giấy có chữ ký của người nhận.",
    "The pad is empty. Let the recipient sign on it, or choose the scan of a paper they signed.",
)
TOO_LITTLE = Text(
    "Nét ký quá ngắn để nhận ra chữ ký. Hãy để người nhận ký lại vào khung.",
    "There is too little to be a signature. Let the recipient sign on the pad again.",
)
TOO_MUCH = Text(
    "Chữ ký có quá nhiều nét nên không lưu được. Hãy xoá khung và để người nhận ký lại.",
    "There are too many strokes to keep. Clear the pad and let the recipient sign again.",
)
UNREADABLE = Text(
    "Không đọc được chữ ký trên khung. Hãy xoá khung và để người nhận ký lại, "
    "hoặc dùng bản quét giấy có chữ ký.",
    "The signature on the pad cannot be read. Clear the pad and let the recipient sign again, "
    "or use the scan of a signed paper.",
)
OUTSIDE = Text(
    "Chữ ký ra ngoài khung. Hãy xoá khung và để người nhận ký lại trong khung.",
    "The signature leaves the pad. Clear the pad and let the recipient sign again inside it.",
)


def read_strokes(typed: str) -> tuple[Stroke, ...]:
    """The strokes of a signature: points "x,y" with spaces between, strokes with semicolons.

    Points count from the top left corner of the pad. Raises ``Unreadable`` with one sentence.
    """
    written = typed.strip()
    if not written:
        raise Unreadable(EMPTY)
    if len(written) > MOST_CHARACTERS:
        raise Unreadable(TOO_MUCH)
    if not _STROKES.fullmatch(written):
        raise Unreadable(UNREADABLE)
    strokes = tuple(
        tuple(_point(point) for point in stroke.split(" ")) for stroke in written.split(";")
    )
    points = [point for stroke in strokes for point in stroke]
    if len(points) > MOST_POINTS:
        raise Unreadable(TOO_MUCH)
    if any(x > PAD_WIDTH or y > PAD_HEIGHT for x, y in points):
        raise Unreadable(OUTSIDE)
    if sum(dist(*step) for stroke in strokes for step in pairwise(stroke)) < LEAST_LENGTH:
        raise Unreadable(TOO_LITTLE)
    return strokes


def _point(written: str) -> tuple[int, int]:
    x, _, y = written.partition(",")
    return int(x), int(y)
