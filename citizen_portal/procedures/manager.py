"""Finding plugins, and asking each by itself: one that fails takes down only itself."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pluggy

from citizen_portal.procedures import hookspecs
from citizen_portal.procedures.connectors import IdentityProvider, PaymentGateway, Signer
from citizen_portal.procedures.hookspecs import Simulator
from citizen_portal.procedures.procedure import Procedure

ENTRY_POINTS = "citizen_portal"
BUNDLED = ("plugins.procedures", "plugins.connectors")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PluginProblem:
    """What went wrong with one plugin, in a sentence for the administrator."""

    plugin: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.plugin}: {self.sentence}"


@dataclass
class Plugins:
    """The plugins that loaded, what they offer, and what is wrong with the others."""

    settings: Mapping[str, str]
    manager: pluggy.PluginManager
    problems: list[PluginProblem] = field(default_factory=list)

    @cached_property
    def procedures(self) -> tuple[tuple[str, Procedure], ...]:
        """Each declared procedure with the name of its plugin."""
        return tuple(self._ask("register_procedures", Procedure))

    @cached_property
    def identity_providers(self) -> tuple[IdentityProvider, ...]:
        """The identity providers that can be reached with the settings."""
        found = self._ask("register_identity_providers", IdentityProvider)
        return tuple(provider for _, provider in found)

    @cached_property
    def payment_gateways(self) -> Mapping[str, PaymentGateway]:
        """The payment gateways, by name."""
        found = self._ask("register_payment_gateways", PaymentGateway)
        return {gateway.name: gateway for _, gateway in found}

    @cached_property
    def signers(self) -> tuple[Signer, ...]:
        """The holders of signing keys."""
        return tuple(signer for _, signer in self._ask("register_signers", Signer))

    def simulators(self) -> tuple[Simulator, ...]:
        """The simulators of national systems that the plugins bring along."""
        return tuple(one for _, one in self._ask("register_simulators", Simulator))

    def template_folders(self) -> Mapping[str, Path]:
        """Each plugin's own templates, by the plugin's name: their prefix."""
        folders = {}
        for name, plugin in self.manager.list_name_plugin():
            folder = Path(getattr(plugin, "__file__", "") or "").parent / "templates"
            if plugin is not None and folder.is_dir():
                folders[short_name(name)] = folder
        return folders

    def _load(self, name: str, load: Callable[[], Any]) -> None:
        for module in self._contain(name, "importing it", lambda: [load()]):
            done = self._contain(name, "registering it", partial(self._register, module, name))
            if not done and self.manager.has_plugin(name):
                self.manager.unregister(name=name)

    def _register(self, plugin: Any, name: str) -> list[str | None]:
        registered = self.manager.register(plugin, name)
        unknown = [
            attribute
            for attribute in dir(plugin)
            if self.manager.parse_hookimpl_opts(plugin, attribute) is not None
            and not hasattr(hookspecs, attribute)
        ]
        if unknown:
            raise LookupError(f"there is no hook named {', '.join(unknown)}")
        return [registered]

    def _ask(self, hook: str, kind: Any) -> Iterable[tuple[str, Any]]:
        for impl in getattr(self.manager.hook, hook).get_hookimpls():
            offered = self._contain(impl.plugin_name, hook, partial(self._call, impl, kind))
            for one, fits in offered:
                if fits:
                    yield impl.plugin_name, one
                else:
                    self._blame(
                        impl.plugin_name,
                        f"{hook} returned {type(one).__name__}, not {kind.__name__}",
                    )

    def _call(self, impl: pluggy.HookImpl, kind: Any) -> list[tuple[Any, bool]]:
        known = {"settings": self.settings}
        given: Any = impl.function(*(known[name] for name in impl.argnames))
        return [(one, isinstance(one, kind)) for one in given]

    def _contain(self, plugin: str, what: str, work: Callable[[], list[T]]) -> list[T]:
        try:
            return work()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin may also raise SystemExit
            self._blame(plugin, f"{what} failed: {type(error).__name__}: {error}")
            return []

    def _blame(self, plugin: str, sentence: str) -> None:
        problem = PluginProblem(plugin, sentence)
        if problem not in self.problems:
            self.problems.append(problem)


def short_name(plugin: str) -> str:
    """The plugin's own word: the last part of its package's name."""
    return plugin.rsplit(".", 1)[-1]


def load_plugins(
    settings: Mapping[str, str], packages: Iterable[str] = BUNDLED, entry_points: bool = True
) -> Plugins:
    """Find and import the plugins, each contained.

    ``PORTAL_PLUGINS`` in ``settings`` (names separated by commas; empty means all) is read
    before anything is imported.
    """
    manager = pluggy.PluginManager(ENTRY_POINTS)
    manager.add_hookspecs(hookspecs)
    plugins = Plugins(settings, manager)
    wanted = {name.strip() for name in settings.get("PORTAL_PLUGINS", "").split(",")} - {""}
    found = [*_bundled(packages), *(_installed() if entry_points else ())]
    taken: set[str] = set()
    for name, load in found:
        word = short_name(name)
        if wanted and not {word, name} & wanted:
            continue
        if word in taken:
            plugins._blame(name, f"another plugin is called {word!r} already; rename this one")
            continue
        taken.add(word)
        plugins._load(name, load)
    known = {one for name, _ in found for one in (name, short_name(name))}
    for name in sorted(wanted - known):
        plugins._blame(name, "PORTAL_PLUGINS names it, but there is no such plugin")
    return plugins


def _bundled(packages: Iterable[str]) -> Iterable[tuple[str, Callable[[], ModuleType]]]:
    for package in packages:
        folder = importlib.import_module(package)
        for module in pkgutil.iter_modules(folder.__path__, f"{package}."):
            if module.ispkg:
                yield module.name, partial(importlib.import_module, module.name)


def _installed() -> Iterable[tuple[str, Callable[[], Any]]]:
    for entry_point in importlib.metadata.entry_points(group=ENTRY_POINTS):
        yield entry_point.name, entry_point.load
