"""What people may type into the search: parts of names, marks lost, letters wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from citizen_portal.domain.folding import fold

_LETTERS = "abcdeghiklmnopqrstuvxy"
_EVERYDAY = ("sổ đỏ", "bang lai xe may", "giấy độc thân", "mở quán cà phê", "hộ chiếu", "kt3",
             "tôi muốn làm giấy khai sinh cho con", "sao y", "2000635", "xay nha")  # fmt: skip


def typed_queries(names: Sequence[str], count: int) -> Iterator[str]:
    """So many queries of one to six words; a third of them with a typing error."""
    chance = Random(7)
    for number in range(count):
        if number % 20 == 0:
            yield _EVERYDAY[number // 20 % len(_EVERYDAY)]
            continue
        words = chance.choice(names).split()
        length = chance.randint(1, 6)
        start = chance.randrange(max(1, len(words) - length + 1))
        words = words[start : start + length]
        if chance.random() < 0.5:
            words = [fold(word) for word in words]
        if chance.random() < 0.34:
            at = chance.randrange(len(words))
            words[at] = _mistyped(words[at], chance)
        yield " ".join(words)


def _mistyped(word: str, chance: Random) -> str:
    if len(word) < 4:
        return word
    at, letter = chance.randrange(len(word) - 1), chance.choice(_LETTERS)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
