"""The tutorial names buttons and people as the pages do."""

from __future__ import annotations

import re

from citizen_portal.commands.demo_people import DEMO_PEOPLE
from tests.docs.pages import PROJECT, project_files, prose

TUTORIAL = prose(PROJECT / "docs" / "tutorial" / "one-dossier.md")


def test_buttons_exist() -> None:
    named = set(re.findall(r"\*\*([^*]+)\*\*", TUTORIAL))
    assert len(named) >= 8
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for path in project_files()
        if path.suffix in (".html", ".py") and "tests" not in path.parts
    )
    assert not [
        button for button in named if f'"{button}' not in written and f">{button}<" not in written
    ]


def test_people_exist() -> None:
    names = {name for _, name, _ in DEMO_PEOPLE}
    mentioned = [name for name in names if name in TUTORIAL]
    assert len(mentioned) == 6
