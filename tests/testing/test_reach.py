"""What the cases reach: lines, outcomes of conditions, hidden questions, papers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from citizen_portal.testing.examined import examine
from citizen_portal.testing.plugin_imports import plugin_files
from citizen_portal.testing.reach import told
from citizen_portal.testing.tracing import Tracer, lines_and_conditions
from tests.testing.boats import OWN, SOUND

BOATS = "tests.testing.boats"
SOURCE = '''"""A module."""
TABLE = tuple(n for n in range(3))


def at_import():
    return 1


ONE = at_import()


def grade(points, bonus=None):
    """Docstrings are no lines."""
    if points > 8 and bonus is None:
        return "good"
    elif points > 4:
        return "fair"
    return "bad" if points else "nothing"


def never():
    return [n for n in TABLE if n]
'''


@pytest.fixture
def module(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    file = tmp_path / "grades.py"
    file.write_text(SOURCE, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_grades.py").write_text("def test(): pass\n")
    known: dict[str, Any] = {}
    exec(compile(SOURCE, str(file), "exec"), known)  # noqa: S102 - our own text
    return tmp_path, known


def reached(folder: Path, tracer: Tracer) -> tuple[list[int], list[int], list[int]]:
    lines, conditions = lines_and_conditions(folder, plugin_files(folder))
    missed = sorted(line for _, line in lines - tracer.lines)
    one_way = [
        one.line for one in conditions if sum(way in tracer.outcomes for way in one.outcomes) == 1
    ]
    return sorted(line for _, line in lines), missed, one_way


def test_lines_and_ways(module: tuple[Path, dict[str, Any]]) -> None:
    folder, known = module
    tracer = Tracer(folder)
    with tracer:
        assert known["grade"](9) == "good"
    assert reached(folder, tracer) == ([14, 15, 16, 17, 18, 22], [16, 17, 18, 22], [14, 14])
    with tracer:
        assert [known["grade"](n) for n in (5, 0)] == ["fair", "nothing"]
    assert reached(folder, tracer)[1:] == ([22], [14, 18])
    with tracer:
        known["grade"](9, bonus=1)
        known["grade"](1)
        known["never"]()
    assert reached(folder, tracer)[1:] == ([], [])


def test_whoever_traced_before_goes_on(module: tuple[Path, dict[str, Any]]) -> None:
    def other(frame: FrameType, event: str, given: object) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(other)
    try:
        with pytest.raises(RuntimeError), Tracer(module[0]):
            raise RuntimeError
        assert sys.gettrace() is other
    finally:
        sys.settrace(before)


def test_it_is_told_in_words() -> None:
    lines = told(examine(replace(SOUND, cases=(OWN,)), plugin=BOATS))
    assert lines[0].startswith("3.999009 version 1: the cases reach 2")
    said = dict(line.strip().split(": ", 1) for line in lines[1:])
    assert said["never shown by a case"] == "hands, kind_explained"
    assert said["never hidden by a case"] == "night"
    assert said["papers that no case is asked for"] == "ho-ngheo, hop-dong-thue"
    assert said["not reached by a case"].startswith("form.py:")
    assert said["a condition with one outcome only"] == "form.py:94; result.py:52, 55, 62"


def test_without_code_only_the_form_is_told() -> None:
    lines = told(examine(replace(SOUND, source="packs/boats/pack.toml"), plugin=BOATS))
    assert lines == [
        "3.999009 version 1: it is declared without code",
        "  never shown by a case: kind_explained",
    ]
