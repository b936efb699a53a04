from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .platform import Ear, Platform, running, served


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    with served(made.app) as url:
        made.url = url
        yield made


@pytest.fixture
def platform(tmp_path: Path, ear: Ear) -> Iterator[Platform]:
    with running(tmp_path, ear) as made:
        yield made
