"""The people of the demonstration on the portal that the browsers use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.services.finding.index import index_next


@pytest.fixture
def indexed(portal: Portal) -> Callable[[], None]:
    """Does what the worker does: every dossier can be found by its words."""

    def work() -> None:
        with Session(portal.engine) as session:
            last = index_next(session, portal.parts)
            while last is not None:
                last = index_next(session, portal.parts, last)

    return work
