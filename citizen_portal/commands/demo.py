"""``portal demo``: everything on one machine, started and stopped together."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from citizen_portal.commands import CommandError
from citizen_portal.commands.children import Child, Children
from citizen_portal.commands.demo_data import demo_environ, take_folder
from citizen_portal.commands.demo_people import DEMO_PEOPLE
from citizen_portal.commands.demo_prepared import is_prepared, note_prepared
from citizen_portal.process_lifetime import ending_with_parent
from citizen_portal.settings import ANYWHERE, SettingsError

if TYPE_CHECKING:
    from citizen_portal.embedded_database import EmbeddedDatabase

READY_SECONDS = 120.0
_HOPELESS_FAILURES = 3


class _Stop(Exception):
    """Somebody asked the demo to stop."""


def run_demo(*, host: str, port: int, data_dir: Path) -> None:
    """Run until SIGINT or SIGTERM. Raises ``CommandError``, ``PortTaken``, ``DatabaseError``."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _ask_to_stop)
    try:
        with ExitStack() as at_end:
            _run(host, port, data_dir, at_end)
    except _Stop:
        _tell(f"Stopped. The data is kept in {data_dir}")


def _run(host: str, port: int, data_dir: Path, at_end: ExitStack) -> None:
    from citizen_portal.server import listen

    for wanted in (port, port + 1):
        listen(host, wanted).close()
    at_end.enter_context(take_folder(data_dir))
    environ = demo_environ(data_dir, port, os.environ)
    database = None
    issuer = environ["PORTAL_OIDC_ISSUER"]
    prepared = not environ.get("PORTAL_DATABASE_URL") and is_prepared(data_dir, issuer)
    if not environ.get("PORTAL_DATABASE_URL"):
        database = _start_database(data_dir, at_end)
        environ["PORTAL_DATABASE_URL"] = database.url()
    children = _children(host, port, data_dir, environ)
    at_end.callback(children.stop)
    at_end.callback(_ignore_signals)
    children.start("simulators")
    if not prepared:
        with _step("tables and demo content"):
            _in_child(lambda: _prepare(environ))
        note_prepared(data_dir, issuer)
    with _step("web, worker, simulators"):
        children.start("web", "worker")
        for address in ((port, "/healthz"), (port + 1, "/")):
            _await_answer(children, host, *address)
    _tell(_welcome(environ["PORTAL_BASE_URL"], port))
    _look_after(children, database)


def _look_after(children: Children, database: EmbeddedDatabase | None) -> NoReturn:
    while True:
        children.look_after()
        if database is not None and not database.running:
            _tell("The database stopped; starting it again.")
            database.start()
        time.sleep(0.2)


def _start_database(data_dir: Path, at_end: ExitStack) -> EmbeddedDatabase:
    from citizen_portal.embedded_database import EmbeddedDatabase

    with _step("database"):
        database = EmbeddedDatabase(data_dir)
        at_end.callback(database.stop)
        database.start()
        database.create()
    return database


def _children(host: str, port: int, data_dir: Path, environ: Mapping[str, str]) -> Children:
    at = ["--host", host, "--port"]
    commands = {
        "web": ["serve", *at, str(port), "--processes", "2"],
        "worker": ["worker"],
        "simulators": ["simulators", *at, str(port + 1)],
    }
    made = [
        Child(
            name=name, arguments=arguments, environ=environ, log=data_dir / "logs" / f"{name}.log"
        )
        for name, arguments in commands.items()
    ]
    return Children(made, tell=_tell)


def _prepare(environ: Mapping[str, str]) -> None:
    from citizen_portal.commands.migrations import migrate
    from citizen_portal.commands.seeding import seed
    from citizen_portal.settings import load_settings

    settings = load_settings(environ)
    migrate(settings.database_url)
    seed(settings)


def _in_child(work: Callable[[], None]) -> None:
    """Do ``work`` in a forked process, so that what it imports leaves with it."""
    arrange = ending_with_parent(signal.SIGKILL)
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            _ignore_signals()
            arrange()
            work()
            code = 0
        except (CommandError, SettingsError) as error:
            print(f"\n{error}", file=sys.stderr)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    try:
        status = os.waitpid(pid, 0)[1]
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    if status != 0:
        raise CommandError("The demo could not be prepared; the reason stands above.", code=1)


def _await_answer(children: Children, host: str, port: int, path: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        children.look_after()
        failing = children.most_failures()
        if failing is not None and failing.failures >= _HOPELESS_FAILURES:
            raise CommandError(f"{failing.name} does not start; see {failing.log}.", code=1)
        if _answers(host, port, path):
            return
        time.sleep(0.05)
    raise CommandError(f"Nothing answers at port {port}; see the logs in the data folder.", code=1)


def _answers(host: str, port: int, path: str) -> bool:
    to = {ANYWHERE: "127.0.0.1", "::": "::1"}.get(host, host)
    with contextlib.closing(http.client.HTTPConnection(to, port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False


def _welcome(base_url: str, port: int) -> str:
    lines = [
        "",
        f"  Portal:      {base_url}",
        f"  Officers:    {base_url}/can-bo",
        f"  Simulators:  http://127.0.0.1:{port + 1}",
        "",
        "  Log in as one of these invented people (no password):",
        *(f"    {number}  {name:<15} {what}" for number, name, what in DEMO_PEOPLE),
        "",
        "  Ctrl-C stops everything and keeps the data.",
    ]
    return "\n".join(lines)


@contextlib.contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"  {what} …", end="", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print()
        raise
    _tell(f" ready ({time.monotonic() - begun:.1f} s)")


def _tell(sentence: str) -> None:
    print(sentence, flush=True)


def _ask_to_stop(_sign: int, _frame: FrameType | None) -> NoReturn:
    _ignore_signals()
    raise _Stop


def _ignore_signals() -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
