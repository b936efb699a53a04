"""Which lines of a plugin run, and which way its conditions go.

A small tracer of our own: an author needs no other tool, and only the plugin's functions
slow down.
"""

from __future__ import annotations

import ast
import dis
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any, Self, TypeAlias

Line: TypeAlias = tuple[str, int]
"""A file within the plugin's folder, and a line of it."""
Outcome: TypeAlias = tuple[str, int, str, int, int]
"""A file, where a function begins, its name, a jump in it and where it goes."""

# Comprehensions of a module or a class run at import, those of functions with them.
_WITHIN = frozenset({"<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"})
_MARKS = frozenset({"RESUME", "CACHE", "NOT_TAKEN"})


@dataclass(slots=True)
class Tracer:
    """While it is entered, notes lines and jumps in the files below ``folder``."""

    folder: Path
    lines: set[Line] = field(default_factory=set)
    outcomes: set[Outcome] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)
    _before: Any = None

    def __enter__(self) -> Self:
        self._before = sys.gettrace()
        sys.settrace(self._called)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.settrace(self._before)

    def _called(self, frame: FrameType, event: str, given: Any) -> Any:
        """Asked at every call of any function: quick for those of others."""
        code = frame.f_code
        name = self._names.get(code.co_filename)
        if name is None:
            name = self._names[code.co_filename] = self._within(code.co_filename)
        return self._watched(frame, name) if name else None

    def _within(self, file: str) -> str:
        start = f"{self.folder}/"
        return file.removeprefix(start) if file.startswith(start) else ""

    def _watched(self, frame: FrameType, name: str) -> Any:
        code = frame.f_code
        frame.f_trace_opcodes = True
        last = -1

        def traced(frame: FrameType, event: str, given: Any) -> Any:
            nonlocal last
            if event == "line":
                self.lines.add((name, frame.f_lineno))
            elif event == "opcode":
                start = code.co_firstlineno
                self.outcomes.add((name, start, code.co_name, last, frame.f_lasti))
                last = frame.f_lasti
            return traced

        return traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition in the code: its line, and the two outcomes it may have."""

    file: str
    line: int
    outcomes: tuple[Outcome, Outcome]


def lines_and_conditions(folder: Path, files: list[Path]) -> tuple[set[Line], list[Condition]]:
    """What could be reached in the functions of these files; not what runs at import."""
    sources = {file: file.read_text(encoding="utf-8") for file in files}
    at_import = set[str]().union(*(_run_at_import(ast.parse(one)) for one in sources.values()))
    lines: set[Line] = set()
    conditions: list[Condition] = []
    for file, source in sources.items():
        name = file.relative_to(folder).as_posix()
        for code in _functions(compile(source, str(file), "exec"), at_import):
            lines |= {(name, line) for line in _lines_of(code)}
            conditions += _conditions_of(name, code)
    return lines, conditions


def _run_at_import(tree: ast.Module) -> set[str]:
    """Functions that a module calls while it is imported, and its hooks."""
    names: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            names.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if isinstance(node, ast.FunctionDef):
            if any(getattr(one, "id", "") == "hookimpl" for one in node.decorator_list):
                names.add(node.name)
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return names


def _functions(code: CodeType, left_out: set[str]) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_function = bool(inner.co_flags & 0x2)  # CO_NEWLOCALS: neither module nor class
            special = inner.co_name.startswith("__") or inner.co_name in _WITHIN
            if is_function and not special and inner.co_name not in left_out:
                yield inner
                yield from _inner(inner)
            elif not is_function:
                yield from _functions(inner, left_out)


def _inner(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _inner(inner)


def _lines_of(code: CodeType) -> set[int]:
    found = {line for _, _, line in code.co_lines() if line is not None}
    if not code.co_name.startswith("<"):
        found.discard(code.co_firstlineno)
    return found


def _conditions_of(file: str, code: CodeType) -> Iterator[Condition]:
    instructions = [one for one in dis.get_instructions(code) if one.opname not in _MARKS]
    line = code.co_firstlineno
    for here, after in pairwise(instructions):
        line = _line(here) or line
        if "JUMP" in here.opname and "IF" in here.opname and "OR_POP" not in here.opname:
            start = (file, code.co_firstlineno, code.co_name, here.offset)
            yield Condition(
                file=file,
                line=line,
                outcomes=((*start, after.offset), (*start, here.argval)),
            )


def _line(instruction: dis.Instruction) -> int | None:
    positions = instruction.positions
    return positions.lineno if positions is not None else None
