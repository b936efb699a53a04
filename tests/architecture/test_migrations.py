"""The migrations, from the first on, make the tables that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from citizen_portal.models import Table

# Procrastinate's tables are its own.
FOREIGN = "procrastinate_"


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(FOREIGN))


def test_migrations_match_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _ours, "compare_type": True}
        )
        assert compare_metadata(context, Table.metadata) == []


def test_every_foreign_key_that_is_followed_has_an_index(engine: Engine) -> None:
    """A dossier's parts are always asked for by the dossier."""
    for table in ("dossier_event", "attachment", "paper", "payment_order", "supplement_request"):
        indexed = {next(iter(columns)) for columns in _indexed_columns(table)}
        assert "dossier_id" in indexed, table


def _indexed_columns(name: str) -> list[list[str]]:
    table = Table.metadata.tables[name]
    unique = [list(c.columns.keys()) for c in table.constraints if hasattr(c, "columns")]
    return [list(index.columns.keys()) for index in table.indexes] + [one for one in unique if one]
