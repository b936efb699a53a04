"""The procedures on offer, by code and day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock

from citizen_portal.procedures.declaration import overlaps_of, problems_of
from citizen_portal.procedures.manager import PluginProblem, Plugins, short_name
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.shelves import Chosen
from citizen_portal.procedures.stock import Entry, Selection, Stock

PUBLISHED = "published"
"""In the place of a plugin's name, for procedures that were published from the database."""


class ProcedureSuspended(LookupError):
    """The code is known, but its plugin is out of order for now."""


class Catalogue:
    """All versions of all procedures that declare themselves soundly.

    ``problems`` names, a sentence each, what is wrong with the others; their codes are
    ``suspended``. ``out_of_order`` tells, by its name, whether a plugin is switched off for
    now. ``before_reading`` is called before the catalogue is read by what is on offer: who
    publishes procedures looks there whether there is something new.
    """

    def __init__(
        self,
        declared: Iterable[tuple[str, Procedure]],
        out_of_order: Callable[[str], bool] | None = None,
    ) -> None:
        self.suspended: set[str] = set()
        self.before_reading: Callable[[], None] | None = None
        self._out_of_order = out_of_order
        self._publishing = Lock()
        self._published_problems: tuple[PluginProblem, ...] = ()
        self._declared_problems: list[PluginProblem] = []
        self._declared = self._admit(list(declared))
        self._stock = Stock(self._declared)

    @classmethod
    def of(cls, plugins: Plugins, out_of_order: Callable[[str], bool] | None = None) -> Catalogue:
        """The catalogue of what the plugins declare."""
        catalogue = cls(plugins.procedures, out_of_order)
        catalogue.suspended |= plugins.suspended
        return catalogue

    @property
    def problems(self) -> list[PluginProblem]:
        """What is wrong with declarations and publications, a sentence each."""
        return [*self._declared_problems, *self._published_problems]

    def _admit(self, declared: list[tuple[str, Procedure]]) -> tuple[Entry, ...]:
        contradicted: set[str] = set()
        for sentence in overlaps_of(procedure for _, procedure in declared):
            contradicted.add(sentence.partition(":")[0])
            self._declared_problems.append(PluginProblem("catalogue", sentence))
        admitted = []
        for plugin, procedure in declared:
            problems = problems_of(procedure)
            self._declared_problems += [PluginProblem(plugin, sentence) for sentence in problems]
            if problems or procedure.code in contradicted:
                self.suspended.add(procedure.code)
            else:
                admitted.append(Entry(procedure, plugin))
        return tuple(admitted)

    def publish(self, procedures: Iterable[Procedure]) -> None:
        """Offer these beside what the plugins declare, in the place of those published before.

        A code that a plugin declares stays the plugin's. Who reads meanwhile sees either the
        old or the new offer, whole.
        """
        with self._publishing:
            declared = {entry.procedure.code for entry in self._declared} | self.suspended
            given = [one for one in procedures if one.code not in declared]
            sentences = list(overlaps_of(given))
            contradicted = {sentence.partition(":")[0] for sentence in sentences}
            admitted = []
            for procedure in given:
                found = problems_of(procedure)
                sentences += found
                if not found and procedure.code not in contradicted:
                    admitted.append(Entry(procedure, PUBLISHED))
            self._published_problems = tuple(PluginProblem(PUBLISHED, one) for one in sentences)
            self._stock = Stock((*self._declared, *admitted))

    def _fresh(self) -> Stock:
        if self.before_reading is not None:
            self.before_reading()
        return self._stock

    def get(self, code: str, on: date) -> Procedure:
        """The version in force. Raises ``LookupError``, or ``ProcedureSuspended``."""
        for entry in self._fresh().versions(code):
            if entry.procedure.in_force.covers(on):
                return self._working(entry)
        if code in self.suspended:
            raise ProcedureSuspended(code)
        raise LookupError(code)

    def version(self, code: str, version: str) -> Procedure:
        """The version that a dossier keeps. Raises ``ProcedureSuspended``."""
        for entry in self._stock.versions(code):
            if entry.procedure.version == version:
                return self._working(entry)
        raise ProcedureSuspended(f"{code} {version}")

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """All versions of a procedure, oldest first; none when the code is unknown."""
        return tuple(entry.procedure for entry in self._stock.versions(code))

    def declared(self) -> tuple[Procedure, ...]:
        """Every version of what plugins declare; what administrators publish is not among it."""
        return tuple(entry.procedure for entry in self._declared)

    def _working(self, entry: Entry) -> Procedure:
        if self._out_of_order is not None and self._out_of_order(entry.plugin):
            raise ProcedureSuspended(entry.procedure.code)
        return entry.procedure

    def plugin_of(self, procedure: Procedure) -> str:
        """The word of the plugin that declares it: the prefix of its templates."""
        for entry in self._stock.versions(procedure.code):
            if entry.procedure.version == procedure.version:
                return short_name(entry.plugin)
        raise LookupError(procedure.code)

    def on_offer(self, on: date) -> tuple[Procedure, ...]:
        """The procedures in force that day, by name; not those filed only within a group."""
        return self._fresh().on_offer(on)

    def search(self, query: str, on: date, most: int = 50) -> tuple[Procedure, ...]:
        """The procedures that answer a query as people type it, best first.

        Name, keywords and code are looked through: with or without diacritics, in everyday
        words, with a typing error. An empty query is answered with all, by name.
        """
        return self._fresh().find(query, on)[:most]

    def select(
        self, query: str, chosen: Chosen, on: date, *, start: int = 0, most: int = 50
    ) -> Selection:
        """A page of what fits a query and what was chosen of shelves, with the counts of all."""
        return self._fresh().select(query, chosen, on, start, most)
