"""The embedded PostgreSQL: starts, keeps, stops, and survives being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from citizen_portal.embedded_database import EmbeddedDatabase
from citizen_portal.embedded_programs import DatabaseError

RUN_AND_WAIT = """
import sys, time
from pathlib import Path
from citizen_portal.embedded_database import EmbeddedDatabase
database = EmbeddedDatabase(Path(sys.argv[1]))
database.start()
database.create()
print(database.url(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    # Private to its owner, as folders made by mktemp are: PostgreSQL must cope with that.
    with tempfile.TemporaryDirectory(prefix="portal-tests-") as name:
        yield Path(name)


def ask(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement)).scalar()
    finally:
        engine.dispose()


def remember(url: str, number: int) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE kept AS SELECT {number} AS n"))
    engine.dispose()


@contextmanager
def killed_at_the_end(data_dir: Path) -> Iterator[str]:
    """A portal in another process; it gets no chance to clean up."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_AND_WAIT, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    process.stdout.close()
    try:
        yield url
    finally:
        process.kill()
        process.wait(10)


def test_what_was_written_is_there_after_a_restart(data_dir: Path) -> None:
    with EmbeddedDatabase(data_dir, durable=False) as database:
        database.create()
        database.create()
        assert database.running
        remember(database.url(), 7)
    assert not database.running
    with EmbeddedDatabase(data_dir, durable=False) as database:
        database.create()
        assert ask(database.url(), "SELECT n FROM kept") == 7
        assert ask(database.url(), "SHOW server_encoding") == "UTF8"
        assert ask(database.url(), "SHOW listen_addresses") == ""


def test_nothing_is_left_after_a_clean_stop(data_dir: Path) -> None:
    database = EmbeddedDatabase(data_dir, durable=False)
    database.start()
    socket_dir = Path(database.url().partition("host=")[2])
    assert socket_dir.exists()
    database.stop()
    database.stop()
    assert not socket_dir.exists()
    assert not (data_dir / "database" / "postmaster.pid").exists()
    with pytest.raises(DatabaseError, match="not running"):
        database.url()


def test_a_deep_folder_is_no_obstacle(data_dir: Path) -> None:
    """The address of a Unix socket ends at 107 bytes; folders do not."""
    deep = data_dir / ("a" * 120) / ("b" * 120)
    with EmbeddedDatabase(deep, durable=False) as database:
        assert ask(database.url("postgres"), "SELECT 1") == 1


def test_the_server_ends_with_a_killed_portal_and_the_next_start_goes_on(data_dir: Path) -> None:
    with killed_at_the_end(data_dir) as url:
        remember(url, 8)
    with EmbeddedDatabase(data_dir, durable=False) as database:
        assert ask(database.url(), "SELECT n FROM kept") == 8
    assert not Path(url.partition("host=")[2]).exists()


def test_a_killed_server_recovers_what_was_committed(data_dir: Path) -> None:
    with killed_at_the_end(data_dir) as url:
        remember(url, 9)
        server = int((data_dir / "database" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(server, signal.SIGKILL)
    with EmbeddedDatabase(data_dir, durable=False) as database:
        assert ask(database.url(), "SELECT n FROM kept") == 9


def test_a_note_of_another_process_does_not_stop_the_start(data_dir: Path) -> None:
    """After a reboot the number in postmaster.pid may belong to anybody."""
    with EmbeddedDatabase(data_dir, durable=False):
        note = (data_dir / "database" / "postmaster.pid").read_text()
    lines = note.splitlines()
    lines[0] = str(os.getpid())
    (data_dir / "database" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with EmbeddedDatabase(data_dir, durable=False) as database:
        assert ask(database.url("postgres"), "SELECT 1") == 1


def test_a_database_in_use_is_said_in_one_sentence(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citizen_portal.embedded_database._STOP_SECONDS", 0.2)
    with (
        EmbeddedDatabase(data_dir, durable=False) as first,
        pytest.raises(DatabaseError, match="is in use by process") as caught,
    ):
        EmbeddedDatabase(data_dir, durable=False).start()
    assert "--data" in str(caught.value)
    assert not first.running


def test_a_start_cut_off_in_the_middle_of_set_up_is_begun_again(data_dir: Path) -> None:
    unfinished = data_dir / "database.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    with EmbeddedDatabase(data_dir, durable=False) as database:
        assert ask(database.url("postgres"), "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_server_that_cannot_start_says_why_and_where_its_log_is(data_dir: Path) -> None:
    with EmbeddedDatabase(data_dir, durable=False):
        pass
    (data_dir / "database" / "global" / "pg_control").unlink()
    begun = time.monotonic()
    with pytest.raises(DatabaseError, match=r"did not start: .*database\.log"):
        EmbeddedDatabase(data_dir, durable=False).start()
    assert time.monotonic() - begun < 30


def test_only_the_owner_reaches_the_socket(data_dir: Path) -> None:
    with EmbeddedDatabase(data_dir, durable=False) as database:
        socket_dir = Path(database.url().partition("host=")[2])
        assert socket_dir.stat().st_mode & 0o077 == 0
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=5432, user="postgres", connect_timeout=2)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its account")
def test_root_opens_no_folder_to_others(data_dir: Path) -> None:
    inner = data_dir / "inner"
    inner.mkdir(mode=0o700)
    with EmbeddedDatabase(inner, durable=False) as database:
        assert ask(database.url("postgres"), "SELECT 1") == 1
    assert data_dir.stat().st_mode & 0o077 == 0
    assert inner.stat().st_mode & 0o077 == 0
