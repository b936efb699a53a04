"""The counting of SQL statements: by PostgreSQL's own log, and on a small real one."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from bench.statements import count_statements, log_everything, read_log
from citizen_portal.embedded_database import EmbeddedDatabase

LOG = """\
bench web|LOG:  statement: BEGIN
bench web|LOG:  execute <unnamed>: SELECT login_session.person_id
\tFROM login_session
bench web|DETAIL:  parameters: $1 = 'LOG:  statement: SELECT 1'
bench web|LOG:  execute _pg3_0/C_1: UPDATE dossier SET answers=$1
bench web|LOG:  statement: COMMIT
bench worker|LOG:  statement: SELECT 1
bench |LOG:  checkpoint starting: time
bench worker|LOG:  statement: ROLLBACK
"""


def test_turns_are_counted_beside_statements() -> None:
    counted = count_statements(LOG.splitlines())
    assert set(counted) == {"web", "worker"}
    assert counted["web"].total == 2
    assert dict(counted["web"].turns) == {"BEGIN": 1, "COMMIT": 1}
    assert counted["web"].commits == 1
    assert counted["worker"].total == 1
    assert counted["worker"].commits == 0


@pytest.mark.skipif(
    bool(os.environ.get("PORTAL_TEST_DATABASE_URL")), reason="reads the embedded server's log"
)
def test_a_real_log_is_understood(tmp_path: Path) -> None:
    with EmbeddedDatabase(tmp_path, durable=False) as database:
        url = database.url("postgres")
        log_everything(url, True)
        start = database.log.stat().st_size
        plain = url.replace("+psycopg", "")
        with psycopg.connect(plain, application_name="here") as connection:
            for number in range(10):  # from the sixth on the statement is prepared
                connection.execute("SELECT %s::int,\n 'COMMIT'", [number])
            connection.commit()
        counted = read_log(database.log, start)["here"]
    assert counted.total == 10
    assert dict(counted.turns) == {"BEGIN": 1, "COMMIT": 1}
