"""In which line of a pack something stands: found beside the parsing, good enough to point."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plugins.procedures.declared_packs.flaws import Place

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")


def lines_of(text: str) -> Mapping[Place, int]:
    """The first line of each table and key that stands on a line of its own."""
    found: dict[Place, int] = {}
    last: dict[Place, int] = {}
    table: Place = ()
    within_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        quotes = line.count('"""') + line.count("'''")
        if not within_text:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _place(header[2], header[1] == "[[", last)
                found.setdefault(table, number)
            elif key:
                found.setdefault((*table, key[1]), number)
        within_text ^= quotes % 2 == 1
    return found


def _place(words: str, is_row: bool, last: dict[Place, int]) -> Place:
    """The place that a header opens: names, with the index of the row they stand in."""
    place: Place = ()
    names = [name.strip().strip('"') for name in words.split(".")]
    for index, name in enumerate(names):
        place = (*place, name)
        if index == len(names) - 1 and is_row:
            last[place] = last.get(place, -1) + 1
        if place in last:
            place = (*place, last[place])
    return place
