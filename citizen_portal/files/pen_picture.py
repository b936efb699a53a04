"""A signature as a picture, drawn here from numbers: nobody's picture file is opened for it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

SCALE: Final = 2
"""Pixels for a point of the pad, so that lines stay smooth on paper."""

_PEN = 5
_WHITE, _INK = 255, 0


def draw_strokes(strokes: Sequence[Sequence[tuple[int, int]]], width: int, height: int) -> bytes:
    """A PNG of a pen's strokes on white; the same strokes give the same bytes.

    ``width`` and ``height`` are those of the pad, in its points.
    """
    picture = Image.new("L", (width * SCALE, height * SCALE), _WHITE)
    pen = ImageDraw.Draw(picture)
    for stroke in strokes:
        line = [(x * SCALE, y * SCALE) for x, y in stroke]
        pen.line(line, fill=_INK, width=_PEN, joint="curve")
        for x, y in (line[0], line[-1]):
            pen.circle((x, y), _PEN / 2, fill=_INK)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
