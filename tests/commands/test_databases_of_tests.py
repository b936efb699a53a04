"""The fixtures every other test stands on: own databases, nothing left behind."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session


@pytest.mark.parametrize("_turn", [1, 2])
def test_what_a_session_commits_is_gone_in_the_next_test(db: Session, _turn: int) -> None:
    assert db.scalar(text("SELECT to_regclass('left_behind')")) is None
    db.execute(text("CREATE TABLE left_behind (n int)"))
    db.commit()
    db.rollback()
    assert db.scalar(text("SELECT to_regclass('left_behind')")) is not None


@pytest.mark.parametrize("_turn", [1, 2])
def test_each_test_has_a_database_of_its_own(engine: Engine, database_url: str, _turn: int) -> None:
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT to_regclass('left_behind')")) is None
        connection.execute(text("CREATE TABLE left_behind (n int)"))
    other = create_engine(database_url)
    with other.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('left_behind')")) is not None
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        assert connection.scalar(text("SELECT to_regclass('alembic_version')")) is not None
    other.dispose()
