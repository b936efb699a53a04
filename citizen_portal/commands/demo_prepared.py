"""Has this version of the portal prepared this folder already? Then a start is quick."""

from __future__ import annotations

import hashlib
from pathlib import Path

from citizen_portal.places import MIGRATIONS, PACKAGE

STAMP = "prepared"

# What migrations and seed are made of; when none of it changed, neither has anything to do.
_SOURCES = (
    (MIGRATIONS, "versions/*.py"),
    (PACKAGE, "models/*.py"),
    (PACKAGE, "services/data/*.csv"),
    (PACKAGE, "services/demo*.py"),
    (PACKAGE, "services/reference_data.py"),
    (PACKAGE.parent, "requirements.lock"),
)


def is_prepared(data_dir: Path, issuer: str) -> bool:
    """Tell whether tables and demo content of this version are in the folder's database.

    ``issuer`` is the simulator whose people they are: its address goes with the port.
    """
    made = (data_dir / STAMP, data_dir / "database" / "PG_VERSION", data_dir / "signing")
    if not all(path.exists() for path in made):
        return False
    return made[0].read_text(encoding="ascii") == _version(issuer)


def note_prepared(data_dir: Path, issuer: str) -> None:
    """Remember that they are."""
    (data_dir / STAMP).write_text(_version(issuer), encoding="ascii")


def _version(issuer: str) -> str:
    digest = hashlib.sha256(issuer.encode())
    for folder, pattern in _SOURCES:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
