"""The folder of a demo: its lock, its secrets, and the settings that follow from them."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from citizen_portal.commands import CommandError
from citizen_portal.settings import DEMO_SECRET_PREFIX, PREFIX

_SECRETS = ("PORTAL_SECRET_KEY", "PORTAL_OIDC_CLIENT_SECRET", "PORTAL_PAYMENT_GATEWAY_SECRET")
_LATER_SECRETS = (
    "PORTAL_SMTP_REPORT_SECRET",
    "PORTAL_SMS_GATEWAY_SECRET",
    "PORTAL_POST_SECRET",
)
"""Folders of earlier versions know nothing of these yet."""


def take_folder(data_dir: Path) -> IO[str]:
    """Make the folder and hold it until the returned file is closed. Raises ``CommandError``."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (data_dir / "lock").open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"The folder {data_dir} cannot be used ({error.strerror}):"
            " choose another one with --data."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CommandError(
            f"Another portal demo uses {data_dir}: stop it, or choose another folder with --data."
        ) from error
    return lock


def demo_secrets(data_dir: Path) -> dict[str, str]:
    """Return the secrets of this folder; make them at the first start. Raises ``CommandError``."""
    path = data_dir / "secrets.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        known = {name: str(kept[name]) for name in _SECRETS} if path.exists() else {}
        known |= {name: str(kept[name]) for name in _LATER_SECRETS if name in kept}
        missing = [name for name in (*_SECRETS, *_LATER_SECRETS) if name not in known]
        if missing:
            known |= {name: DEMO_SECRET_PREFIX + secrets.token_urlsafe(48) for name in missing}
            _write_secrets(path, known)
        return known
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(
            f"The file {path} cannot be read: restore it, or delete it to get new secrets"
            " (everybody is then logged out)."
        ) from error


def _write_secrets(path: Path, made: Mapping[str, str]) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(unfinished, flags, 0o600), "w", encoding="utf-8") as file:
        json.dump(made, file, indent=2)
    unfinished.rename(path)


def mail_port(port: int) -> int:
    """A free port for the simulated mail server: for the demo at 8000 it is 13000, or near.

    It lies below those that the system gives to connections, and apart from the ports of
    other demos.
    """
    for step in range(200):
        wanted = 10_000 + (port + 5_000 + step) % 10_000
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return wanted
    raise CommandError("There is no free port for the simulated mail server.")


def demo_environ(data_dir: Path, port: int, given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the demo's processes; what the caller's sets goes first."""
    if given.get("PORTAL_ENV") == "production":
        raise CommandError("The demo does not run with PORTAL_ENV=production: unset PORTAL_ENV.")
    simulators = f"http://127.0.0.1:{port + 1}"
    defaults = {
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
        "PORTAL_OIDC_ISSUER": f"{simulators}/dinh-danh",
        "PORTAL_OIDC_CLIENT_ID": "portal",
        "PORTAL_PAYMENT_GATEWAY_URL": f"{simulators}/thanh-toan",
        "PORTAL_SMTP_URL": f"smtp://127.0.0.1:{mail_port(port)}",
        "PORTAL_SMTP_FROM": "thong-bao@dichvucong.example.vn",
        "PORTAL_SMS_GATEWAY_URL": f"{simulators}/tin-nhan",
        "PORTAL_POST_URL": f"{simulators}/buu-chinh",
        "PYTHONUNBUFFERED": "1",
        **demo_secrets(data_dir),
    }
    kept = {name: value for name, value in given.items() if value or not name.startswith(PREFIX)}
    return {**defaults, **kept, "PORTAL_ENV": "demo", "PORTAL_DATA_DIR": str(data_dir)}
