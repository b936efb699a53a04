"""Where plugins lie: the bundled packages, and packages that were installed."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ENTRY_POINTS = "citizen_portal"
BUNDLED = ("plugins.procedures", "plugins.connectors")

_DECLARED_CODE = re.compile(r"""\bcode\s*=\s*["']([1-3]\.\d{6})["']""", re.ASCII)
_MOST_FILES = 500
_LARGEST_FILE = 512 * 1024


@dataclass(frozen=True, slots=True)
class PluginSource:
    """A plugin that was found, not imported yet; ``folder`` is None when it cannot be told."""

    name: str
    load: Callable[[], Any]
    folder: Path | None


def short_name(plugin: str) -> str:
    """The plugin's own word: the last part of its package's name."""
    return plugin.rsplit(".", 1)[-1]


def bundled(packages: Iterable[str]) -> Iterator[PluginSource]:
    """The packages that lie in these folders of plugins."""
    for package in packages:
        house = importlib.import_module(package)
        for module in pkgutil.iter_modules(house.__path__, f"{package}."):
            if module.ispkg:
                folder = Path(str(getattr(module.module_finder, "path", "")))
                yield PluginSource(
                    module.name,
                    partial(importlib.import_module, module.name),
                    folder / short_name(module.name),
                )


def installed() -> Iterator[PluginSource]:
    """The packages whose entry points name the portal."""
    for entry_point in importlib.metadata.entry_points(group=ENTRY_POINTS):
        yield PluginSource(entry_point.name, entry_point.load, _folder(entry_point.module))


def declared_codes(source: PluginSource) -> frozenset[str]:
    """The codes that a plugin's files seem to declare, without importing any of them.

    When a plugin cannot be imported, its procedures are interrupted, not unknown.
    """
    if source.folder is None or not source.folder.is_dir():
        return frozenset()
    codes: set[str] = set()
    files = (one for kind in ("*.py", "*.toml") for one in source.folder.rglob(kind))
    for _, file in zip(range(_MOST_FILES), files, strict=False):
        if "tests" not in file.relative_to(source.folder).parts:
            with file.open("rb") as opened:
                text = opened.read(_LARGEST_FILE).decode("utf-8", "replace")
            codes.update(_DECLARED_CODE.findall(text))
    return frozenset(codes)


def _folder(module: str) -> Path | None:
    """The folder of an entry point's package; looking for more would import it."""
    try:
        found = importlib.util.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return None
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) if places else None
