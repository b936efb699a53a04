"""Finding procedures as people type: any spelling, everyday words, an error, a code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.search.everyday_words import (
    EverydayWords,
    Words,
    everyday_words,
)
from citizen_portal.procedures.search.index import SearchIndex
from citizen_portal.procedures.search.ranking import MOST_NEAR, Asked, Ranked, rank
from citizen_portal.procedures.search.words import (
    Word,
    one_error_apart,
    split_joined,
    word_of,
    words_of,
)

MOST_WORDS = 40
_MEANT = 0.98
"""What the score of an everyday word's meaning keeps: who types the name itself means it."""

# 1.001193, also without the dot, and with the suffix of a locality or a case behind it.
_CODE = re.compile(r"(?<!\d)([1-3])[.,\s]?(\d{6})(?!\d)(?:[.-][\w.-]*)?")
_PART_OF_CODE = re.compile(r"(?<!\w)(?=[\d.]*\d[\d.]*\d[\d.]*\d)[\d.]{3,9}(?!\w)")


@dataclass(frozen=True, slots=True)
class Places:
    """Places in the index: what was found, best first, and what is only near."""

    found: tuple[int, ...]
    near: tuple[int, ...] = ()


class Search:
    """The search over a fixed list of procedures, in the order of that list where alike."""

    def __init__(
        self, procedures: Sequence[Procedure], everyday: EverydayWords | None = None
    ) -> None:
        self._index = SearchIndex(procedures)
        self._everyday = everyday or everyday_words()

    def find(self, query: str) -> Places:
        """The procedures that answer a query, best first, and those that are only near it."""
        full = ["".join((one[1], ".", one[2])) for one in _CODE.finditer(query)]
        rest = _CODE.sub(" ", query)
        parts = [one.strip(".") for one in _PART_OF_CODE.findall(rest)]
        coded = self._coded(full, parts)
        words = words_of(_PART_OF_CODE.sub(" ", rest) if parts and coded else rest)[:MOST_WORDS]
        asked_by_code = bool(full or coded) and all(weak for _, weak in self._told(words))
        if asked_by_code or not words:
            return Places(tuple(coded), () if coded else self._codes_near(full))
        ranked = self._rank(words)
        found = dict.fromkeys([*coded, *_best_first(ranked.found)])
        return Places(tuple(found), tuple(_best_first(ranked.near)))

    def _coded(self, full: Sequence[str], parts: Sequence[str]) -> list[int]:
        if not full and not parts:
            return []
        return [
            place
            for place, code in enumerate(self._index.codes)
            if code in full or any(_is_part(part, code) for part in parts)
        ]

    def _codes_near(self, full: Sequence[str]) -> tuple[int, ...]:
        near = (
            place
            for place, code in enumerate(self._index.codes)
            if any(one_error_apart(code, one) for one in full)
        )
        return tuple(near)[:MOST_NEAR]

    def _rank(self, typed: Words) -> Ranked:
        """What fits the words as typed or in one of their meanings; doubting them if it must."""
        words = self._parted(typed)
        named = self._index.named(words)
        readings = (words, *self._everyday.readings(words))
        ranked = _merge([rank(self._index, self._asked(one, False)) for one in readings])
        if not ranked.sure:
            doubted = rank(self._index, self._asked(words, True))
            ranked = _merge([ranked, doubted], equal=True)
        for place in named:
            alike = sum(self._same(words, place)) / len(words)
            ranked.found[place] = 3.0 + alike
        return ranked

    def _same(self, words: Words, place: int) -> list[bool]:
        line = self._index.lines[place][0]
        return [
            word.accented == self._index.words[number].accented
            for word, number in zip(words, line, strict=True)
        ]

    def _parted(self, typed: Words) -> Words:
        """The words with those parted that were typed without spaces."""
        parted: list[Word] = []
        for word in typed:
            alike = self._index.resembles(word.folded)
            parts = () if alike else split_joined(word.folded, self._index.knows)
            parted += map(word_of, parts) if parts else (word,)
        return tuple(parted)

    def _told(self, words: Words) -> list[tuple[int, bool]]:
        """Each word's place, and whether it says little; within a phrase none does."""
        weak, phrases = (
            {at for start, end, _ in known.within(words) for at in range(start, end)}
            for known in (self._everyday.weak, self._everyday.phrases)
        )
        return [(at, at in weak - phrases) for at in range(len(words))]

    def _asked(self, words: Words, doubting: bool) -> list[Asked]:
        together = {start: end for start, end, _ in self._everyday.whole.within(words)}
        asked: list[Asked] = []
        at = 0
        told = self._told(words)
        while at < len(words):
            end = together.get(at, at + 1)
            group = words[at:end]
            meetings = (
                self._index.meet_together(group)
                if at in together
                else [self._index.meet(group[0], doubting)]
            )
            asked += [
                Asked(meeting, told[at][1] and at not in together, len(word.folded))
                for meeting, word in zip(meetings, group, strict=True)
            ]
            at = end
        return asked


def _best_first(scores: dict[int, float]) -> list[int]:
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def _is_part(part: str, code: str) -> bool:
    """The beginning of a code, with or without its dot, or the whole without its first digit."""
    digits = part.replace(".", "")
    plain = code.replace(".", "")
    return code.startswith(part) or plain.startswith(digits) or plain[1:7] == digits


def _merge(rankings: Sequence[Ranked], equal: bool = False) -> Ranked:
    """The best of each reading; a meaning counts a little less than the words themselves."""
    first, *others = rankings
    kept = 1.0 if equal else _MEANT
    for one in others:
        for scores, more in ((first.found, one.found), (first.near, one.near)):
            for place, score in more.items():
                scores[place] = max(scores.get(place, 0.0), score * kept)
    return Ranked(first.found, first.near, any(one.sure for one in rankings))
