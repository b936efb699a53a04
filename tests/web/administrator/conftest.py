"""The people of the demonstration on the portal that the browsers use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from tests.services.town import Town


@pytest.fixture
def town(portal: Portal) -> Iterator[Town]:
    """People who act without pages; what they do is committed."""
    with Session(portal.engine) as session:
        yield Town(session, portal.parts, portal.parts.clock, portal.settings.oidc_issuer)
