"""One simulator per test; the keys are made once, for they take long."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.connectors.identity.simulator.signing_keys import SigningKeys
from plugins.connectors.identity.tests.world import World, simulated


@pytest.fixture(scope="session")
def kept_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with signing keys."""
    folder = tmp_path_factory.mktemp("identity-keys")
    SigningKeys(folder)
    return folder


@pytest.fixture
def data(kept_keys: Path, tmp_path: Path) -> Path:
    """The portal's data folder, with the simulator's keys in it."""
    shutil.copytree(kept_keys, tmp_path / "identity")
    return tmp_path


@pytest.fixture
def world(data: Path) -> Iterator[World]:
    """A running simulator and a connector that knows it by settings alone."""
    with simulated(str(data)) as running:
        yield running
