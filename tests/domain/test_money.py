from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.money import (
    LARGEST_AMOUNT,
    amount_in_words,
    format_vnd,
    parse_amount,
    words_agree,
)
from citizen_portal.domain.unreadable import Unreadable

from .calendars import LAW

AMOUNTS = st.one_of(
    st.integers(0, 2000),
    st.integers(0, LARGEST_AMOUNT),
    # Sparse numbers, where the words for zeros matter.
    st.builds(lambda a, n: a * 1000**n, st.integers(0, 1100), st.integers(0, 4)),
)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0 đồng"),
        (999, "999 đồng"),
        (8000, "8.000 đồng"),
        (1_250_000, "1.250.000 đồng"),
        (-20_000, "-20.000 đồng"),
    ],
)
def test_figures(amount: int, written: str) -> None:
    assert format_vnd(amount) == written


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (555, "năm trăm năm mươi lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (8_000, "tám nghìn"),
        (10_000, "mười nghìn"),
        (115_000, "một trăm mười lăm nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (15_000_000_000, "mười lăm tỷ"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_000_000_000_005, "một nghìn tỷ không trăm linh năm"),
        (21_000_000_000_000_000, "hai mươi mốt triệu tỷ"),
        (
            123_456_789_012_345_678,
            "một trăm hai mươi ba triệu bốn trăm năm mươi sáu nghìn bảy trăm tám mươi chín tỷ "
            "không trăm mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
        ),
    ],
)
def test_words(amount: int, words: str) -> None:
    assert amount_in_words(amount) == f"{words} đồng"


def test_receipts_begin_with_a_capital() -> None:
    assert amount_in_words(115_000, capital=True) == "Một trăm mười lăm nghìn đồng"


@pytest.mark.parametrize("amount", [-1, LARGEST_AMOUNT + 1])
def test_words_end_somewhere(amount: int) -> None:
    assert LARGEST_AMOUNT == 999_999_999_999_999_999
    with pytest.raises(ValueError, match="out of range"):
        amount_in_words(amount)
    assert not words_agree("một đồng", amount)


@pytest.mark.parametrize(
    "typed",
    [
        "100000000",
        "100.000.000",
        "100 000 000",
        "100\u00a0000\u00a0000",
        "100,000,000 đ",
        " 100.000.000 đồng ",
        "100.000.000VND",
        "100.000.000 VNĐ",
        "0100000000",
    ],
)
def test_figures_as_people_type_them(typed: str) -> None:
    assert parse_amount(typed) == 100_000_000


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "đồng",
        "một trăm",
        "1.5",
        "1,50",
        "1.00.000",
        "1.000,000",
        "1.000.00",
        "-5",
        "+5",
        "1e6",
        "0x10",
        "1_000",
        "٣٠٠",
        "1000.000",
        "1" * 19,
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_amount(typed)
    assert "ví dụ" in refused.value.text.vi
    assert refused.value.text.en


@LAW
@given(AMOUNTS)
def test_figures_are_read_back(amount: int) -> None:
    assert parse_amount(format_vnd(amount)) == amount


@LAW
@given(AMOUNTS, AMOUNTS)
def test_words_say_one_amount_only(one: int, other: int) -> None:
    assert words_agree(amount_in_words(one), other) == (one == other)


@LAW
@given(AMOUNTS)
def test_words_are_read_back(amount: int) -> None:
    assert _read(amount_in_words(amount).removesuffix(" đồng").split()) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Một trăm triệu đồng", 100_000_000),
        ("một trăm triệu", 100_000_000),
        ("MỘT  TRĂM TRIỆU ĐỒNG CHẴN./.", 100_000_000),
        (unicodedata.normalize("NFD", "Một trăm triệu đồng"), 100_000_000),
        ("một trăm lẻ năm nghìn đồng", 105_000),
        ("một trăm linh năm ngàn đồng", 105_000),
        ("hai mươi bốn nghìn", 24_000),
        ("hai mươi tư nghìn", 24_000),
        ("một tỉ đồng", 1_000_000_000),
        ("Một triệu, hai trăm năm mươi nghìn đồng.", 1_250_000),
        ("khôngđồng", None),
        ("một trăm nghìn đồng", None),
        ("mot tram trieu dong", None),
        ("", None),
    ],
)
def test_words_are_compared_leniently(words: str, amount: int | None) -> None:
    if amount is None:
        assert not words_agree(words, 100_000_000)
    else:
        assert words_agree(words, amount)
        assert not words_agree(words, amount + 1)


def _read(words: list[str]) -> int:
    """An independent reading, word by word from the left."""
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    values = {**{word: n for n, word in enumerate(digits)}, "mốt": 1, "tư": 4, "lăm": 5}
    total = billions = group = 0
    last = 0
    for word in words:
        if word in values:
            last = values[word]
            group += last
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += last * 9
        elif word == "trăm":
            group += last * 99
        elif word in ("nghìn", "triệu"):
            total += group * {"nghìn": 10**3, "triệu": 10**6}[word]
            group = 0
        elif word == "tỷ":
            billions = (total + group) * 10**9
            total = group = 0
    return billions + total + group
