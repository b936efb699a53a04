"""What is wrong with a pack: a sentence with its place and, where known, its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

Place = tuple[str | int, ...]

MOST_SENTENCES = 40
_NO_KEYS = ("<", "[key]")
"""How the parts of pydantic's places begin that are no keys of a pack: tags of unions."""

_ODD = re.compile(r"[^\w\-]")
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong, and the place in the pack where it stands."""

    place: Place
    sentence: str


class PackRefused(Exception):
    """A pack with flaws; ``code`` is its procedure's code, as far as it could be read."""

    def __init__(self, flaws: Iterable[Flaw], code: str = "") -> None:
        self.flaws = tuple(flaws)
        self.code = code
        super().__init__(f"{len(self.flaws)} flaws")


def place_words(place: Place) -> str:
    """The place as people write it: ``steps[1].questions[2].kind``."""
    words = ""
    for part in place:
        if isinstance(part, str):
            part = _ODD.sub("?", part[:_LONGEST_KEY])
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return words


def sentences_of(flaws: Iterable[Flaw], lines: Mapping[Place, int]) -> tuple[str, ...]:
    """The flaws as sentences, each once, with the nearest line that is known."""
    told = list(dict.fromkeys(_sentence(flaw, lines) for flaw in flaws))
    if len(told) > MOST_SENTENCES:
        rest = len(told) - MOST_SENTENCES
        told[MOST_SENTENCES:] = [f"{rest} more problems; correct those above first"]
    return tuple(told)


def _sentence(flaw: Flaw, lines: Mapping[Place, int]) -> str:
    line = next(
        (lines[flaw.place[:end]] for end in range(len(flaw.place), 0, -1)
         if flaw.place[:end] in lines),
        0,
    )  # fmt: skip
    at = place_words(flaw.place)
    where = ", ".join(filter(None, (f"line {line}" if line else "", at)))
    return f"{where}: {flaw.sentence}" if where else flaw.sentence


def flaws_of(error: ValidationError) -> Iterator[Flaw]:
    """Turn what pydantic found into our sentences."""
    for item in error.errors(include_url=False, include_input=False):
        yield Flaw(_place(item["loc"], item["type"]), _said(item["type"], item))


def _place(loc: Place, kind: str) -> Place:
    parts = [part for part in loc if not str(part).startswith(_NO_KEYS)]
    if kind == "unknown_kind":
        parts.append("kind")
    return tuple(parts)


def _said(kind: str, item: Mapping[str, Any]) -> str:
    known = item.get("ctx", {})
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**known)
    return str(item["msg"]).removeprefix("Value error, ")


_SENTENCES = {
    "missing": "it is missing; give it",
    "extra_forbidden": "packs have no such key; take it away or correct its name",
    "literal_error": "write {expected}",
    "string_type": "write a text",
    "string_too_short": "write at least {min_length} characters",
    "string_too_long": "write at most {max_length} characters",
    "int_type": "write a whole number",
    "bool_type": "write true or false",
    "date_type": "write a day, such as 2026-01-31",
    "time_type": "write a time of day, such as 15:00:00",
    "list_type": "write a list",
    "model_type": "write a table",
    "model_attributes_type": "write a table",
    "dict_type": "write a table",
    "greater_than_equal": "write a number from {ge} on",
    "less_than_equal": "write a number up to {le}",
    "too_short": "give at least {min_length}",
    "too_long": "give at most {max_length}",
}
