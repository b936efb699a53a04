"""The tutorial's commands and files, as written, make a procedure that passes and is found."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PROJECT, headings, name_of, project_files, prose, samples

TUTORIAL = PROJECT / "docs" / "tutorial" / "first-procedure.md"
PLUGIN = "plugins/procedures/boat_mooring"
ON = "2026, 11, 20"


def commands(word: str) -> list[list[str]]:
    """The tutorial's commands that use a program, without its path."""
    lines = (
        line for one in samples(TUTORIAL) if one.language == "sh" for line in one.text.split("\n")
    )
    split = (shlex.split(line) for line in lines if line)
    return [words[1:] for words in split if Path(words[0]).name == word]


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    places = os.pathsep.join((str(tree), str(PROJECT)))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder after the first command."""
    tree = tmp_path_factory.mktemp("tutorial")
    for place in ("plugins", "plugins/procedures", "plugins/connectors"):
        (tree / place).mkdir()
        (tree / place / "__init__.py").touch()
    (first,) = [words for words in commands("portal") if words[0] == "new-procedure"]
    done = run(tree, "-m", "citizen_portal.cli", *first)
    assert done.returncode == 0, done.stderr
    return tree


@pytest.fixture(scope="module")
def finished(begun: Path) -> Path:
    """The same folder with the tutorial's files in it."""
    for sample in samples(TUTORIAL):
        if sample.title:
            assert (begun / sample.title).is_file(), f"{sample.title} replaces nothing"
            (begun / sample.title).write_text(sample.text, encoding="utf-8")
    return begun


def test_its_tests_pass_at_the_end(finished: Path) -> None:
    tests = commands("python")
    assert len(tests) == 2
    assert tests[0] == tests[1]
    options = ("-W", "error", "--import-mode=importlib", "-p", "no:cacheprovider")
    report = run(finished, *tests[-1], *options)
    assert report.returncode == 0, report.stdout
    assert int(re.findall(r"(\d+) passed", report.stdout)[0]) >= 20
    assert "3.999002 version 1: the cases reach" in report.stdout


def test_nothing_is_found_against_it(finished: Path) -> None:
    (check,) = [words for words in commands("portal") if words[0] == "check-procedures"]
    done = run(finished, "-m", "citizen_portal.cli", *check)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_offered_and_found(finished: Path) -> None:
    (query,) = re.findall(r"Search for `([^`]+)`", prose(TUTORIAL))
    script = (
        "from datetime import date\n"
        "from citizen_portal.procedures.catalogue import Catalogue\n"
        "from citizen_portal.procedures.manager import load_plugins\n"
        "plugins = load_plugins({})\n"
        "catalogue = Catalogue.of(plugins)\n"
        f"found = catalogue.search({query!r}, date({ON}))\n"
        "print([one.code for one in found], plugins.problems, catalogue.problems)\n"
    )
    done = run(finished, "-c", script)
    assert done.stdout.strip() == "['3.999002'] [] []", done.stderr


def test_what_the_tutorial_breaks_is_told_in_a_sentence(finished: Path) -> None:
    """It says so: English taken away, a name that content() forgets."""
    for file, whole, broken, said in (
        ("form.py", '"Whose boat is it?"', '""', "the label of 'owner' has no English"),
        ("result.py", '        "berth": decided["berth"],\n', "", "has no attribute 'berth'"),
    ):
        place = finished / PLUGIN / file
        text = place.read_text(encoding="utf-8")
        assert whole in text
        place.write_text(text.replace(whole, broken), encoding="utf-8")
        options = ("-q", "--import-mode=importlib", "-p", "no:cacheprovider")
        report = run(finished, "-m", "pytest", PLUGIN, *options)
        place.write_text(text, encoding="utf-8")
        assert report.returncode == 1
        assert said in report.stdout


def test_the_files_are_tidy(finished: Path) -> None:
    known = ("--config", "lint.isort.known-first-party=['citizen_portal', 'plugins']")
    config = ("--config", str(PROJECT / "pyproject.toml"), *known)
    for command in (("check",), ("format", "--diff")):
        done = run(finished, "-m", "ruff", *command, *config, "plugins")
        assert done.returncode == 0, done.stdout


def test_it_takes_ten_minutes() -> None:
    """Seven steps and few words to read: the rest is pasted."""
    steps = [text for depth, text in headings(TUTORIAL) if depth == 2]
    assert [text[:2] for text in steps] == [f"{number}." for number in range(1, 8)]
    assert len(prose(TUTORIAL).split()) <= 650
    assert sum(1 for one in samples(TUTORIAL) if one.title) <= 8


def test_the_buttons_exist() -> None:
    named = set(re.findall(r"\*\*([^*]+)\*\*", prose(TUTORIAL)))
    assert named
    pages = [path for path in project_files() if name_of(path).startswith("templates/")]
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in pages if path.suffix == ".html"
    )
    assert [button for button in named if button not in written] == []
