"""A whole portal on a real database, with the demonstration's agencies and officers.

The quick fixture ``town`` rolls everything back after the test; ``own_town`` has a database of
the test's own, for those who need several connections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from citizen_portal.app import Portal, open_portal
from citizen_portal.services.demo import seed_demo
from citizen_portal.settings import Settings, load_settings
from tests.conftest import Databases
from tests.services.town import ISSUER, MovingClock, Town

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""A Friday, ten in the morning in Viet Nam."""


def _settings(database_url: str, folder: Path) -> Settings:
    return load_settings(
        {
            "PORTAL_ENV": "test",
            "PORTAL_DATABASE_URL": database_url,
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_OIDC_ISSUER": ISSUER,
        }
    )


@pytest.fixture(scope="session")
def seeded(
    databases: Databases, _migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A database with the demonstration's seed, to be copied, and the folder of its keys."""
    url = databases.create(template=_migrated)
    folder = tmp_path_factory.mktemp("portal")
    portal = open_portal(_settings(url.render_as_string(hide_password=False), folder), _start)
    with Session(portal.engine) as session:
        seed_demo(session, portal.parts, ISSUER)
    portal.close()
    yield str(url.database), folder
    databases.drop(url)


def _start() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def session_clock() -> MovingClock:
    """The clock of the shared portal."""
    return MovingClock(NOW)


@pytest.fixture(scope="session")
def shared_portal(
    databases: Databases, seeded: tuple[str, Path], session_clock: MovingClock
) -> Iterator[Portal]:
    """One portal for all quick tests."""
    name, folder = seeded
    url = databases.create(template=name)
    address = url.render_as_string(hide_password=False)
    portal = open_portal(_settings(address, folder), session_clock)
    yield portal
    portal.close()
    databases.drop(url)


@pytest.fixture
def clock(session_clock: MovingClock) -> MovingClock:
    """The present moment, which the test may move."""
    session_clock.now = NOW
    return session_clock


@pytest.fixture
def new_town(
    shared_portal: Portal, clock: MovingClock
) -> Callable[[], AbstractContextManager[Town]]:
    """Makes towns one after the other; what happens in one is gone when it is left."""

    @contextmanager
    def live() -> Iterator[Town]:
        with shared_portal.engine.connect() as connection:
            transaction = connection.begin()
            with Session(connection, join_transaction_mode="create_savepoint") as opened:
                yield Town(opened, shared_portal.parts, clock)
            transaction.rollback()

    return live


@pytest.fixture
def town(new_town: Callable[[], AbstractContextManager[Town]]) -> Iterator[Town]:
    """The people of the demonstration and what they do; its commits end with the test."""
    with new_town() as made:
        yield made


@pytest.fixture
def own_portal(
    databases: Databases, seeded: tuple[str, Path]
) -> Iterator[tuple[Portal, MovingClock]]:
    """A portal with a database of the test's own, for those who need several connections."""
    name, folder = seeded
    url = databases.create(template=name)
    moving = MovingClock(NOW)
    address = url.render_as_string(hide_password=False)
    portal = open_portal(_settings(address, folder), moving)
    yield portal, moving
    portal.close()
    databases.drop(url)


@pytest.fixture
def own_engine(own_portal: tuple[Portal, MovingClock]) -> Iterator[Engine]:
    """More connections than a portal's own pool holds."""
    portal, _ = own_portal
    made = create_engine(portal.settings.database_url, pool_size=60)
    yield made
    made.dispose()


@pytest.fixture
def own_town(own_portal: tuple[Portal, MovingClock], own_engine: Engine) -> Iterator[Town]:
    """The same people on the test's own database: what they do is committed."""
    portal, moving = own_portal
    with Session(own_engine) as opened:
        yield Town(opened, portal.parts, moving)
