"""The words under which a dossier is kept in the index, and those that somebody types.

Both are folded, so that marks and case do not count. Numbers of persons never stand in the
index: a keyed hash does, which only the portal can make.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

from citizen_portal.domain.folding import fold

MOST_WORDS = 600
"""A dossier keeps so many words: enough for every form, and one cannot fill the index."""

MOST_TYPED = 8
"""So many typed words count."""

_WORD = re.compile(r"[^\W_]+")
_SPACED_NUMBER = re.compile(r"\+?\d[\d ]*")
_LONGEST = 40
_SHORTEST_BEGUN = 2
_NUMBERS_OF_PERSONS = (9, 12)


def words_of(texts: Iterable[str], key: bytes) -> list[str]:
    """The words of some texts, each once, in order, as the index keeps them."""
    found = (_kept(word, key) for text in texts for word in _WORD.findall(fold(text)))
    return list(dict.fromkeys(found))[:MOST_WORDS]


def agency_word(agency_id: int) -> str:
    """The word for an agency that has a part in the dossier; nobody can type it."""
    return f"@{agency_id}"


def question_of(typed: str, agency_ids: Iterable[int], key: bytes) -> str:
    """What to ask the index, as PostgreSQL writes it: one agency, every word, the last begun.

    A single letter is a word of its own: too many words begin with it. Empty when nothing was
    typed that could be found.
    """
    text = typed.strip()
    if _SPACED_NUMBER.fullmatch(text):
        text = text.replace(" ", "")
    words = words_of([text], key)[:MOST_TYPED]
    agencies = " | ".join(f"'{agency_word(one)}'" for one in sorted(agency_ids))
    if not words or not agencies:
        return ""
    *whole, begun = [f"'{word}'" for word in words]
    ending = "" if begun.startswith("'#") or len(words[-1]) < _SHORTEST_BEGUN else ":*"
    return " & ".join((f"({agencies})", *whole, f"{begun}{ending}"))


def _kept(word: str, key: bytes) -> str:
    if word.isdigit():
        if len(word) in _NUMBERS_OF_PERSONS:
            return f"#{hmac.digest(key, word.encode(), sha256).hex()[:20]}"
        if len(word) == 11 and word.startswith("84"):  # a phone as it is stored: +84912345678
            return f"0{word[2:]}"
    return word[:_LONGEST]
