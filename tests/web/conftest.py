"""A whole portal against a database of the test's own, and browsers that use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.orm import Session

from citizen_portal.app import Portal, app_of, open_portal
from citizen_portal.procedures.connectors import Identity
from citizen_portal.services import login
from citizen_portal.services.actor import Actor
from citizen_portal.services.demo import HA_LONG, seed_demo
from citizen_portal.settings import Settings, load_settings
from tests.services.town import Town
from tests.web.browser_without_scripts import Browser

BASE = "http://localhost"
ISSUER = "http://localhost/dinh-danh"
PAYMENT_SECRET = "a-secret-shared-with-the-platform"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Statements:
    """The SQL that ran since the last ``clear``."""

    seen: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.seen.clear()

    def __len__(self) -> int:
        return len(self.seen)


NOBODY_LISTENS = "http://127.0.0.1:9/thanh-toan"


def _settings(database_url: str, folder: Path, payment_url: str = NOBODY_LISTENS) -> Settings:
    return load_settings(
        {
            "PORTAL_ENV": "test",
            "PORTAL_DATABASE_URL": database_url,
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_BASE_URL": BASE,
            "PORTAL_OIDC_ISSUER": ISSUER,
            "PORTAL_PAYMENT_GATEWAY_URL": payment_url,
            "PORTAL_PAYMENT_GATEWAY_SECRET": PAYMENT_SECRET,
        }
    )


@pytest.fixture(scope="session")
def _seeded(
    databases: Any, _migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A database with the demonstration's people and agencies, and the keys they sign with."""
    url = databases.create(template=_migrated)
    folder = tmp_path_factory.mktemp("seeded")
    portal = open_portal(_settings(url.render_as_string(hide_password=False), folder), Clock())
    with Session(portal.engine) as session:
        seed_demo(session, portal.parts, ISSUER)
    portal.close()
    yield str(url.database), folder
    databases.drop(url)


@pytest.fixture
def clock() -> Clock:
    """The portal's clock: 20/11/2026, 10:00 in Viet Nam."""
    return Clock()


@pytest.fixture
def payment_url() -> str:
    """Where the payment platform is; a module whose tests pay gives another."""
    return NOBODY_LISTENS


@pytest.fixture
def portal(
    databases: Any, _seeded: tuple[str, Path], tmp_path: Path, clock: Clock, payment_url: str
) -> Iterator[Portal]:
    """A seeded portal with every bundled plugin."""
    template, folder = _seeded
    url = databases.create(template=template)
    shutil.copytree(folder / "signing", tmp_path / "signing")
    address = url.render_as_string(hide_password=False)
    opened = open_portal(_settings(address, tmp_path, payment_url), clock)
    yield opened
    opened.close()
    databases.drop(url)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each template is compiled once a run, not once an application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(portal: Portal, compiled_templates: FileSystemBytecodeCache) -> Flask:
    """The portal's Flask application."""
    made = app_of(portal)
    made.jinja_env.bytecode_cache = compiled_templates
    return made


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser without scripts, nobody logged in."""
    return Browser(app.test_client())


@pytest.fixture
def statements(portal: Portal) -> Iterator[Statements]:
    """Counts the SQL of the portal (jobs are enqueued beside it)."""
    counted = Statements()

    def count(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counted.seen.append(statement)

    event.listen(portal.engine, "before_cursor_execute", count)
    yield counted
    event.remove(portal.engine, "before_cursor_execute", count)


AN = Identity(
    issuer=ISSUER,
    subject="an",
    full_name="Nguyễn Văn An",
    assurance_level=2,
    authenticated_at=datetime(2026, 11, 20, 2, 59, tzinfo=UTC),
    id_token="token-of-an",
    personal_number="022085000011",
    birth_date=date(1985, 3, 31),
    gender="male",
    phone="+84912345678",
    email="an@example.vn",
    address="Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
    commune_code=HA_LONG,
)
NAMES = {
    "022085000011": "Nguyễn Văn An",
    "022190000022": "Trần Thị Bình",
    "022205000033": "Lý A Sáng",
}


@pytest.fixture
def town(portal: Portal) -> Iterator[Town]:
    """People who act without pages; what they do is committed."""
    with Session(portal.engine) as session:
        yield Town(session, portal.parts, portal.parts.clock, portal.settings.oidc_issuer)


ActorOf = Callable[[Browser], Actor]


@pytest.fixture
def actor_of(portal: Portal) -> ActorOf:
    """Who is logged in with a browser, for use cases that other pages start."""

    def find(browser: Browser) -> Actor:
        with Session(portal.engine) as session:
            parts = portal.parts
            found = login.find_session(
                session, browser.cookie("phien"), parts.clock(), parts.today()
            )
        assert found is not None
        assert found.actor is not None
        return found.actor

    return find


LogIn = Callable[..., Browser]


@pytest.fixture
def log_in(app: Flask, portal: Portal) -> LogIn:
    """Log a person in: ``log_in(number, level=2, browser=None)``; what was kept goes along."""

    def enter(
        number: str = "022085000011", level: int = 2, browser: Browser | None = None
    ) -> Browser:
        person = Identity(
            **{name: getattr(AN, name) for name in AN.__dataclass_fields__}
            | {
                "subject": f"subject-{number}",
                "personal_number": number,
                "full_name": NAMES.get(number, f"Người số {number[-4:]}"),
                "assurance_level": level,
            }
        )
        used = browser or Browser(app.test_client())
        with Session(portal.engine) as session:
            before = login.find_session(
                session, used.cookie("phien"), portal.parts.clock(), portal.parts.today()
            )
            kept = {} if before is None else {
                name: value for name, value in before.content.items() if name == "kept"
            }  # fmt: skip
            used.set_cookie("phien", login.sign_in(session, portal.parts, person, before, kept))
        return used

    return enter


@pytest.fixture
def citizen(log_in: LogIn) -> Browser:
    """The browser of Nguyễn Văn An, logged in at level 2."""
    return log_in()
