"""``portal replay``: what it prints, with and without a database, and what it refuses."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from citizen_portal.cli import main
from citizen_portal.models import Agency, Dossier, Person
from tests.services.permit import ANSWERS

PLUGIN = """
from tests.services.permit import PERMIT, PermitFee, form_with, second
from citizen_portal.plugin_api import NumberField, Text, hookimpl

SMALLER = form_with(request={"size": NumberField("Size", least=1, most=300)})
DEARER = second(
    form=SMALLER, fee=PermitFee(charge=60_000), changes=(Text("x"),), cases=PERMIT.cases[:2]
)


@hookimpl
def register_procedures():
    return (PERMIT, DEARER)
"""
CODE = "1.999001"
BOTH = (CODE, "--from", "1", "--to", "2")
NOBODY = "Nguyễn Thị Bí Mật"
AGENCIES = ("receiving", "competent", "handling", "return")
STORED: dict[str, Any] = {
    **ANSWERS, "asker_name": NOBODY, "asker_number": "022199000999", "start": "2026-12-20",
}  # fmt: skip


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that declares two versions of the permit."""
    for name in [one for one in os.environ if one.startswith("PORTAL_")]:
        monkeypatch.delenv(name)
    package = tmp_path / "two_permits"
    (package / "templates").mkdir(parents=True)
    (package / "__init__.py").write_text(PLUGIN, encoding="utf-8")
    (package / "templates" / "paper.html").write_text("x", encoding="utf-8")
    about = tmp_path / "two_permits-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: two-permits\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[citizen_portal]\ntwo_permits = two_permits\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PORTAL_PLUGINS", "two_permits")
    monkeypatch.setenv("PORTAL_ENV", "test")


def _exit_code(*arguments: str) -> int:
    try:
        return main(("replay", *arguments))
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("1.000000", "--from", "1", "--to", "2"), "No plugin declares 1.000000"),
        ((CODE, "--from", "1", "--to", "9"), "has no version '9'; it has: 1, 2."),
        ((CODE, "--from", "0", "--to", "2"), "has no version '0'"),
        ((CODE, "--from", "2", "--to", "2"), "the same version"),
        ((*BOTH, "--sample", "3"), "--sample counts past dossiers"),
        ((*BOTH, "--sample", "0"), "'0' is not a number of dossiers"),
        ((*BOTH, "--sample", "-1"), "is not a number of dossiers"),
        ((*BOTH, "--sample", "many"), "'many' is not a number"),
        ((CODE, "--to", "2"), "--from"),
        ((), "CODE"),
    ],
)
def test_bad_input_is_one_sentence(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _exit_code(*arguments, "--without-dossiers") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit_code(*BOTH, "--without-dossiers") == 0
    said = capsys.readouterr()
    assert "cases" in said.out
    assert "LPCP: 50.000 đồng → 60.000 đồng" in said.out
    assert "question size: most 500 → 300" in said.out
    assert "past dossiers" not in said.out
    assert said.err == "", "no bar where nobody looks"


def test_a_database_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://nobody@127.0.0.1:21000/nothing")
    assert _exit_code(*BOTH) == 1
    said = capsys.readouterr().err
    assert "--without-dossiers" in said
    assert len(said.strip().splitlines()) == 1


def test_a_database_without_tables(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", empty_database_url)
    assert _exit_code(*BOTH) == 1
    assert "portal migrate" in capsys.readouterr().err


def _file_dossiers(database_url: str, count: int) -> None:
    """Dossiers under version 1, as rows; every fourth asks for too much."""
    now = datetime(2026, 10, 5, 3, tzinfo=UTC)
    engine = create_engine(database_url)
    with Session(engine) as session:
        agency = Agency(code="H49.1", name="x", kind="x", level="xa", since=now.date())
        person = Person(issuer="i", subject="s", full_name=NOBODY, created_at=now)
        session.add_all((agency, person))
        session.flush()
        every = {f"{what}_agency_id": agency.id for what in AGENCIES}
        session.execute(insert(Dossier), [
            {"procedure_code": CODE, "procedure_version": "1", "status": 1, "channel": 1,
             "person_id": person.id, "answers": STORED | {"size": 80 if n % 4 else 350},
             "created_at": now, "updated_at": now, "submitted_at": now, **every}
            for n in range(count)
        ])  # fmt: skip
        session.commit()
    engine.dispose()


def test_past_dossiers_by_several_processes(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _file_dossiers(database_url, 600)
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    assert _exit_code(*BOTH, "--json") == 0
    said = capsys.readouterr()
    report: dict[str, Any] = json.loads(said.out)
    past = report["sources"][-1]
    assert past == {
        "source": "past dossiers", "seen": 600, "touched": 600, "fails": 0, "refused": 150,
        "answers": 150, "fee": 450, "due": 0, "papers": 0,
    }  # fmt: skip
    first = report["differences"][0]
    assert (first["kind"], first["what"], first["counts"]["past dossiers"]) == ("fee", "LPCP", 450)
    for secret in ("Bí Mật", "022199000999", NOBODY.upper()):
        assert secret not in said.out + said.err
    assert _exit_code(*BOTH, "--sample", "100") == 0
    assert "past dossiers" in (told := capsys.readouterr().out)
    assert "     100" in told
