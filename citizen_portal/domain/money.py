"""Amounts of đồng in figures and in words. An amount is a whole number of đồng."""

from __future__ import annotations

import re
from typing import Final

from citizen_portal.domain.folding import tone_key
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

LARGEST_AMOUNT: Final = 10**18 - 1

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_UNIT = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?$")
_FIGURES = re.compile(r"[0-9]+|[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_NOT_AN_AMOUNT = Text(
    "Nhập số tiền bằng chữ số, ví dụ 50.000.",
    "Enter the amount in figures, for example 50.000.",
)


def format_vnd(amount: int) -> str:
    """Write an amount in figures: 1250000 is "1.250.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def parse_amount(text: str) -> int:
    """Read an amount typed in figures, in đồng.

    Takes "100.000.000", "100 000 000", "100,000,000 đ" and "100000000". Groups must be
    of three digits, so that "1.5" is never read as 15. Raises ``Unreadable``.
    """
    figures = _SPACES.sub(" ", text).strip().lower()
    figures = _UNIT.sub("", figures)
    if not _FIGURES.fullmatch(figures):
        raise Unreadable(_NOT_AN_AMOUNT)
    digits = re.sub(r"[., ]", "", figures)
    if len(digits.lstrip("0")) > len(str(LARGEST_AMOUNT)):
        raise Unreadable(_NOT_AN_AMOUNT)
    return int(digits)


def amount_in_words(amount: int, *, capital: bool = False) -> str:
    """Write an amount in Vietnamese words: 115000 is "một trăm mười lăm nghìn đồng".

    ``capital`` makes the first letter a capital, as receipts print it. Raises
    ``ValueError`` below 0 and above ``LARGEST_AMOUNT``.
    """
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise ValueError(f"amount out of range: {amount}")
    words = " ".join([*_number(amount), "đồng"])
    return words[0].upper() + words[1:] if capital else words


def words_agree(words: str, amount: int) -> bool:
    """Tell whether words typed by a person say ``amount``.

    Case, spaces, punctuation, the place of tone marks, "linh" or "lẻ", "tư" or "bốn",
    "nghìn" or "ngàn" and a trailing "đồng", "đồng chẵn" make no difference.
    """
    if not 0 <= amount <= LARGEST_AMOUNT:
        return False
    return _bare_words(words) == _bare_words(amount_in_words(amount))


def _number(value: int) -> list[str]:
    billions, rest = divmod(value, _BILLION)
    words = [*_number(billions), "tỷ"] if billions else []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, scale)
        if group:
            words += _group(group, full=bool(words))
            words += [name] if name else []
    return words or [_DIGITS[0]]


def _group(group: int, *, full: bool) -> list[str]:
    """Read 1 to 999; ``full`` says the hundreds even when they are zero."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words += ["mười"]
    elif units and words:
        words += ["linh"]
    if units:
        words.append(_unit_word(units, tens))
    return words


def _unit_word(units: int, tens: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens > 0:
        return "lăm"
    return _DIGITS[units]


_SAME_WORD: Final = {
    tone_key(said): tone_key(same)
    for said, same in (
        ("lẻ", "linh"),
        ("tư", "bốn"),
        ("ngàn", "nghìn"),
        ("tỉ", "tỷ"),
        ("nhăm", "lăm"),
        ("bẩy", "bảy"),
    )
}
_ENDINGS: Final = frozenset(tone_key(word) for word in ("đồng", "chẵn", "vnđ", "vnd"))


def _bare_words(words: str) -> list[str]:
    cleaned = re.sub(r"[.,;:/\-()]", " ", words)
    bare = [_SAME_WORD.get(word, word) for word in tone_key(cleaned).split()]
    while bare and bare[-1] in _ENDINGS:
        bare.pop()
    return bare
