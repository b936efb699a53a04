"""``portal import-catalogue``: a summary, or one sentence for each problem and exit code 2."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from citizen_portal.cli import main
from citizen_portal.commands.import_catalogue import Progress
from tests.services.national_entries import SAMPLE, entry


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("PORTAL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PORTAL_ENV", "test")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))


def count(database_url: str) -> int:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found: int = connection.execute(
            text("SELECT count(*) FROM imported_procedure")
        ).scalar_one()
    engine.dispose()
    return found


def written(folder: Path, content: object) -> str:
    path = folder / "catalogue.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_the_sample_is_imported_and_summed_up(
    capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    assert main(["import-catalogue", str(SAMPLE)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "new: 3 (3 with marks)", "unchanged: 0", "changed, to review: 0", "refused: 0",
    ]  # fmt: skip
    assert printed.err == "", "no bar where there is no terminal"
    assert count(database_url) == 3
    assert main(["import-catalogue", str(SAMPLE)]) == 0
    assert "unchanged: 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("", ["the file is empty"]),
        ("[1,", ["line 1: this is not JSON (expecting value)"]),
        ([{"name": "x"}, entry(), 5],
         ["[0].code: there is no procedure code", "[2]: this is no object with a procedure"]),
    ],
)  # fmt: skip
def test_bad_files_write_nothing(
    capsys: pytest.CaptureFixture[str], database_url: str, tmp_path: Path, content: object,
    sentences: list[str],
) -> None:  # fmt: skip
    assert main(["import-catalogue", written(tmp_path, content)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [f"catalogue.json: {one}" for one in sentences]
    assert count(database_url) == 0


def test_refused_entries_can_be_left_out(
    capsys: pytest.CaptureFixture[str], database_url: str, tmp_path: Path
) -> None:
    path = written(tmp_path, [{"name": "x"}, entry()])
    assert main(["import-catalogue", "--skip-refused", path]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "refused: 1", "  [0].code: there is no procedure code",
    ]  # fmt: skip
    assert count(database_url) == 1


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        assert main(["import-catalogue", str(path)]) == 2
        assert capsys.readouterr().err.startswith(f"There is no file {path}")


def test_a_database_without_tables(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, empty_database_url: str
) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", empty_database_url)
    assert main(["import-catalogue", str(SAMPLE)]) == 1
    assert "run portal migrate first" in capsys.readouterr().err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is() -> None:
    terminal = _Terminal()
    progress = Progress(200, terminal)
    progress(50)
    progress(150)
    progress.close()
    assert terminal.getvalue() == f"\r[{'#' * 10}{' ' * 30}]  25 %\r[{'#' * 40}] 100 %\n"
    silent = io.StringIO()
    Progress(200, silent)(200)
    assert silent.getvalue() == ""
