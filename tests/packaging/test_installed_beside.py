"""The portal as a wheel, an agency's package beside it, in an environment that has nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
AGENCY = PROJECT / "examples" / "agency-plugin"
# What the extra "testing" brings, with what it needs: the locks tell which versions.
TESTING = {
    "pytest",
    "hypothesis",
    "iniconfig",
    "packaging",
    "pluggy",
    "pygments",
    "sortedcontainers",
}


class Environment:
    """A fresh virtual environment; programs run in an empty folder and see no checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.elsewhere = folder.parent / "elsewhere"
        self.elsewhere.mkdir()
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)

    def run(self, program: str, *arguments: str, cwd: Path | None = None) -> str:
        known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [str(self.folder / "bin" / program), *arguments],
            cwd=cwd or self.elsewhere,
            env=known,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def install(self, *arguments: str) -> None:
        self.run("python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments)


def _built(source: Path, target: Path) -> Path:
    """Build a wheel from a copy: building leaves folders behind."""
    wheel = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "-w", str(target), str(source)], check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


def _copied(source: Path, target: Path) -> Path:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "."],
        cwd=source, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if (source / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((source / name).read_bytes())
    return target


def _locked(names: set[str], target: Path) -> Path:
    """The lines of the development lock that concern these libraries."""
    text = (PROJECT / "requirements-dev.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    wanted = [block for block in blocks if block.partition("==")[0].strip() in names]
    target.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    root = tmp_path_factory.mktemp("installed")
    environment = Environment(root / "venv")
    environment.install("--require-hashes", "-r", str(PROJECT / "requirements.lock"))
    testing = _locked(TESTING, root / "testing.txt")
    environment.install("--require-hashes", "--no-deps", "-r", str(testing))
    portal = _built(_copied(PROJECT, root / "portal"), root / "portal-wheel")
    agency = _built(_copied(AGENCY, root / "agency"), root / "agency-wheel")
    environment.install("--no-deps", "--no-index", str(portal), str(agency))
    return environment


def test_the_agencys_own_tests_pass(installed: Environment, tmp_path: Path) -> None:
    """The conformance kit among them."""
    tests = _copied(AGENCY / "tests", tmp_path / "tests")
    report = installed.run("python", "-m", "pytest", "-q", "-W", "error", str(tests), cwd=tmp_path)
    assert re.search(r"\b\d\d+ passed", report), report


def test_the_portal_finds_it_and_its_own(installed: Environment) -> None:
    script = (
        "import json, citizen_portal.places\n"
        "from citizen_portal.procedures.catalogue import Catalogue\n"
        "from citizen_portal.procedures.manager import load_plugins\n"
        "plugins = load_plugins({})\n"
        "catalogue = Catalogue.of(plugins)\n"
        "problems = [str(one) for one in [*plugins.problems, *catalogue.problems]]\n"
        "from datetime import date\n"
        "codes = [one.code for one in catalogue.on_offer(date(2026, 11, 20))]\n"
        "print(json.dumps([problems, codes, citizen_portal.places.INSTALLED]))\n"
    )
    problems, codes, is_installed = json.loads(installed.run("python", "-c", script))
    assert is_installed
    assert problems == []
    assert {"3.990101", "2.000635", "1.001612", "1.004222"} <= set(codes)


def test_check_procedures_has_nothing_against_it(installed: Environment) -> None:
    found = json.loads(installed.run("portal", "check-procedures", "3.990101", "--json"))
    assert [one for one in found["findings"] if one["severity"] == "error"] == []


def test_its_page_is_served(installed: Environment) -> None:
    """Templates, styles and migrations come out of the wheel: a demonstration starts from it."""
    script = PROJECT / "tests" / "packaging" / "demo_from_the_wheel.py"
    page = installed.run("python", str(script), "/thu-tuc/3.990101")
    assert "Cấp phép sử dụng tạm thời vỉa hè" in page
    assert "Nộp hồ sơ trực tuyến" in page
