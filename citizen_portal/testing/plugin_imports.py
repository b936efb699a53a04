"""What a plugin imports: the plugin API, its own package, and libraries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from citizen_portal.testing.examined import Examined

API = "citizen_portal.plugin_api"


def forbidden_imports(examined: Examined) -> Iterator[str]:
    """Imports of the portal's rooms and of other plugins, with file and line."""
    if examined.folder is None:
        yield 'nobody knows which package declares it: add plugin = "the_package" to the test'
        return
    for file in plugin_files(examined.folder):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for line, name in _imported(tree):
            if _forbidden(name, examined.package):
                yield (
                    f"{file.relative_to(examined.folder).as_posix()}:{line} imports {name}: "
                    f"a plugin imports {API}, its own package and libraries only"
                )


def plugin_files(folder: Path) -> list[Path]:
    """The Python files of a plugin, its tests aside."""
    found = sorted(folder.rglob("*.py"))
    return [file for file in found if "tests" not in file.relative_to(folder).parts]


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, name) for name in _by_name(node))


def _by_name(call: ast.Call) -> Iterator[str]:
    """``import_module("citizen_portal.models")`` imports as well."""
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    for given in call.args[:1] if called in ("import_module", "__import__") else ():
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def _forbidden(name: str, package: str) -> bool:
    def within(place: str) -> bool:
        return name == place or name.startswith(f"{place}.")

    if within(API) or within(package):
        return False
    return within("citizen_portal") or within("plugins")
