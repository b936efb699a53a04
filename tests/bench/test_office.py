"""The benchmark of the desk, with few dossiers: what it writes is sound, what it asks answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.installation import ISSUER
from bench.many_dossiers import UNITS, write_dossiers
from bench.office import MOST_STATEMENTS, figures, log_in, measure
from citizen_portal.app import Portal, app_of, open_portal
from citizen_portal.domain.dossier_code import is_dossier_code
from citizen_portal.services.demo import seed_demo
from citizen_portal.settings import load_settings
from tests.conftest import Databases

COUNT = 2_000


@pytest.fixture(scope="module")
def portal(
    databases: Databases, _migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    """A portal with some thousand dossiers."""
    url = databases.create(template=_migrated)
    settings = load_settings(
        {
            "PORTAL_ENV": "test",
            "PORTAL_DATABASE_URL": url.render_as_string(hide_password=False),
            "PORTAL_DATA_DIR": str(tmp_path_factory.mktemp("office")),
            "PORTAL_OIDC_ISSUER": ISSUER,
        }
    )
    opened = open_portal(settings)
    with Session(opened.engine) as session:
        seed_demo(session, opened.parts, ISSUER)
    write_dossiers(opened.engine, opened.parts, COUNT)
    yield opened
    opened.close()
    databases.drop(url)


def test_the_dossiers_are_spread_as_in_life(portal: Portal) -> None:
    with portal.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT code, handling_agency_id, status, words::text AS words"
                " FROM dossier JOIN dossier_text ON dossier_id = dossier.id"
            )
        ).all()
        units = connection.execute(text("SELECT count(*) FROM agency")).scalar_one()
    assert len(rows) == len({row.code for row in rows}) == COUNT
    assert units == UNITS
    assert all(is_dossier_code(row.code) for row in rows)
    busiest = Counter(row.handling_agency_id for row in rows).most_common(1)[0]
    assert COUNT / 15 < busiest[1] < COUNT / 7
    assert {row.status for row in rows} == set(range(1, 11))
    assert all(f"'@{row.handling_agency_id}'" in row.words for row in rows)


def test_every_page_answers_with_few_statements(portal: Portal) -> None:
    pages = measure(app_of(portal), portal, 1, ("one-stop", "three agencies"))
    assert len(pages) > 80
    assert max(page.statements for page in pages.values()) <= MOST_STATEMENTS
    assert next(one.name for one in figures(pages)) == "all pages, p50"


def test_the_officers_have_desks(portal: Portal) -> None:
    assert len(set(log_in(portal).values())) == 4
