"""What the explanations promise to be complete about."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import PROJECT, headings, links, prose

EXPLANATION = PROJECT / "docs" / "explanation"
DECISIONS = EXPLANATION / "decisions"


def test_every_runtime_dependency_has_its_line() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[\[>=<~!; ]", one)[0] for one in project["dependencies"]]
    said = prose(EXPLANATION / "dependencies.md")
    rows = re.findall(r"^\| ([\w-]+) \| [^|]+ \| [^|]+ \|$", said, re.MULTILINE)
    assert [row for row in rows if row != "package" and set(row) != {"-"}] == needed


def test_decisions_are_numbered_and_listed() -> None:
    records = sorted(DECISIONS.glob("0*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert list(links(DECISIONS / "README.md")) == [path.name for path in records]


def test_each_decision_has_its_parts() -> None:
    for path in DECISIONS.glob("0*.md"):
        (title,) = headings(path)
        assert title[1].startswith(path.name[:4])
        parts = re.findall(r"^\*\*(\w+)\.?\*\*", prose(path), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], path.name


def test_files_that_explanations_name_exist() -> None:
    named = {
        (page.name, name)
        for page in EXPLANATION.rglob("*.md")
        for name in re.findall(r"`([a-z_]+/[\w/]+\.(?:py|po|toml))`", prose(page))
    }
    assert len(named) >= 8
    places = ("", "citizen_portal/", "plugins/procedures/household_business/")
    missing = [
        one for one in named if not any((PROJECT / place / one[1]).exists() for place in places)
    ]
    assert not missing


def test_the_floors_are_those_of_the_contract() -> None:
    tool = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = next(one for one in tool["importlinter"]["contracts"] if one["type"] == "layers")
    floors = re.findall(r"citizen_portal\.(\w+)", " ".join(layers["layers"]))
    page = prose(EXPLANATION / "the-house.md")
    drawing = (PROJECT / "docs" / "images" / "the-house.svg").read_text(encoding="utf-8")
    for floor in floors:
        if floor not in {"embedded_database", "server"}:
            assert f"`{floor}" in page, floor
            assert re.search(rf"\b{floor}\b", drawing), floor
