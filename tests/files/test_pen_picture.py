"""A drawn signature is a small PNG that the portal itself would take in."""

from __future__ import annotations

import io

from PIL import Image

from citizen_portal.domain.pen_strokes import MOST_POINTS, PAD_HEIGHT, PAD_WIDTH
from citizen_portal.files.pen_picture import draw_strokes
from citizen_portal.files.sniffing import receive


def test_ink_is_where_the_pen_was() -> None:
    data = draw_strokes([[(10, 10), (590, 10)], [(300, 150)]], PAD_WIDTH, PAD_HEIGHT)
    assert receive(data, "ky.png").data == data, "nothing in it that would be taken out"
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (2 * PAD_WIDTH, 2 * PAD_HEIGHT)
        dark = [picture.getpixel(at) for at in ((600, 20), (600, 300))]
        assert dark == [0, 0], "a line, and a dot such as that of an i"
        assert picture.getpixel((600, 100)) == 255


def test_the_most_that_is_taken_stays_small() -> None:
    scribble = [(7 * at % PAD_WIDTH, 13 * at % PAD_HEIGHT) for at in range(MOST_POINTS)]
    assert len(draw_strokes([scribble], PAD_WIDTH, PAD_HEIGHT)) < 300_000
