"""Which of the procedures that carry the words come first, and which are only near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from citizen_portal.procedures.search.index import (
    BEGUN,
    MISTYPED,
    Line,
    Meeting,
    SearchIndex,
)

MOST_NEAR = 20
WEAK = 0.1
"""The part of its weight that a word keeps that says little about which procedure is meant."""
_NEAR = 0.3
_ENOUGH = ((4, 0.7), (6, 0.6))
_ENOUGH_OF_MANY = 0.5
_BEHIND_THE_BEST = 0.3
_LOOKED_AT = 150
_WORDS_BETWEEN = 5
_LONGEST_UNSURE = 6
_SURE = 0.72
"""All the words, and most of them in their order: nothing was mistyped."""
_BEHIND_THE_NAME = 0.03


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a query: where it stands, and whether it says little."""

    meeting: Meeting
    weak: bool
    length: int

    @property
    def weight(self) -> float:
        """What the word counts for in comparing procedures."""
        return self.meeting.weight * (WEAK if self.weak else 1.0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found, by place in the index with a score, and what is only near.

    ``sure`` tells that the words stand so in a procedure: none needs to be doubted.
    """

    found: dict[int, float]
    near: dict[int, float]
    sure: bool


Seen = list[tuple[int, int, float]]
"""Words of the query met in a line: which, where, how well."""


class _Query:
    """What is asked, prepared for comparing it with many names."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.weights = [one.weight for one in asked]
        self.total = sum(self.weights)
        self.lengths = [one.length for one in asked]
        telling = [which for which, one in enumerate(asked) if not one.weak]
        self.telling = telling or list(range(len(asked)))
        self.pairs = [0.0, *map(min, self.weights, self.weights[1:])]
        self.hits: dict[int, dict[int, float]] = {}
        for which, one in enumerate(asked):
            for number, how_well in one.meeting.spellings.items():
                self.hits.setdefault(number, {})[which] = how_well


def rank(index: SearchIndex, asked: Sequence[Asked]) -> Ranked:
    """Compare the procedures that carry enough of what was asked, by the weight of the words."""
    query = _Query(asked)
    telling = [asked[which] for which in query.telling]
    total = sum(one.meeting.weight for one in telling)
    carried = _carried(telling, total)
    best = max(carried.values(), default=0.0)
    enough = max(_enough(len(telling)) * total, best - _BEHIND_THE_BEST * total)
    found = {place: share / total for place, share in carried.items() if share >= enough}
    if len(telling) < len(asked):
        _add_weak(asked, found)
    highest, scattered = 0.0, {}
    for place in _first(index, found):
        score, close = _compare(index, query, place)
        if close:
            found[place] = 1.0 + score
            highest = max(highest, score)
        else:
            scattered[place] = found.pop(place)
    near = {} if found else _nearest(carried, total) | scattered
    return Ranked(found, near, sure=best >= BEGUN * total and highest >= _SURE)


def _add_weak(asked: Sequence[Asked], found: dict[int, float]) -> None:
    """Words that say little decide between procedures that carry the others alike."""
    for one in asked:
        if one.weak:
            for place in found.keys() & one.meeting.found.keys():
                found[place] += WEAK * one.weight * one.meeting.found[place]


def _nearest(carried: dict[int, float], total: float) -> dict[int, float]:
    best = nlargest(MOST_NEAR, carried, key=carried.__getitem__)
    return {place: carried[place] / total for place in best}


def _enough(words: int) -> float:
    """The share of the telling words that a procedure must carry to be an answer."""
    return next((share for fewer, share in _ENOUGH if words < fewer), _ENOUGH_OF_MANY)


def _carried(telling: Sequence[Asked], total: float) -> dict[int, float]:
    """The weight of the words that each procedure carries; rare words first, so that what can
    no longer become near is never looked at."""
    carried: dict[int, float] = {}
    rest = total
    for one in sorted(telling, key=lambda one: -one.meeting.weight):
        found, weight = one.meeting.found, one.meeting.weight
        if rest >= _NEAR * total:
            for place, how_well in found.items():
                carried[place] = carried.get(place, 0.0) + weight * how_well
        else:
            for place in carried.keys() & found.keys():
                carried[place] += weight * found[place]
        rest -= weight
    return {place: share for place, share in carried.items() if share >= _NEAR * total}


def _first(index: SearchIndex, found: dict[int, float]) -> list[int]:
    """Those that are worth comparing word by word: the fullest, the shortest names first."""
    short = sorted(found, key=index.by_length.__getitem__)
    return sorted(short, key=found.__getitem__, reverse=True)[:_LOOKED_AT]


def _compare(index: SearchIndex, query: _Query, place: int) -> tuple[float, bool]:
    """How well the best of a procedure's lines answers, the name a little before the others;
    and whether the words stand close together in one of them."""
    best, close = 0.0, len(query.telling) > 2
    for number, line in enumerate(index.lines[place]):
        score, seen = _compare_line(index, query, line)
        best = max(best, score - _BEHIND_THE_NAME * (number > 0))
        close = close or _is_close(query, seen)
    return best, close


def _compare_line(index: SearchIndex, query: _Query, line: Line) -> tuple[float, Seen]:
    """The share of the query in the line, what stands as in the query, the share of the line."""
    seen: Seen = []
    covered: dict[int, float] = {}
    beside: set[int] = set()
    of_line = 0.0
    before: Mapping[int, float] = {}
    for position, number in enumerate(line):
        here = query.hits.get(number, {})
        for which, how_well in here.items():
            seen.append((which, position, how_well))
            if how_well > covered.get(which, 0.0):
                covered[which] = how_well
            if which - 1 in before:
                beside.add(which)
        if here:
            of_line += index.weights[number] * max(here.values())
        before = here
    if not seen:
        return 0.0, seen
    share = sum(query.weights[which] * well for which, well in covered.items()) / query.total
    order = sum(query.pairs[which] for which in beside) / (sum(query.pairs) or 1.0)
    whole = sum(index.weights[number] for number in line)
    return share * (0.6 + 0.2 * (order if query.pairs[1:] else 1.0) + 0.2 * of_line / whole), seen


def _is_close(query: _Query, seen: Seen) -> bool:
    """A query of one or two words has no others to confirm it: the two stand close together,
    a guessed one beside the other; a guess alone is a long word."""
    met = [[(at, well) for who, at, well in seen if who == which] for which in query.telling]
    if len(met) < 2:
        long = query.lengths[query.telling[0]] >= _LONGEST_UNSURE
        return any(long or well > MISTYPED for _, well in met[0])
    return any(
        abs(at - other) <= (_WORDS_BETWEEN if min(well, sure) > MISTYPED else 1)
        for at, well in met[0]
        for other, sure in met[1]
    )
