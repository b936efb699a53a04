"""A day in figures and in words is the same day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.procedures.blocks.day_words import day_in_words, says_day

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 5), "Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        (date(2025, 5, 5), "Ngày năm tháng năm năm hai nghìn không trăm hai mươi lăm"),
        (date(2005, 1, 1), "Ngày một tháng một năm hai nghìn không trăm linh năm"),
        (date(2000, 12, 31), "Ngày ba mươi mốt tháng mười hai năm hai nghìn"),
        (date(1985, 4, 24), "Ngày hai mươi tư tháng bốn năm một nghìn chín trăm tám mươi lăm"),
    ],
)
def test_a_day_in_words(day: date, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 5), "ngày mồng năm, tháng mười một, năm hai ngàn không trăm hai mươi sáu"),
        (date(2026, 11, 5), "NAM THANG MUOI MOT NAM HAI NGHIN KHONG TRAM HAI MUOI SAU"),
        (date(2005, 1, 1), "Ngày một tháng giêng năm hai nghìn không trăm lẻ năm."),
        (date(2000, 12, 31), "ngày ba mươi mốt tháng chạp năm hai nghìn"),
        (date(1985, 4, 24), "ngày hai mươi bốn tháng tư năm một nghìn chín trăm tám mươi nhăm"),
    ],
)
def test_as_people_say_it(day: date, words: str) -> None:
    assert says_day(words, day)


@pytest.mark.parametrize("words", ["", "05/11/2026", "ngày", "Ngày năm tháng mười một"])
def test_half_a_day_is_none(words: str) -> None:
    assert not says_day(words, date(2026, 11, 5))


@given(days, days)
def test_words_say_one_day_and_no_other(day: date, other: date) -> None:
    assert says_day(day_in_words(day), day)
    assert says_day(day_in_words(day), other) is (day == other)


@given(st.text(max_size=200), days)
def test_any_text_gets_an_answer(words: str, day: date) -> None:
    assert says_day(words, day) in (True, False)
