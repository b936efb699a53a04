"""The whole procedure of the how-to is found, is sound, and passes its own tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import plugins.procedures
from citizen_portal.plugin_api import Procedure
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.manager import load_plugins
from tests.docs.pages import PROJECT, samples

ON = date(2026, 11, 20)
HOW_TO = PROJECT / "docs" / "how-to" / "write-a-procedure.md"
PACKAGE = "plugins.procedures.community_yard"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The how-to's files in a folder where plugins are found."""
    root = tmp_path_factory.mktemp("how-to")
    for sample in samples(HOW_TO):
        if sample.title:
            place = root / sample.title
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(sample.text, encoding="utf-8")
    before = list(plugins.procedures.__path__)
    plugins.procedures.__path__ = [*before, str(root / "plugins" / "procedures")]
    yield root
    plugins.procedures.__path__ = before
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def procedure(written: Path) -> Procedure:
    found = load_plugins(
        {"PORTAL_PLUGINS": "community_yard"}, ["plugins.procedures"], entry_points=False
    )
    catalogue = Catalogue.of(found)
    assert [*found.problems, *catalogue.problems] == []
    (first,) = catalogue.search("muon san", ON)
    return first


def test_it_fulfils_the_contract(procedure: Procedure) -> None:
    module = import_module(f"{PACKAGE}.tests.test_community_yard")
    contract = type("Contract", (module.TestCommunityYard,), {"plugin": PACKAGE})
    sentences = [name for name in dir(contract) if name.startswith("test_")]
    assert len(sentences) >= 15
    for name in sentences:
        if name != "test_what_the_cases_reach_is_shown":
            getattr(contract(), name)()


def test_its_own_tests_pass(procedure: Procedure, written: Path) -> None:
    module = import_module(f"{PACKAGE}.tests.test_community_yard")
    tests = [value for name, value in vars(module).items() if name.startswith("test_")]
    assert len(tests) >= 3
    for test in tests:
        test()
