"""A portal of the benchmark's own: embedded database, files, keys, demo content, in a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.browser import answers_well
from bench.processes import Running, start
from citizen_portal.app import Portal, open_portal
from citizen_portal.commands.migrations import migrate
from citizen_portal.embedded_database import EmbeddedDatabase
from citizen_portal.models.session import new_session
from citizen_portal.services.demo import seed_demo
from citizen_portal.settings import Settings, load_settings

ISSUER = "http://127.0.0.1:8621/dinh-danh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A portal that can be started; ``environ`` are the settings of its processes."""

    folder: Path
    database: EmbeddedDatabase
    environ: dict[str, str]
    port: int
    at_end: ExitStack

    @property
    def settings(self) -> Settings:
        """The same settings, for use in this process."""
        return load_settings(self.environ)

    @property
    def database_pid(self) -> int:
        """The number of the database's first process."""
        note = self.database.folder / "postmaster.pid"
        return int(note.read_text(encoding="utf-8").splitlines()[0])

    def open(self) -> Portal:
        """The portal's parts in this process, for preparing; its pool ends with the run."""
        portal = open_portal(self.settings)
        self.at_end.callback(portal.engine.dispose)
        return portal

    def start(self, name: str, *arguments: str) -> Running:
        """Start a process of this portal: ``python -m`` with these arguments."""
        environ = {**self.environ, "PGAPPNAME": name}
        running = start(name, arguments, environ, self.folder / f"{name}.log")
        self.at_end.callback(running.stop)
        return running

    def start_web(self, processes: int = 2) -> Running:
        """Start ``portal serve`` and wait for its first answer."""
        web = self.start(
            "web", "citizen_portal.cli", "serve",
            "--port", str(self.port), "--processes", str(processes),
        )  # fmt: skip
        web.wait_for(lambda: answers_well(self.port, "/healthz"))
        return web

    def start_worker(self) -> Running:
        """Start another ``portal worker``; it takes jobs as soon as it can."""
        return self.start("worker", "citizen_portal.cli", "worker")


@contextmanager
def installation(port: int) -> Iterator[Installation]:
    """Set a portal up with the demonstration's content; end and remove it all afterwards."""
    with ExitStack() as at_end:
        folder = Path(at_end.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        database = at_end.enter_context(EmbeddedDatabase(folder))
        database.create()
        environ = {name: value for name, value in os.environ.items() if "PORTAL_" not in name}
        environ |= {
            "PORTAL_ENV": "test",
            "PORTAL_DATABASE_URL": database.url(),
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
            "PORTAL_OIDC_ISSUER": ISSUER,
            "PORTAL_LOG_LEVEL": "WARNING",
        }
        made = Installation(
            folder=folder, database=database, environ=environ, port=port, at_end=at_end
        )
        migrate(database.url())
        portal = made.open()
        with new_session(portal.engine) as session:
            seed_demo(session, portal.parts, ISSUER)
        yield made
