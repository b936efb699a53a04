"""Where in the source something is declared: file and line."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wtforms import Form

from citizen_portal.procedures.procedure import Procedure

Place = tuple[str, int]


def package_of(plugin: str) -> Path | None:
    """The folder of a plugin's package, imported or not; None when there is none."""
    module = sys.modules.get(plugin)
    file = getattr(module, "__file__", None)
    if file is None:
        try:
            spec = importlib.util.find_spec(plugin)
        except (ImportError, ValueError):
            return None
        file = spec.origin if spec else None
    return Path(file).parent if file else None


def place_of_text(folder: Path | None, words: str) -> Place:
    """The first line in a package's modules with these words; else its first line of all."""
    for file in sorted(folder.glob("*.py")) if folder else ():
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if words in line:
                return (str(file), number)
    return (str(folder / "__init__.py") if folder else "", 1)


class Places:
    """Finds the places of one procedure's parts."""

    def __init__(self, procedure: Procedure, plugin: str) -> None:
        self.procedure = procedure
        self.folder = package_of(plugin)
        self.text = Path(procedure.source) if procedure.source else None

    def start(self) -> Place:
        """Where the procedure is declared."""
        return self.part("code")

    def part(self, keyword: str) -> Place:
        """The keyword of the declaration's call, or the call itself."""
        if self.text:
            return self._line_with(keyword)
        call = self._declaration()
        if call is None:
            return (str(self.folder / "__init__.py") if self.folder else "", 1)
        file, node = call
        lines = [one.value.lineno for one in node.keywords if one.arg == keyword]
        return (str(file), lines[0] if lines else node.lineno)

    def named(self, kind: str, name: str) -> Place:
        """The call ``kind(name="…")``, such as a paper or a case of that name."""
        if self.text:
            return self._line_with(f'"{name}"')
        for file, call in self._calls(kind):
            if _keyword(call, "name") == name:
                return (str(file), call.lineno)
        return self.start()

    def question(self, step: type[Form], name: str) -> Place:
        """The line on which a form class, or one that it inherits from, asks the question."""
        if self.text:
            return self._line_with(f'"{name}"')
        for cls in step.__mro__:
            if name in vars(cls):
                return _attribute(cls, name) or self.start()
        return self.step(step)

    def step(self, step: type[Form]) -> Place:
        """The line of a form class."""
        if self.text:
            return self._line_with(f'"{getattr(step, "name", "")}"')
        try:
            return (str(inspect.getsourcefile(step)), inspect.getsourcelines(step)[1])
        except (OSError, TypeError):
            return self.start()

    def _line_with(self, words: str) -> Place:
        assert self.text is not None  # noqa: S101  # asked only when there is a text
        try:
            lines = self.text.read_text(encoding="utf-8").splitlines()
        except OSError:
            lines = []
        found = (number for number, line in enumerate(lines, 1) if words in line)
        return (str(self.text), next(found, 1))

    def _declaration(self) -> tuple[Path, ast.Call] | None:
        calls = list(self._calls("Procedure"))
        mine = [one for one in calls if _keyword(one[1], "code") == self.procedure.code]
        version = [one for one in mine if _keyword(one[1], "version") == self.procedure.version]
        return next(iter(version or mine or calls), None)

    def _calls(self, kind: str) -> Iterator[tuple[Path, ast.Call]]:
        for file in sorted(self.folder.glob("*.py")) if self.folder else ():
            for node in ast.walk(_tree(file)):
                if isinstance(node, ast.Call) and _called(node) == kind:
                    yield file, node


def strings_in(folder: Path) -> frozenset[str]:
    """The string constants in a package's modules, those of tests and of cases aside."""
    found: set[str] = set()
    for file in folder.glob("**/*.py"):
        if file.name != "cases.py" and "tests" not in file.relative_to(folder).parts:
            found.update(_strings(_tree(file)))
    return frozenset(found)


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Call) and _called(child) == "Case"):
            yield from _strings(child)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _keyword(call: ast.Call, name: str) -> object:
    for one in call.keywords:
        if one.arg == name and isinstance(one.value, ast.Constant):
            return one.value.value
    return None


def _attribute(cls: type, name: str) -> Place | None:
    try:
        file = inspect.getsourcefile(cls)
    except TypeError:
        return None
    if file is None:
        return None
    for node in ast.walk(_tree(Path(file))):
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__:
            for line in node.body:
                targets = line.targets if isinstance(line, ast.Assign) else []
                if any(isinstance(one, ast.Name) and one.id == name for one in targets):
                    return (file, line.lineno)
    return None
