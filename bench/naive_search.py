"""The search as it was before the index: every procedure looked at, words or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citizen_portal.domain.folding import fold, tone_key
from citizen_portal.procedures.procedure import Procedure

_SIGNS = ".,;:!?\"'()[]“”\u2013-/"


@dataclass(frozen=True, slots=True)
class _Entry:
    procedure: Procedure
    name: str
    accented: frozenset[str]
    folded: frozenset[str]


class NaiveSearch:
    """A scan over all names, codes and keywords, word by word."""

    def __init__(self, procedures: Sequence[Procedure]) -> None:
        self._entries = [_entry(one) for one in procedures]

    def find(self, query: str) -> tuple[Procedure, ...]:
        """Procedures that contain every word, those with the same marks first."""
        words, exact = _words(fold(query)), _words(tone_key(query))
        found = [
            (len(exact - entry.accented), entry.name, entry.procedure)
            for entry in self._entries
            if all(_matches(word, entry.folded) for word in words)
        ]
        found.sort(key=lambda match: match[:2])
        return tuple(procedure for _, _, procedure in found[:50])


def _entry(one: Procedure) -> _Entry:
    text = " ".join((one.code, one.name.vi, one.name.en, *one.keywords))
    return _Entry(one, fold(one.name.vi), _words(tone_key(text)), _words(fold(text)))


def _words(text: str) -> frozenset[str]:
    return frozenset(filter(None, (word.strip(_SIGNS) for word in text.split())))


def _matches(word: str, words: frozenset[str]) -> bool:
    return word in words or (len(word) >= 3 and any(one.startswith(word) for one in words))
