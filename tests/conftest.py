"""Fixtures that need the machine: ports, and databases of the tests' own.

One PostgreSQL serves a whole run, with all its workers: the embedded one, or the server that
``PORTAL_TEST_DATABASE_URL`` names (its user must be allowed to create databases).
"""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from citizen_portal.embedded_database import EmbeddedDatabase

_SERVER = pytest.StashKey[tuple[EmbeddedDatabase, tempfile.TemporaryDirectory[str]]]()
_URL = pytest.StashKey[str]()


def _server_url(config: pytest.Config) -> str:
    """Start the server of this run at the first question; return its address."""
    if _URL not in config.stash:
        given = os.environ.get("PORTAL_TEST_DATABASE_URL", "")
        if not given:
            folder = tempfile.TemporaryDirectory(prefix="portal-tests-")
            database = EmbeddedDatabase(Path(folder.name), durable=False)
            database.start()
            config.stash[_SERVER] = (database, folder)
            given = database.url("postgres")
        config.stash[_URL] = given
    return config.stash[_URL]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """The process that distributes the tests owns the server; its workers only use it."""
    node.workerinput["portal_server_url"] = _server_url(node.config)


def pytest_configure(config: pytest.Config) -> None:
    workerinput = getattr(config, "workerinput", None)
    if workerinput is not None and "portal_server_url" in workerinput:
        config.stash[_URL] = workerinput["portal_server_url"]


def pytest_unconfigure(config: pytest.Config) -> None:
    if _SERVER in config.stash:
        database, folder = config.stash[_SERVER]
        database.stop()
        folder.cleanup()


class Databases:
    """Makes and drops databases on the server of this run."""

    def __init__(self, server_url: str) -> None:
        self._server = make_url(server_url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._server, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def create(self, template: str = "template0") -> URL:
        """Make a database like ``template``; return its address."""
        name = f"portal_test_{secrets.token_hex(6)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self._server.set(database=name)

    def drop(self, url: URL) -> None:
        """Drop a database and whoever still uses it."""
        self._do(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture
def free_port() -> int:
    """A port of this machine that nobody listens at, nor at the one above.

    It lies below those that the system gives to connections: none of them takes it meanwhile.
    """
    for _ in range(100):
        port = 10_000 + 2 * secrets.randbelow(10_000)
        with closing(socket.socket()) as one, closing(socket.socket()) as two:
            try:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """The server of this run."""
    return Databases(_server_url(pytestconfig))


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """The address of a database with nothing in it."""
    url = databases.create()
    yield url.render_as_string(hide_password=False)
    databases.drop(url)


@pytest.fixture(scope="session")
def _migrated(databases: Databases) -> Iterator[str]:
    from citizen_portal.commands.migrations import migrate

    url = databases.create()
    migrate(url.render_as_string(hide_password=False))
    yield str(url.database)
    databases.drop(url)


@pytest.fixture
def database_url(databases: Databases, _migrated: str) -> Iterator[str]:
    """The address of a migrated database of this test's own: it may commit what it likes."""
    url = databases.create(template=_migrated)
    yield url.render_as_string(hide_password=False)
    databases.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on this test's own database."""
    made = create_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def _shared_engine(databases: Databases, _migrated: str) -> Iterator[Engine]:
    url = databases.create(template=_migrated)
    made = create_engine(url)
    yield made
    made.dispose()
    databases.drop(url)


@pytest.fixture
def db(_shared_engine: Engine) -> Iterator[Session]:
    """A session whose commits are real to the test and gone after it: the quick way.

    Everything happens on one connection, in one transaction that is rolled back at the end.
    Whoever needs two connections, or another process, takes ``engine`` or ``database_url``.
    """
    with _shared_engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()
