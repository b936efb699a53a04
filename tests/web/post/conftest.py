"""A portal that is connected to the simulated post, and what its worker does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from tests.services.post.simulated_post import PostTown, simulated
from tests.services.town import Town


@pytest.fixture
def post(portal: Portal, tmp_path: Path) -> Iterator[PostTown]:
    """People who act without pages; what they do is committed."""
    with simulated(tmp_path / "carrier") as (app, carrier), Session(portal.engine) as session:
        cast(dict[str, object], portal.parts.carriers)[carrier.name] = carrier
        parts, issuer = portal.parts, portal.settings.oidc_issuer
        yield PostTown(Town(session, parts, parts.clock, issuer), app)
