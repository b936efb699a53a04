"""What the catalogue holds at one moment, made once and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from citizen_portal.domain.folding import fold
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.search.search import Places, Search
from citizen_portal.procedures.shelves import (
    Choice,
    Chosen,
    Shelf,
    Shelves,
    mask_of,
    members_of,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a procedure, and the name of the plugin that declares it."""

    procedure: Procedure
    plugin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A part of the procedures that fit a query and what was chosen, and how many there are.

    ``near`` are procedures that do not fit the query but come near it. ``chosen`` leaves out
    what does not exist; ``choices`` says how many would be left with each other choice.
    """

    procedures: tuple[Procedure, ...]
    total: int
    near: tuple[Procedure, ...]
    chosen: Chosen
    choices: Mapping[Shelf, tuple[Choice, ...]]


class Stock:
    """The entries by code, and those that are listed: sorted by name, searched, on shelves."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_code: dict[str, list[Entry]] = {}
        for entry in entries:
            by_code.setdefault(entry.procedure.code, []).append(entry)
        self._by_code = {
            code: tuple(sorted(versions, key=lambda entry: entry.procedure.in_force.since))
            for code, versions in by_code.items()
        }
        listed = [
            entry.procedure
            for versions in self._by_code.values()
            for entry in versions
            if not entry.procedure.part_of
        ]
        self._listed = sorted(listed, key=_by_name)
        self._search = Search(self._listed)
        self._shelves = Shelves(self._listed)
        self._all = tuple(range(len(self._listed)))
        self._current: tuple[date, int] = (date.min, 0)

    def versions(self, code: str) -> tuple[Entry, ...]:
        """The versions of a procedure, oldest first."""
        return self._by_code.get(code, ())

    def on_offer(self, on: date) -> tuple[Procedure, ...]:
        """The listed procedures that are in force, by name."""
        return self._at(place for place, one in enumerate(self._places(self._in_force(on))) if one)

    def select(
        self, query: str, chosen: Chosen, on: date, start: int = 0, most: int = 50
    ) -> Selection:
        """So many of the listed procedures that fit, from the given one on."""
        places = self._search.find(query) if query.strip() else Places(self._all)
        in_force = self._in_force(on)
        mask = in_force & mask_of(places.found, len(self._listed))
        known = self._shelves.known(chosen)
        left = self._places(self._shelves.narrow(mask, known))
        fitting = [place for place in places.found if left[place]]
        return Selection(
            procedures=self._at(fitting[start : start + most]),
            total=len(fitting),
            near=self._at(place for place in places.near if in_force >> place & 1),
            chosen=known,
            choices=self._shelves.choices(mask, known),
        )

    def find(self, query: str, on: date) -> tuple[Procedure, ...]:
        """The listed procedures that fit the query, best first; by name without a query."""
        if not query.strip():
            return self.on_offer(on)
        in_force = self._places(self._in_force(on))
        return self._at(place for place in self._search.find(query).found if in_force[place])

    def _places(self, mask: int) -> list[bool]:
        return members_of(mask, len(self._listed))

    def _at(self, places: Iterable[int]) -> tuple[Procedure, ...]:
        return tuple(self._listed[place] for place in places)

    def _in_force(self, on: date) -> int:
        """The places of what is in force that day; the last day asked for is remembered."""
        day, mask = self._current
        if day != on:
            places = (at for at, one in enumerate(self._listed) if one.in_force.covers(on))
            mask = mask_of(places, len(self._listed))
            self._current = (on, mask)
        return mask


# Folding letter by letter would take a good part of a start with thousands of names.
_LATIN = (*range(0xC0, 0x1B2), *range(0x1EA0, 0x1EFA))
_BARE = {code: fold(chr(code)) for code in _LATIN}


def _by_name(one: Procedure) -> tuple[str, str]:
    return one.name.vi.lower().translate(_BARE), one.code
