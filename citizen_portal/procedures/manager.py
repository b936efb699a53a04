"""Finding plugins, and asking each by itself: one that fails takes down only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import pluggy

from citizen_portal.procedures import hookspecs
from citizen_portal.procedures.admission import (
    Verdict,
    mount_problem,
    prefix_problem,
    review_all,
    room_of,
    unreviewed,
)
from citizen_portal.procedures.connectors import (
    Carrier,
    IdentityProvider,
    Notifier,
    PaymentGateway,
    Signer,
)
from citizen_portal.procedures.containment.connectors import GuardedConnector, contained_wsgi
from citizen_portal.procedures.containment.guard import Guard
from citizen_portal.procedures.containment.incident import IncidentBook
from citizen_portal.procedures.containment.patience import within_seconds
from citizen_portal.procedures.hookspecs import Simulator
from citizen_portal.procedures.manifest import Requires, hosts_allowed, manifest_problems
from citizen_portal.procedures.plugin_http import PluginHttp
from citizen_portal.procedures.plugin_sources import (
    BUNDLED,
    ENTRY_POINTS,
    PluginSource,
    bundled,
    declared_codes,
    installed,
    short_name,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.refused import Refused

__all__ = [
    "BUNDLED",
    "ENTRY_POINTS",
    "START_SECONDS",
    "PluginProblem",
    "PluginState",
    "Plugins",
    "load_plugins",
    "short_name",
]

START_SECONDS: Final = 10.0
"""How long the start waits for a plugin to be imported, and for each of its hooks."""

MOST_OFFERED: Final = 20_000
"""The most that one hook of one plugin may offer."""

NOT_TOLD: Final = frozenset({"PORTAL_SECRET_KEY", "PORTAL_DATABASE_URL"})
"""Settings that no plugin needs."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PluginProblem:
    """What went wrong with one plugin, in a sentence for the administrator."""

    plugin: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.plugin}: {self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginState:
    """A plugin that loaded: its manifest, the codes it declares, and whether it works."""

    name: str
    requires: Requires
    codes: tuple[str, ...]
    out_of_order: bool


@dataclass
class Plugins:
    """The plugins that loaded, what they offer, and what is wrong with the others.

    ``suspended`` are codes whose plugin did not load or was refused; ``book`` collects what
    goes wrong later, until somebody writes it down.
    """

    settings: Mapping[str, str]
    manager: pluggy.PluginManager
    problems: list[PluginProblem] = field(default_factory=list)
    suspended: set[str] = field(default_factory=set)
    book: IncidentBook = field(default_factory=IncidentBook)
    patience: float = START_SECONDS
    _guards: dict[str, Guard] = field(default_factory=dict)
    _sources: dict[str, PluginSource] = field(default_factory=dict)

    @cached_property
    def procedures(self) -> tuple[tuple[str, Procedure], ...]:
        """Each declared procedure with the name of its plugin; its rules are contained."""
        return tuple(self._admitted())

    @cached_property
    def identity_providers(self) -> tuple[IdentityProvider, ...]:
        """The identity providers that can be reached with the settings."""
        return tuple(self._connectors("register_identity_providers", IdentityProvider).values())

    @cached_property
    def payment_gateways(self) -> Mapping[str, PaymentGateway]:
        """The payment gateways, by name."""
        return self._connectors("register_payment_gateways", PaymentGateway)

    @cached_property
    def signers(self) -> tuple[Signer, ...]:
        """The holders of signing keys."""
        return tuple(self._connectors("register_signers", Signer).values())

    @cached_property
    def notifiers(self) -> Mapping[str, Notifier]:
        """What carries notices to people, by name."""
        return self._connectors("register_notifiers", Notifier)

    @cached_property
    def carriers(self) -> Mapping[str, Carrier]:
        """Who carries papers by post, by name."""
        return self._connectors("register_carriers", Carrier)

    def out_of_order(self, plugin: str) -> bool:
        """Tell whether calls into this plugin, by its full name, are refused for now."""
        guard = self._guards.get(plugin)
        return guard is not None and guard.out_of_order

    def states(self) -> tuple[PluginState, ...]:
        """The plugins that loaded, by name."""
        codes: dict[str, set[str]] = {}
        for name, procedure in self.procedures:
            codes.setdefault(name, set()).add(procedure.code)
        return tuple(
            PluginState(
                name=name,
                requires=guard.requires,
                codes=tuple(sorted(codes.get(name, ()))),
                out_of_order=guard.out_of_order,
            )
            for name, guard in sorted(self._guards.items())
        )

    def simulators(self) -> tuple[Simulator, ...]:
        """The simulators of national systems that the plugins bring along."""
        found: dict[str, Simulator] = {}
        for name, one in self._ask("register_simulators", Simulator):
            sentence = mount_problem(one, found)
            if sentence:
                self._blame(name, sentence)
            else:
                blame = partial(self._blame, name)
                make = contained_wsgi(one, self.patience, blame)
                found[one.mount] = replace(one, make_wsgi=make)
        return tuple(found.values())

    def template_folders(self) -> Mapping[str, Path]:
        """Each plugin's own templates, by the plugin's name: their prefix."""
        folders = {name: self._templates(name) for name in self._guards}
        return {short_name(name): folder for name, folder in folders.items() if folder}

    def _templates(self, name: str) -> Path | None:
        file = getattr(self.manager.get_plugin(name), "__file__", None)
        folder = Path(str(file)).parent / "templates" if file else None
        if folder is None or not folder.is_dir():
            return None
        sentence = prefix_problem(short_name(name))
        if sentence:
            self._blame(name, sentence)
        return None if sentence else folder

    def _admitted(self) -> Iterator[tuple[str, Procedure]]:
        offered: dict[str, list[Procedure | Refused]] = {}
        for name, one in self._ask("register_procedures", Procedure | Refused):
            offered.setdefault(name, []).append(one)
        owners: dict[str, str] = {}
        for name, declared in offered.items():
            for verdict in self._reviewed(name, declared):
                for sentence in verdict.sentences:
                    self._blame(name, sentence)
                owner = owners.setdefault(verdict.code, name) if verdict.procedure else name
                if owner != name:
                    self._blame(name, f"{verdict.code}: the plugin {owner} declares it already")
                elif verdict.procedure is not None:
                    yield name, verdict.procedure
                elif verdict.code:
                    self.suspended.add(verdict.code)
        for blamed in {problem.plugin for problem in self.problems} & self._sources.keys():
            # A hook that failed did not say which procedures are interrupted by that.
            self.suspended |= declared_codes(self._sources[blamed])

    def _reviewed(self, name: str, declared: list[Procedure | Refused]) -> list[Verdict]:
        """One that never ends leaves those after it unreviewed, and so suspended."""
        done: list[Verdict] = []
        review = partial(review_all, declared, self._guards[name], self._templates(name), done)
        if not self._contain(name, "reviewing its procedures", review):
            return [*done, *(unreviewed(one) for one in declared[len(done) :])]
        return done

    def _connectors(self, hook: str, kind: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for plugin, one in self._ask(hook, kind):
            make = partial(_guarded, one, self._guards[plugin])
            for guarded in self._contain(plugin, hook, make):
                if guarded.name in found:
                    self._blame(plugin, f"{hook} offers {guarded.name!r}, which there is already")
                else:
                    found[guarded.name] = guarded
        return found

    def _load(self, source: PluginSource) -> None:
        name, load = source.name, source.load
        self._sources[name] = source
        for module in self._contain(name, "importing it", lambda: [load()]):
            done = self._contain(name, "registering it", partial(self._register, module, name))
            if not done and self.manager.has_plugin(name):
                self.manager.unregister(name=name)

    def _register(self, plugin: Any, name: str) -> list[Guard]:
        self.manager.register(plugin, name)
        marked = [
            attribute
            for attribute in dir(plugin)
            if self.manager.parse_hookimpl_opts(plugin, attribute) is not None
        ]
        unknown = [one for one in marked if not hasattr(hookspecs, one)]
        if unknown:
            raise LookupError(f"there is no hook named {', '.join(unknown)}")
        requires = getattr(plugin, "requires", Requires())
        for sentence in manifest_problems(requires, marked):
            raise LookupError(sentence)
        self._guards[name] = Guard(name, requires, self.book, room_of(marked))
        return [self._guards[name]]

    def _ask(self, hook: str, kind: Any) -> Iterator[tuple[str, Any]]:
        """Ask in the order in which plugins were found, whatever they ask for themselves."""
        impls = {one.plugin_name: one for one in getattr(self.manager.hook, hook).get_hookimpls()}
        for name in [one for one in self._guards if one in impls]:
            offered = self._contain(name, hook, partial(self._call, impls[name], kind))
            for one, fits in offered:
                if fits:
                    yield name, one
                else:
                    expected = getattr(kind, "__name__", "Procedure")
                    self._blame(name, f"{hook} returned {type(one).__name__}, not {expected}")

    def _call(self, impl: pluggy.HookImpl, kind: Any) -> list[tuple[Any, bool]]:
        hosts = hosts_allowed(self._guards[impl.plugin_name].requires, self.settings)
        settings = {name: one for name, one in self.settings.items() if name not in NOT_TOLD}
        known = {"settings": settings, "http": PluginHttp(hosts)}
        given: Any = impl.function(*(known[name] for name in impl.argnames))
        found = [(one, isinstance(one, kind)) for one in islice(given, MOST_OFFERED + 1)]
        if len(found) > MOST_OFFERED:
            raise ValueError(f"more than {MOST_OFFERED} at once")
        return found

    def _contain(self, plugin: str, what: str, work: Callable[[], list[T]]) -> list[T]:
        try:
            return within_seconds(self.patience, work)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin may also raise SystemExit
            self._blame(plugin, f"{what} failed: {type(error).__name__}: {error}")
            return []

    def _blame(self, plugin: str, sentence: str) -> None:
        problem = PluginProblem(plugin, sentence)
        if problem not in self.problems:
            self.problems.append(problem)


def load_plugins(
    settings: Mapping[str, str],
    packages: Iterable[str] = BUNDLED,
    entry_points: bool = True,
    patience: float = START_SECONDS,
) -> Plugins:
    """Find and import the plugins, each contained; ``patience`` is in seconds for each.

    ``PORTAL_PLUGINS`` in ``settings`` (names separated by commas; empty means all) is read
    before anything is imported.
    """
    manager = pluggy.PluginManager(ENTRY_POINTS)
    manager.add_hookspecs(hookspecs)
    plugins = Plugins(settings, manager, patience=patience)
    wanted = {name.strip() for name in settings.get("PORTAL_PLUGINS", "").split(",")} - {""}
    found = [*bundled(packages), *(installed() if entry_points else ())]
    taken: set[str] = set()
    for source in found:
        name, word = source.name, short_name(source.name)
        if wanted and not {word, name} & wanted:
            continue
        if word in taken:
            plugins._blame(name, f"another plugin is called {word!r} already; rename this one")
            continue
        taken.add(word)
        plugins._load(source)
    known = {one for source in found for one in (source.name, short_name(source.name))}
    for name in sorted(wanted - known):
        plugins._blame(name, "PORTAL_PLUGINS names it, but there is no such plugin")
    return plugins


def _guarded(connector: Any, guard: Guard) -> list[GuardedConnector]:
    return [GuardedConnector(connector, guard)]
