"""Sentences of rules with what a person answered taken out: reports name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from citizen_portal.domain.folding import fold

BLANK = "…"

_DIGITS = re.compile(r"\d(?:[\d.,/:\- ]*\d)?")
_BLANKS = re.compile(rf"{BLANK}(?:[ ,;]*{BLANK})+")
_WORD = re.compile(r"\w+")


def blanked(sentence: str, answers: Mapping[str, Any]) -> str:
    """The sentence without numbers, answers, or capitalised words out of answers.

    What is left is the same for everybody whom the rule concerns.
    """
    whole: set[str] = set()
    names: set[str] = set()
    for text in _texts(answers):
        whole |= {one for one in (text, fold(text)) if len(one) >= 3}
        for word in _WORD.findall(text):
            if len(word) >= 2 and word[0].isupper():
                names |= {word, word.upper(), fold(word).upper(), fold(word).capitalize()}
    sentence = _without(sentence, whole, re.IGNORECASE)
    sentence = _without(sentence, names, 0)
    return _BLANKS.sub(BLANK, _DIGITS.sub(BLANK, sentence))


def _without(sentence: str, words: set[str], flags: int) -> str:
    if not words:
        return sentence
    either = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", BLANK, sentence, flags=flags)


def _texts(value: Any) -> Iterator[str]:
    """Every text within answers; numbers and days are blanked by their digits."""
    match value:
        case str():
            yield value
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
        case date() | int() | None:
            return
        case _:
            yield str(value)
