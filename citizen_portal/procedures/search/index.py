"""Which words stand in which procedures: built once, asked for each word of a query."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.search.words import (
    FEWER_MARKS,
    Neighbours,
    Word,
    agreement,
    may_be_meant,
    tokens_of,
    word_of,
)

BEGUN, MISTYPED, MISTAKEN = 0.8, 0.7, 0.55
"""How well a word agrees that begins so, that an unknown word may have been meant for, and that
a known word may have been meant for."""
_SHORTEST_BEGINNING = 3
_MOST_BEGUN = 40

Line: TypeAlias = tuple[int, ...]
"""The words of a name or keyword, each as its number."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a word of a query stands: in which procedures how well, and as which words."""

    weight: float
    found: Mapping[int, float]
    spellings: Mapping[int, float]


NOWHERE = Meeting(1.0, {}, {})


class SearchIndex:
    """The words of names (in both languages) and keywords of procedures, by their place."""

    def __init__(self, procedures: Sequence[Procedure]) -> None:
        self.codes = tuple(one.code for one in procedures)
        self._numbers: dict[str, int] = {}
        self.words: list[Word] = []
        self._tokens: dict[str, int] = {}
        self._standing: list[array[int]] = []
        self.lines = tuple(self._read(place, one) for place, one in enumerate(procedures))
        self._spellings: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self._spellings.setdefault(word.folded, []).append(number)
        self._in_order = sorted(self._spellings)
        self._neighbours = Neighbours(self._spellings)
        self.weights = [self.weight(word.folded) for word in self.words]
        said = [sum(map(self.weights.__getitem__, lines[0])) for lines in self.lines]
        in_order = sorted(range(len(said)), key=said.__getitem__)
        self.by_length = array("L", sorted(range(len(said)), key=in_order.__getitem__))
        self._letters = [self._spellings[word.folded][0] for word in self.words]
        self._named: dict[tuple[int, ...], list[int]] = {}
        for place, lines in enumerate(self.lines):
            letters = tuple(map(self._letters.__getitem__, lines[0]))
            self._named.setdefault(letters, []).append(place)

    def _read(self, place: int, one: Procedure) -> tuple[Line, ...]:
        texts = dict.fromkeys(filter(None, (one.name.vi, one.name.en, *one.keywords)))
        lines = tuple(tuple(map(self._number, tokens_of(text))) for text in texts)
        for number in {number for line in lines for number in line}:
            self._standing[number].append(place)
        return lines

    def _number(self, token: str) -> int:
        if token not in self._tokens:
            word = word_of(token)
            if word.accented not in self._numbers:
                self._numbers[word.accented] = len(self.words)
                self.words.append(word)
                self._standing.append(array("H" if len(self.codes) < 65_536 else "L"))
            self._tokens[token] = self._numbers[word.accented]
        return self._tokens[token]

    def named(self, words: Sequence[Word]) -> Sequence[int]:
        """The procedures whose name is made of these words, whatever their marks."""
        spellings = [self._spellings.get(word.folded) for word in words]
        return self._named.get(tuple(one[0] for one in spellings if one), ()) if spellings else ()

    def knows(self, folded: str) -> bool:
        """Tell whether a word of these letters stands anywhere."""
        return folded in self._spellings

    def resembles(self, folded: str) -> bool:
        """Tell whether it is a word that stands somewhere, or one error away from such a word."""
        return folded in self._spellings or bool(self._neighbours.of(folded))

    def weight(self, folded: str) -> float:
        """How much a word says, from 0.2 for one that stands everywhere to 1."""
        standing = sum(len(self._standing[one]) for one in self._spellings[folded])
        return 1.0 - 0.8 * min(1.0, log(standing + 1) / log(len(self.codes) + 2))

    def meet(self, typed: Word, doubting: bool) -> Meeting:
        """Where the word stands as typed; if unknown, where words begin so or differ by an error.

        ``doubting`` looks for typing errors in known words as well.
        """
        spellings = {
            number: agreement(typed, self.words[number])
            for number in self._spellings.get(typed.folded, ())
        }
        if spellings and not doubting:
            return self._meeting(self.weight(typed.folded), spellings)
        guessed = self._guessed(typed, MISTAKEN if spellings else MISTYPED)
        weights = [self.weights[number] for number in guessed]
        if spellings:
            own = self.weight(typed.folded)
            weights = [min(own, max(weights, default=own))]
        return self._meeting(max(weights), guessed | spellings) if weights else NOWHERE

    def _guessed(self, typed: Word, how_well: float) -> dict[int, float]:
        """The words that may have been meant; of a word that is known, none that begins so."""
        near = [
            number
            for folded in self._neighbours.of(typed.folded)
            for number in self._spellings[folded]
            if may_be_meant(typed, self.words[number])
        ]
        if how_well == MISTAKEN:
            return dict.fromkeys(near, how_well)
        begun = [n for folded in self._beginning(typed.folded) for n in self._spellings[folded]]
        return dict.fromkeys(near, how_well) | dict.fromkeys(begun, BEGUN)

    def _meeting(self, weight: float, spellings: dict[int, float]) -> Meeting:
        found: dict[int, float] = {}
        for number, how_well in sorted(spellings.items(), key=lambda one: one[1]):
            found.update(dict.fromkeys(self._standing[number], how_well))
        return Meeting(weight, found, spellings)

    def _beginning(self, folded: str) -> list[str]:
        if len(folded) < _SHORTEST_BEGINNING:
            return []
        start = bisect_left(self._in_order, folded)
        following = self._in_order[start : start + _MOST_BEGUN]
        return [one for one in following if one.startswith(folded)]

    def meet_together(self, words: Sequence[Word]) -> list[Meeting]:
        """Where the words stand side by side, as typed; each by itself counts for nothing."""
        alone = [self.meet(word, doubting=False) if self.knows(word.folded) else NOWHERE
                 for word in words]  # fmt: skip
        spelt = [{n for n, well in one.spellings.items() if well >= FEWER_MARKS} for one in alone]
        places = set.intersection(*(set(one.found) for one in alone))
        beside = {
            place: 1.0
            for place in places
            if any(_side_by_side(line, spelt) for line in self.lines[place])
        }
        return [Meeting(1.0, beside, one.spellings) for one in alone]


def _side_by_side(line: Line, spelt: Sequence[set[int]]) -> bool:
    return any(
        all(line[start + offset] in spellings for offset, spellings in enumerate(spelt))
        for start in range(len(line) - len(spelt) + 1)
    )
