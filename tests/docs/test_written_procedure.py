"""The whole procedure of the how-to is found, is sound, and passes its own tests."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import plugins.procedures
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.plugin_api import Channel, Procedure
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import asked_answers, check_answers
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


def test_the_cases_are_valid_and_cost_what_they_say(procedure: Procedure) -> None:
    assert len(procedure.cases) >= 3
    for case in procedure.cases:
        for step in procedure.shown_steps(case.answers):
            assert check_answers(step, case.answers, ON) == ()
        assert asked_answers(procedure.form, case.answers) == case.answers
        assert procedure.fee.assess(case.answers, Channel.ONLINE, ON).total == case.fee
        needed = procedure.needed_documents(case.answers, ON)
        assert tuple(one.name for one in needed) == case.papers


def test_the_result_prints(procedure: Procedure, written: Path) -> None:
    result = procedure.result
    assert result.form is not None
    assert result.suggest is not None
    case = procedure.cases[1]
    decided = result.suggest(case.answers, ON)
    assert check_answers(result.form, decided, ON) == ()
    folder = written / "plugins" / "procedures" / "community_yard" / "templates"
    templates = PaperTemplates({"community_yard": folder})
    assert templates.version(f"community_yard/{result.template}") == "1"
    blocks = dict(result.content(case.answers, decided))
    assert set(blocks) == set(re.findall(r"body\.(\w+)", (folder / result.template).read_text()))


def test_its_own_tests_pass(procedure: Procedure, written: Path) -> None:
    module = import_module(f"{PACKAGE}.tests.test_community_yard")
    tests = [value for name, value in vars(module).items() if name.startswith("test_")]
    assert len(tests) >= 3
    for test in tests:
        test()
