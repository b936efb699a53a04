"""Runs the migrations on the connection, or the address, that the caller gives."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

from citizen_portal.models import Table

# Procrastinate keeps its own tables in the same database; they are not models of ours.
FOREIGN = ("procrastinate_",)


def ours(name: str | None, kind: str, parents: Any) -> bool:
    """Leave other people's tables out of the comparison with the models."""
    return not (kind == "table" and name is not None and name.startswith(FOREIGN))


def run(connection: Connection) -> None:
    """Apply the migrations in one transaction."""
    context.configure(
        connection=connection, target_metadata=Table.metadata, include_name=ours, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(context.config.attributes["database_url"])
    with engine.connect() as connection:
        run(connection)
    engine.dispose()
