"""A day written in Vietnamese words, as registers of civil status keep it."""

from __future__ import annotations

import re
from datetime import date

from citizen_portal.domain.folding import fold
from citizen_portal.domain.money import amount_in_words

# Words that say the same, without diacritics; an empty one adds nothing ("mồng ba" is "ba").
_SAME_WORD = {
    "mong": "",
    "mung": "",
    "gieng": "mot",
    "chap": "muoi hai",
    "tu": "bon",
    "le": "linh",
    "ngan": "nghin",
    "nham": "lam",
}


def day_in_words(day: date) -> str:
    """Write a day in words: "Ngày hai mươi tháng mười một năm hai nghìn không trăm …"."""
    return f"Ngày {_words(day.day)} tháng {_words(day.month)} năm {_words(day.year)}"


def says_day(words: str, day: date) -> bool:
    """Tell whether words typed by a person say ``day``.

    Case, diacritics, punctuation and the usual variants ("mồng", "giêng", "chạp", "tư" or
    "bốn", "linh" or "lẻ", "nghìn" or "ngàn") make no difference.
    """
    return _bare(words) == _bare(day_in_words(day))


def _words(number: int) -> str:
    return amount_in_words(number).removesuffix(" đồng")


def _bare(words: str) -> str:
    said = re.sub(r"[^a-z ]", " ", fold(words)).split()
    same = " ".join(_SAME_WORD.get(word, word) for word in said)
    return " ".join(same.split()).removeprefix("ngay ")
