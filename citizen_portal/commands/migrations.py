"""Bringing the database's tables up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citizen_portal.commands import CommandError
from citizen_portal.places import MIGRATIONS

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

SCRIPTS = MIGRATIONS

_LOCK = 0x706F7274616C  # "portal": one number, the same for everybody who migrates


def migrate(database_url: str) -> str:
    """Apply the missing migrations, all or none; return the revision reached.

    Several may call it at once: they wait for each other. Raises ``CommandError``.
    """
    from alembic import command
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import OperationalError

    engine = create_engine(database_url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            command.upgrade(_config(connection), "head")
            revision = current_revision(connection) or "empty"
        _load_facts(engine)
        return revision
    except OperationalError as error:
        raise CommandError(
            f"The database cannot be used: {first_line(error.orig)}; check PORTAL_DATABASE_URL.",
            code=1,
        ) from error
    finally:
        engine.dispose()


def _load_facts(engine: Engine) -> None:
    """Administrative units and the calendar: no portal can count a day without them."""
    from citizen_portal.models.session import new_session
    from citizen_portal.services.reference_data import load_reference_data

    with new_session(engine) as session:
        load_reference_data(session)


def current_revision(connection: Connection) -> str | None:
    """Return the revision that the database is at; None before the first migration."""
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the revision that this version of the portal needs."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(SCRIPTS)).get_current_head()


def first_line(error: BaseException | None) -> str:
    """Return the first line of what a library complained about, without its full stop."""
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else "no reason"


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
