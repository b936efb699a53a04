"""Rooms stay small, and are named after things of the domain."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION_LINES, MOST_TEMPLATE_LINES = 400, 600, 30, 100
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "forms", "views"}
# Generated from the models and never edited; numbers of lines say nothing about them.
GENERATED = {
    "migrations/versions/0001_first_tables.py",
    "migrations/versions/0004_what_is_on_offer.py",
    "migrations/versions/0005_the_office.py",
}


@cache
def _files(ending: str) -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{ending}"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (PROJECT / name for name in listed.stdout.splitlines())
    return tuple(path for path in paths if path.is_file())


def _is_test(path: Path) -> bool:
    return "tests" in path.relative_to(PROJECT).parts


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body, signature and docstring aside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_there_are_files_to_check() -> None:
    assert len(_files(".py")) > 50


def test_modules_stay_small() -> None:
    sizes = {
        _name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _files(".py")
    }
    too_long = {
        name: lines
        for name, lines in sizes.items()
        if name not in GENERATED
        and lines > (MOST_TEST_LINES if _is_test(PROJECT / name) else MOST_LINES)
    }
    assert not too_long


def test_functions_stay_small() -> None:
    too_long = {
        f"{_name(path)}::{name}": lines
        for path in _files(".py")
        if not _is_test(path) and _name(path) not in GENERATED
        for name, lines in _functions(path)
        if lines > MOST_FUNCTION_LINES
    }
    assert not too_long


def test_templates_stay_small() -> None:
    too_long = {
        _name(path): lines
        for path in _files(".html")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_TEMPLATE_LINES
    }
    assert not too_long


def test_no_drawers() -> None:
    assert not [_name(path) for path in _files(".py") if path.stem in DRAWERS]


@pytest.mark.parametrize("floor", ["domain", "procedures", "services", "models", "documents"])
def test_every_module_says_what_it_is(floor: str) -> None:
    silent = [
        _name(path)
        for path in _files(".py")
        if f"citizen_portal/{floor}/" in _name(path)
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert not silent
