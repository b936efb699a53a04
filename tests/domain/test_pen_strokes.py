"""What was drawn on the pad: read back as it was, or refused with one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.pen_strokes import (
    EMPTY,
    LEAST_LENGTH,
    MOST_POINTS,
    OUTSIDE,
    PAD_HEIGHT,
    PAD_WIDTH,
    TOO_LITTLE,
    TOO_MUCH,
    UNREADABLE,
    read_strokes,
)
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

POINTS = st.tuples(st.integers(0, PAD_WIDTH), st.integers(0, PAD_HEIGHT))
LONG_ENOUGH = ((0, 0), (LEAST_LENGTH, 0))


@given(st.lists(st.lists(POINTS, min_size=1, max_size=20), max_size=20))
def test_strokes_are_read_as_they_were_drawn(drawn: list[list[tuple[int, int]]]) -> None:
    strokes = (LONG_ENOUGH, *(tuple(stroke) for stroke in drawn))
    typed = ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)
    assert read_strokes(f" {typed} ") == strokes


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", EMPTY),
        (" \n", EMPTY),
        ("10,10", TOO_LITTLE),
        ("10,10 12,11;300,100", TOO_LITTLE),
        (f"0,0 {LEAST_LENGTH - 1},0", TOO_LITTLE),
        (f"0,0 {PAD_WIDTH + 1},0", OUTSIDE),
        (f"0,0 0,{PAD_HEIGHT + 1}", OUTSIDE),
        (" ".join(["0,0", "9,9"] * (MOST_POINTS // 2 + 1)), TOO_MUCH),
        ("600,200 " * MOST_POINTS + "1,1", TOO_MUCH),
        ("0,0 -90,10", UNREADABLE),
        ("0,0 90.5,10", UNREADABLE),
        ("0,0 ٩٠,10", UNREADABLE),
        ("0,0  90,10", UNREADABLE),
        ("0,0 90,10;", UNREADABLE),
        ("0,0 1000,10", UNREADABLE),
        ("<svg onload=alert(1)>", UNREADABLE),
    ],
)
def test_what_is_no_signature_is_refused_with_one_sentence(typed: str, said: Text) -> None:
    with pytest.raises(Unreadable) as refused:
        read_strokes(typed)
    assert refused.value.text == said
