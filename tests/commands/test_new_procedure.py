"""A new procedure passes its tests as it is written; what cannot be written leaves nothing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from citizen_portal.cli import main

PROJECT = Path(__file__).resolve().parents[2]
TITLE = "Cấp thẻ neo đậu thuyền"
Run = Callable[..., subprocess.CompletedProcess[str]]


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder without any procedure."""
    for place in ("", "procedures", "connectors"):
        folder = tmp_path / "plugins" / place
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


def python(*arguments: str, cwd: Path, path: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    places = os.pathsep.join(str(one) for one in (*path, PROJECT))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        timeout=120,
    )


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_plugin_of_the_project_passes_its_tests(tree: Path) -> None:
    written = python(
        "-m", "citizen_portal.cli", "new-procedure", "boat_mooring",
        "--code", "3.999902", "--title", TITLE, "--yes", cwd=tree, path=(tree,),
    )  # fmt: skip
    assert written.returncode == 0, written.stderr
    assert written.stdout.startswith(f"3.999902 {TITLE}: 10 files in ")
    plugin = tree / "plugins" / "procedures" / "boat_mooring"
    assert f'"{TITLE}"' in (plugin / "__init__.py").read_text(encoding="utf-8")
    tests = (
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
    )
    report = python(*tests, str(plugin), cwd=tree, path=(tree,))
    assert report.returncode == 0, report.stdout
    assert int(re.findall(r"(\d+) passed", report.stdout)[0]) >= 20
    assert re.search(r"3\.999902 version 1: the cases reach \d+ of \d+ lines", report.stdout)


def test_a_package_passes_its_tests_and_is_found(tree: Path) -> None:
    package = tree / "boat-mooring"
    arguments = ("new-procedure", "boat_mooring", "--package", str(package), "--level", "province")
    assert main([*arguments, "--code", "3.999902", "--title", TITLE]) == 0
    told = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["entry-points"]["citizen_portal"] == {"boat_mooring": "boat_mooring"}
    assert told["project"]["description"] == TITLE
    report = python("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=package, path=())
    assert report.returncode == 0, report.stdout
    assert int(re.findall(r"(\d+) passed", report.stdout)[0]) >= 20
    _announce(package / "src", "boat_mooring")
    script = (
        "from citizen_portal.procedures.manager import load_plugins\n"
        "from citizen_portal.procedures.catalogue import Catalogue\n"
        "plugins = load_plugins({}, packages=())\n"
        "catalogue = Catalogue.of(plugins)\n"
        "print(plugins.problems, catalogue.problems, [p.code for _, p in plugins.procedures])\n"
    )
    found = python("-c", script, cwd=tree, path=(package / "src",))
    assert found.stdout.strip() == "[] [] ['3.999902']", found.stderr


def _announce(source: Path, name: str) -> None:
    """What an installer leaves behind, so that the entry point is found."""
    folder = source / f"{name}-0.1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n")
    (folder / "entry_points.txt").write_text(f"[citizen_portal]\n{name} = {name}\n")


def test_what_is_written_is_tidy(tree: Path) -> None:
    long = 'Cấp “thẻ” neo đậu "thuyền", bè và phương tiện thuỷ nội địa ' * 4
    for arguments in (["--package", "boat"], []):
        name = "boat_mooring" if arguments else "raft_mooring"
        line = ["new-procedure", name, *arguments, "--level", "ministry", "--title", long, "--yes"]
        assert main(line) == 0
    first_party = {"boat": "['boat_mooring']", "plugins": "['citizen_portal', 'plugins']"}
    for place, own in first_party.items():
        config = ("--config", str(PROJECT / "pyproject.toml"))
        known = ("--config", f"lint.isort.known-first-party={own}")
        for command in (("check",), ("format", "--diff")):
            done = python("-m", "ruff", *command, *config, *known, place, cwd=tree, path=())
            assert done.returncode == 0, done.stdout + done.stderr


def test_on_a_terminal_it_asks(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(f"3.999903\n{TITLE}\n\n"))
    assert main(["new-procedure", "boat_mooring"]) == 0
    asked = capsys.readouterr().out
    assert "National code of the procedure [3." in asked
    assert "Who decides (commune, province, ministry) [commune]: " in asked
    declared = (tree / "plugins/procedures/boat_mooring/__init__.py").read_text(encoding="utf-8")
    assert 'code="3.999903"' in declared
    assert "GovernmentLevel.COMMUNE" in declared


def test_what_is_typed_wrongly_on_a_terminal_writes_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(tree)
    for typed, said in (("12\n\n\n", "'12' is not a national code"), ("", "Nothing was written.")):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        assert main(["new-procedure", "boat_mooring"]) == 2
        assert said in capsys.readouterr().err
    assert everything(tree) == before


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (("Boat",), ["cannot be a plugin's word"]),
        (("../boat",), ["cannot be a plugin's word"]),
        (("boat-mooring",), ["cannot be a plugin's word"]),
        (("b" * 41,), ["cannot be a plugin's word"]),
        (("class",), ["means something else already"]),
        (("parts",), ["means something else already"]),
        (("citizen_portal",), ["means something else already"]),
        (("identity",), ["There is a plugin or package 'identity' already"]),
        (("json", "--package", "new"), ["There is a plugin or package 'json' already"]),
        (("boat", "--code", "2.000635"), ["A plugin declares 2.000635 already"]),
        (("boat", "--code", "x"), ["is not a national code"]),
        (("boat", "--title", "a\nb"), ["must be one line"]),
        (("boat", "--title", "a" * 251), ["must be one line"]),
        (("boat", "--package", "plugins"), ["is there already"]),
        (("boat", "--package", "no/where/boat"), ["There is no folder no/where"]),
        (("Boat", "--code", "x", "--title", "a\nb"), ["a plugin's word", "national", "one line"]),
    ],
)
def test_bad_input_gets_a_sentence_a_problem_and_writes_nothing(
    tree: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentences: list[str],
) -> None:
    before = everything(tree)
    assert main(["new-procedure", *arguments, "--yes"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == len(sentences)
    assert all(sentence in line for sentence, line in zip(sentences, lines, strict=True))
    assert everything(tree) == before


def test_without_a_terminal_it_does_not_guess(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-procedure", "boat_mooring"]) == 2
    assert capsys.readouterr().err == (
        "Give --code and --title, or --yes to take what is proposed.\n"
    )


def test_elsewhere_than_in_the_project_it_says_where_to_go(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tree / "plugins")
    assert main(["new-procedure", "boat_mooring", "--yes"]) == 2
    assert "run this in the project's folder, or give --package DIR" in capsys.readouterr().err


def test_an_existing_folder_stays_as_it_is(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "plugins" / "procedures" / "boat_mooring").mkdir()
    before = everything(tree)
    assert main(["new-procedure", "boat_mooring", "--yes"]) == 2
    assert "boat_mooring is there already" in capsys.readouterr().err
    assert everything(tree) == before


def test_a_failure_in_between_leaves_nothing(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(tree)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    assert main(["new-procedure", "boat_mooring", "--yes"]) == 1
    assert capsys.readouterr().err == (
        "plugins/procedures/boat_mooring cannot be written: No space left on device.\n"
    )
    assert everything(tree) == before
