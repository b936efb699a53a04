"""A town that is connected to the simulated post."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.post.simulated_post import PostTown, simulated, with_post
from tests.services.town import Town


@pytest.fixture
def post(town: Town, tmp_path: Path) -> Iterator[PostTown]:
    """People act, the worker orders waybills, the carrier tells."""
    with simulated(tmp_path) as (app, carrier):
        yield with_post(town, carrier, app)
