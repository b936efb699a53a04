"""``portal doctor``: what is missing for the portal to run, and what to do about it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import TYPE_CHECKING

from citizen_portal.commands.migrations import current_revision, first_line, newest_revision

if TYPE_CHECKING:
    from citizen_portal.settings import Settings

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
OLDEST_POSTGRESQL = 15


def examine(settings: Settings) -> list[tuple[str, str]]:
    """Look at each part; return (part, what is wrong and what to do), empty when it is well."""
    parts: dict[str, Callable[[Settings], str]] = {
        "libraries for papers": _libraries,
        "database": _database,
        "plugins": _plugins,
        "data folder": _data_folder,
    }
    return [(part, look(settings)) for part, look in parts.items()]


def _libraries(_settings: Settings) -> str:
    missing = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return f"missing: run 'apt-get install {' '.join(missing)}'" if missing else ""


def _database(settings: Settings) -> str:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    engine = create_engine(settings.database_url, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
            if version // 10_000 < OLDEST_POSTGRESQL:
                return (
                    f"PostgreSQL {version // 10_000} is too old: use {OLDEST_POSTGRESQL} or later"
                )
            if current_revision(connection) != newest_revision():
                return "its tables are not up to date: run 'portal migrate'"
    except SQLAlchemyError as error:
        reason = first_line(getattr(error, "orig", None) or error)
        return f"not reachable ({reason}): check PORTAL_DATABASE_URL"
    finally:
        engine.dispose()
    return ""


def _plugins(settings: Settings) -> str:
    from citizen_portal.procedures.manager import load_plugins
    from citizen_portal.settings import as_mapping

    plugins = load_plugins(as_mapping(settings))
    return "; ".join(str(problem) for problem in plugins.problems)


def _data_folder(settings: Settings) -> str:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return f"{settings.data_dir} cannot be written ({error.strerror}): change PORTAL_DATA_DIR"
    return ""
