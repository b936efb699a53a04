"""Words as they are typed: spellings that are equal, and typing errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.procedures.search.words import (
    BARE,
    FEWER_MARKS,
    OTHER_MARKS,
    SAME,
    Neighbours,
    agreement,
    may_be_meant,
    one_error_apart,
    split_joined,
    tokens_of,
    word_of,
)


@pytest.mark.parametrize(
    ("typed", "written", "expected"),
    [
        ("hoà", "hòa", SAME),
        ("HÒA", "hòa", SAME),
        ("ho\u0300a", "hòa", SAME),
        ("lí", "lý", SAME),
        ("quí", "quý", SAME),
        ("ki", "kỳ", BARE),
        ("dat", "đất", BARE),
        ("thương", "thường", FEWER_MARKS),
        ("hỗ", "hộ", OTHER_MARKS),
        ("hóa", "hòa", OTHER_MARKS),
    ],
)
def test_how_well_words_of_the_same_letters_agree(
    typed: str, written: str, expected: float
) -> None:
    assert word_of(typed).folded == word_of(written).folded
    assert agreement(word_of(typed), word_of(written)) == expected


def test_the_words_of_a_text() -> None:
    assert tokens_of("“Hộ khẩu”, sổ/đỏ – H'Hen?") == ["hộ", "khẩu", "sổ", "đỏ", "h'hen"]
    assert tokens_of("%;--") == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("thuong", "thuog", True),
        ("thuong", "thhuong", True),
        ("thuong", "thuang", True),
        ("thuong", "thuogn", True),
        ("hon", "honn", True),
        ("thuong", "thuong", False),
        ("thuong", "thgnuo", False),
        ("thuong", "truongg", False),
        ("hon", "hom", False),
        ("ab", "abcd", False),
    ],
)
def test_one_typing_error(one: str, other: str, apart: bool) -> None:
    assert one_error_apart(one, other) is apart
    assert one_error_apart(other, one) is apart


SYLLABLES = st.text("abcg", min_size=1, max_size=7)


@given(st.lists(SYLLABLES, max_size=30), SYLLABLES)
def test_neighbours_are_all_words_one_error_away(known: list[str], word: str) -> None:
    assert Neighbours(known).of(word) == {one for one in known if one_error_apart(word, one)}


@given(st.text("abc", min_size=5, max_size=9), st.data())
def test_an_error_is_found_wherever_it_is_made(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcx"))
    typed = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )
    assert typed == word or Neighbours([word]).of(typed) == {word}


@pytest.mark.parametrize(
    ("typed", "written", "meant"),
    [
        ("nhn", "nhận", True),
        ("thuog", "thường", True),
        ("thừog", "thường", True),
        ("iện", "điện", True),
        ("ngân", "nhận", False),
        ("chiếu", "thiệu", False),
    ],
)
def test_who_typed_marks_meant_these_marks(typed: str, written: str, meant: bool) -> None:
    assert may_be_meant(word_of(typed), word_of(written)) is meant


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("khaisinh", ("khai", "sinh")),
        ("giaykhaisinh", ("giay", "khai", "sinh")),
        ("khai", ()),
        ("khaixyz", ()),
        ("x" * 200, ()),
    ],
)
def test_words_without_a_space_between_them(typed: str, parts: tuple[str, ...]) -> None:
    assert split_joined(typed, {"khai", "sinh", "giay"}.__contains__) == parts
