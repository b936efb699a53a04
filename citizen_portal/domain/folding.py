"""Vietnamese text for comparing, searching and sorting, whatever way it was typed."""

from __future__ import annotations

import re
import unicodedata

# Tones in the order of Vietnamese dictionaries: (ngang,) huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Marks that make another letter of the alphabet: ă, then â ê ô, then ơ ư.
_LETTER_MARKS = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}
# Phone keyboards curl the apostrophe of H'Hen, the card does not.
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'"})
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "d"})
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


def fold(text: str) -> str:
    """Return ``text`` for search: lower case, no marks, đ as d, single spaces.

    "Đường  Trần Hưng Đạo" and "duong tran hung dao" fold to the same.
    """
    plain = text.translate(_APOSTROPHES).translate(_D_WITH_STROKE).lower()
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return " ".join(bare.split())


def normalise_name(text: str) -> str:
    """Return a name as it is stored: NFC, single spaces, nothing invisible.

    Marks, case and apostrophes stay: they are part of the name.
    """
    spaced = " ".join(text.split())
    visible = "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf"})
    return " ".join(unicodedata.normalize("NFC", visible).split())


def tone_key(text: str) -> str:
    """Return a key under which the old and new places of the tone mark are equal.

    "hoà" and "hòa" give the same key, "hoá" and "hoa" others. Case and the number of
    spaces do not count. The key is for comparing only, never for showing.
    """
    decomposed = unicodedata.normalize("NFD", " ".join(text.lower().split()))
    return _WORD.sub(lambda word: _tone_last(word.group()), decomposed)


def _tone_last(word: str) -> str:
    letters = "".join(char for char in word if char not in _TONES)
    return letters + "".join(char for char in word if char in _TONES)


def sort_key(text: str) -> str:
    """Return a key whose order by code points is the order of the Vietnamese alphabet.

    Letters decide first (a ă â b c d đ e ê … y), then the tone of each word (ngang,
    huyền, hỏi, ngã, sắc, nặng), then case. Spaces come before punctuation, digits,
    letters. The key is plain text, so that a column with the "C" collation can keep it.
    """
    spaced = " ".join(text.split())
    letters: list[str] = []
    case: list[str] = []
    for char in unicodedata.normalize("NFD", spaced):
        if char in _LETTER_MARKS and letters:
            letters[-1] = letters[-1][0] + _LETTER_MARKS[char]
        elif unicodedata.category(char) != "Mn":
            letters.append(_letter(char))
            case.append("1" if char.isupper() else "0")
    tones = "".join(_tone_of(word) for word in _WORD.findall(tone_key(spaced)))
    return "\t".join(("".join(letters), tones, "".join(case)))


def _letter(char: str) -> str:
    """Two characters per letter keep longer and shorter words comparable."""
    lowered = char.lower()
    if lowered == "đ":
        return "d1"
    if char.isalnum():
        return lowered[0] + "0"
    return "!" + char


def _tone_of(word: str) -> str:
    return next((_TONES[char] for char in word if char in _TONES), "0")
