"""How people speak of procedures, beside how procedures are called; the words are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from citizen_portal.procedures.search.words import OTHER_MARKS, Word, agreement, words_of

Words: TypeAlias = tuple[Word, ...]

_FILE = Path(__file__).parent / "data" / "everyday_words.toml"


class Phrases:
    """Phrases that are recognised in what was typed, each with what it stands for."""

    def __init__(self, known: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._known: dict[tuple[str, ...], list[tuple[Words, tuple[Words, ...]]]] = {}
        for said, means in known:
            words = words_of(said)
            letters = tuple(word.folded for word in words)
            meanings = tuple(words_of(one) for one in means)
            self._known.setdefault(letters, []).append((words, meanings))
        self._longest = max(map(len, self._known), default=0)

    def at(self, words: Words, start: int) -> tuple[int, tuple[Words, ...]]:
        """The longest phrase that begins there: how many words, and what they stand for."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            part = words[start : start + length]
            for known, meanings in self._known.get(tuple(word.folded for word in part), ()):
                pairs = zip(part, known, strict=True)
                if all(agreement(typed, written) > OTHER_MARKS for typed, written in pairs):
                    return length, meanings
        return 0, ()

    def within(self, words: Words) -> Iterator[tuple[int, int, tuple[Words, ...]]]:
        """The phrases of what was typed: where each begins and ends, what it stands for."""
        start = 0
        while start < len(words):
            length, meanings = self.at(words, start)
            if length:
                yield start, start + length, meanings
            start += length or 1


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """The phrases people use, the words that say little, and those that stay together."""

    phrases: Phrases
    weak: Phrases
    whole: Phrases

    def readings(self, words: Words) -> tuple[Words, ...]:
        """What the words may mean besides what they say, the nearest meaning first."""
        found = [one for one in self.phrases.within(words) if one[2]]
        most = max((len(meanings) for _, _, meanings in found), default=0)
        return tuple(_replaced(words, found, turn) for turn in range(most))


def _replaced(
    words: Words, found: Sequence[tuple[int, int, tuple[Words, ...]]], turn: int
) -> Words:
    said: list[Word] = []
    at = 0
    for start, end, meanings in found:
        said += words[at:start]
        said += meanings[min(turn, len(meanings) - 1)]
        at = end
    return tuple(dict.fromkeys([*said, *words[at:]]))


@cache
def everyday_words() -> EverydayWords:
    """The words of ``data/everyday_words.toml``, read once."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    said = [(one, tuple(each["means"])) for each in read["phrase"] for one in each["said"]]
    return EverydayWords(
        phrases=Phrases(said),
        weak=Phrases([(one, ()) for one in read["weak"]]),
        whole=Phrases([(one, ()) for one in read["whole"]]),
    )
