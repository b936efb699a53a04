"""The command line: help everywhere, one sentence and exit code 2 for bad input."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from citizen_portal.cli import main
from citizen_portal.server import listen
from tests.commands.production_settings import GOOD

COMMANDS = ("demo", "serve", "worker", "simulators", "migrate", "seed-demo", "doctor")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PORTAL_"):
            monkeypatch.delenv(name)


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citizen_portal.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environ},
    )


def exit_code(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--help") == 0
    assert f"    {command} " in capsys.readouterr().out.replace("\n", " \n")
    assert exit_code(command, "--help") == 0
    assert f"usage: portal {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-command",),
        ("demo", "--port", "http"),
        ("demo", "--port", "0"),
        ("demo", "--port", "65535"),
        ("demo", "--port", "-1"),
        ("demo", "--colour"),
        ("serve", "--processes", "0"),
        ("serve", "--processes", "many"),
        ("migrate", "now"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("portal")


@pytest.mark.parametrize("command", ["serve", "worker", "simulators", "migrate", "seed-demo"])
def test_missing_settings_are_named_and_exit_code_is_2(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(command) == 2
    assert "PORTAL_DATABASE_URL: is missing" in capsys.readouterr().err


def test_help_imports_no_framework() -> None:
    code = (
        "import sys, citizen_portal.cli\n"
        "try:\n    citizen_portal.cli.main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "print('loaded:', {'flask', 'sqlalchemy', 'pydantic', 'waitress'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: set()\n")


def test_demo_names_a_taken_port(tmp_path: Path, free_port: int) -> None:
    with closing(listen("127.0.0.1", free_port)):
        done = run("demo", "--port", str(free_port), "--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"Port {free_port} of 127.0.0.1 is in use" in done.stderr
    assert not (tmp_path / "data").exists()


def test_demo_names_a_taken_port_of_the_simulators(tmp_path: Path, free_port: int) -> None:
    with closing(listen("127.0.0.1", free_port + 1)):
        done = run("demo", "--port", str(free_port), "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"Port {free_port + 1} of 127.0.0.1 is in use" in done.stderr


def test_demo_names_a_folder_it_cannot_use(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "file").write_text("")
    done = run("demo", "--port", str(free_port), "--data", str(tmp_path / "file" / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "choose another one with --data" in done.stderr


def test_demo_refuses_production(tmp_path: Path, free_port: int) -> None:
    arguments = ("demo", "--port", str(free_port), "--data", str(tmp_path / "data"))
    done = run(*arguments, PORTAL_ENV="production", PORTAL_DATABASE_URL="postgresql:///x")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "PORTAL_ENV" in done.stderr


def test_a_database_that_does_not_answer_is_said_in_one_sentence(free_port: int) -> None:
    address = f"postgresql://portal@127.0.0.1:{free_port}/portal"
    done = run("migrate", PORTAL_ENV="test", PORTAL_DATABASE_URL=address)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("The database cannot be used: ")
    assert "PORTAL_DATABASE_URL" in done.stderr


def test_migrate_says_where_it_arrived_and_may_be_repeated(empty_database_url: str) -> None:
    environ = {"PORTAL_ENV": "test", "PORTAL_DATABASE_URL": empty_database_url}
    first, second = run("migrate", **environ), run("migrate", **environ)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert first.stdout.startswith("The tables are at revision 0")


def test_several_may_migrate_at_once(empty_database_url: str) -> None:
    environ = {**os.environ, "PORTAL_ENV": "test", "PORTAL_DATABASE_URL": empty_database_url}
    command = [sys.executable, "-m", "citizen_portal.cli", "migrate"]
    running = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    outputs = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], outputs
    assert len(set(outputs)) == 1


def test_production_starts_no_simulators_and_no_invented_people() -> None:
    for command in ("simulators", "seed-demo"):
        done = run(command, **GOOD)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "PORTAL_ENV=demo" in done.stderr


def test_doctor_names_a_database_without_tables(empty_database_url: str, tmp_path: Path) -> None:
    done = run(
        "doctor",
        PORTAL_ENV="test",
        PORTAL_DATABASE_URL=empty_database_url,
        PORTAL_DATA_DIR=str(tmp_path),
    )
    assert done.returncode == 1
    assert "database: its tables are not up to date: run 'portal migrate'" in done.stdout
    assert "data folder: well" in done.stdout
