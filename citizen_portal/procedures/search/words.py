"""Words as people type them beside words as they are written: how well do they agree?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from citizen_portal.domain.folding import fold, tone_key

SAME, BARE, FEWER_MARKS, OTHER_MARKS = 1.0, 0.95, 0.9, 0.5
"""How well a word of the same letters agrees: with all marks, typed without any, with some of
them, with others."""
SHORTEST_FOR_TYPOS = 4
_SHORTEST_PART = 2

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# "lý" and "lí", "ký" and "kí", "quý" and "quí": both spellings are in use.
_I_OR_Y = re.compile(r"(?:b|h|k|l|m|qu|s|t|v)y")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without marks, with its marks (their place in the word left out), and the marks."""

    folded: str
    accented: str
    marks: frozenset[str]


@lru_cache(maxsize=8192)
def word_of(token: str) -> Word:
    """The forms of one word under which spellings of the same word are equal."""
    folded, accented = fold(token), tone_key(token)
    if _I_OR_Y.fullmatch(folded):
        folded, accented = folded[:-1] + "i", accented.replace("y", "i")
    return Word(
        folded, accented, frozenset(one for one in accented if combining(one) or one == "đ")
    )


def tokens_of(text: str) -> list[str]:
    """The words of a text in lower case, signs left out."""
    return _TOKEN.findall(normalize("NFC", text).lower())


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    return tuple(word_of(token) for token in tokens_of(text))


def agreement(typed: Word, written: Word) -> float:
    """How well two words of the same letters agree, from 0 to 1."""
    if typed.accented == written.accented:
        return SAME
    if not typed.marks:
        return BARE
    return FEWER_MARKS if typed.marks < written.marks else OTHER_MARKS


def may_be_meant(typed: Word, written: Word) -> bool:
    """Tell whether a word one error away may have been meant: who typed marks typed these.

    A letter that was left out may have taken its marks along.
    """
    left_out = len(typed.folded) < len(written.folded) and typed.marks < written.marks
    return not typed.marks or typed.marks == written.marks or left_out


class Neighbours:
    """Words one typing error away: a letter too many, missing, wrong, or two exchanged.

    Each word is kept under itself and under what is left when one letter is taken out; two
    words one error apart meet under one of these.
    """

    def __init__(self, words: Iterable[str]) -> None:
        kept: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST_FOR_TYPOS - 1 and word.isalpha():
                for left in _with_one_taken_out(word):
                    kept.setdefault(left, []).append(word)
        self._kept = {left: tuple(words) for left, words in kept.items()}

    def of(self, word: str) -> set[str]:
        """The known words one error away from it; the word itself is not among them."""
        if not word.isalpha():
            return set()
        met = {one for left in _with_one_taken_out(word) for one in self._kept.get(left, ())}
        return {one for one in met if one != word and one_error_apart(word, one)}


def _with_one_taken_out(word: str) -> Iterator[str]:
    yield word
    yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_error_apart(one: str, other: str) -> bool:
    """Tell whether one typing error makes the one word of the other."""
    short, long = sorted((one, other), key=len)
    if len(long) < SHORTEST_FOR_TYPOS or len(long) - len(short) > 1 or short == long:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + 1 :] == long[at + 1 :] or (exchanged and short[at + 2 :] == long[at + 2 :])


def split_joined(word: str, known: Callable[[str], bool], most: int = 4) -> tuple[str, ...]:
    """The known words that were typed without a space between them; none when it is not so."""
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first, left = word[:at], word[at:]
        if not known(first):
            continue
        if known(left):
            return first, left
        rest = split_joined(left, known, most - 1) if most > 2 else ()
        if rest:
            return (first, *rest)
    return ()
