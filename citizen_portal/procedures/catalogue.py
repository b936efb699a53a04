"""The procedures on offer, by code and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from citizen_portal.domain.folding import fold, tone_key
from citizen_portal.procedures.declaration import overlaps_of, problems_of
from citizen_portal.procedures.manager import PluginProblem, Plugins, short_name
from citizen_portal.procedures.procedure import Procedure

_SIGNS = ".,;:!?\"'()[]“”\u2013-/"


class ProcedureSuspended(LookupError):
    """The code is known, but its plugin is out of order for now."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a procedure with the text that searches look through."""

    procedure: Procedure
    plugin: str
    accented: frozenset[str]
    folded: frozenset[str]


class Catalogue:
    """All versions of all procedures that declare themselves soundly.

    ``problems`` names, a sentence each, what is wrong with the others; their codes are
    ``suspended``.
    """

    def __init__(self, declared: Iterable[tuple[str, Procedure]]) -> None:
        self.problems: list[PluginProblem] = []
        self.suspended: set[str] = set()
        self._entries: dict[str, list[Entry]] = {}
        self._admit(list(declared))

    @classmethod
    def of(cls, plugins: Plugins) -> Catalogue:
        """The catalogue of what the plugins declare."""
        return cls(plugins.procedures)

    def _admit(self, declared: list[tuple[str, Procedure]]) -> None:
        contradicted: set[str] = set()
        for sentence in overlaps_of(procedure for _, procedure in declared):
            contradicted.add(sentence.partition(":")[0])
            self.problems.append(PluginProblem("catalogue", sentence))
        for plugin, procedure in declared:
            problems = problems_of(procedure)
            self.problems += [PluginProblem(plugin, sentence) for sentence in problems]
            if problems or procedure.code in contradicted:
                self.suspended.add(procedure.code)
            else:
                self._entries.setdefault(procedure.code, []).append(_entry(plugin, procedure))
        for versions in self._entries.values():
            versions.sort(key=lambda entry: entry.procedure.in_force.since)

    def get(self, code: str, on: date) -> Procedure:
        """The version in force. Raises ``LookupError``, or ``ProcedureSuspended``."""
        for entry in self._entries.get(code, ()):
            if entry.procedure.in_force.covers(on):
                return entry.procedure
        if code in self.suspended:
            raise ProcedureSuspended(code)
        raise LookupError(code)

    def version(self, code: str, version: str) -> Procedure:
        """The version that a dossier keeps. Raises ``ProcedureSuspended``."""
        for entry in self._entries.get(code, ()):
            if entry.procedure.version == version:
                return entry.procedure
        raise ProcedureSuspended(f"{code} {version}")

    def plugin_of(self, procedure: Procedure) -> str:
        """The word of the plugin that declares it: the prefix of its templates."""
        for entry in self._entries.get(procedure.code, ()):
            if entry.procedure is procedure:
                return short_name(entry.plugin)
        raise LookupError(procedure.code)

    def on_offer(self, on: date) -> tuple[Procedure, ...]:
        """The procedures in force that day, by name."""
        return tuple(entry.procedure for entry in sorted(self._current(on), key=_by_name))

    def search(self, query: str, on: date, most: int = 50) -> tuple[Procedure, ...]:
        """Procedures whose name, code or keywords contain every word of the query.

        Words match with or without diacritics, whole or, from three letters on, by their
        beginning; matches of the words as accented come first.
        """
        words, exact = _words(fold(query)), _words(tone_key(query))
        if not words:
            return self.on_offer(on)[:most]
        found = [
            (len(exact - entry.accented), _by_name(entry), entry.procedure)
            for entry in self._current(on)
            if all(_matches(word, entry.folded) for word in words)
        ]
        found.sort(key=lambda match: match[:2])
        return tuple(procedure for _, _, procedure in found[:most])

    def _current(self, on: date) -> Iterable[Entry]:
        for versions in self._entries.values():
            yield from (entry for entry in versions if entry.procedure.in_force.covers(on))


def _entry(plugin: str, procedure: Procedure) -> Entry:
    text = " ".join((procedure.code, procedure.name.vi, procedure.name.en, *procedure.keywords))
    return Entry(
        procedure=procedure,
        plugin=plugin,
        accented=_words(tone_key(text)),
        folded=_words(fold(text)),
    )


def _words(text: str) -> frozenset[str]:
    """Syllables are short in Vietnamese: "sổ đỏ" must not be found within "số", "doanh"."""
    return frozenset(filter(None, (word.strip(_SIGNS) for word in text.split())))


def _matches(word: str, words: frozenset[str]) -> bool:
    return word in words or (len(word) >= 3 and any(one.startswith(word) for one in words))


def _by_name(entry: Entry) -> str:
    return fold(entry.procedure.name.vi)
