"""The front page: short, the same in both languages, and with what a newcomer needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PROJECT, headings, links, samples

ENGLISH, VIETNAMESE = PROJECT / "README.md", PROJECT / "README.vi.md"
ONE_SCREEN = 65
LARGEST_PICTURE = 150 * 1024

both = pytest.mark.parametrize("page", [ENGLISH, VIETNAMESE], ids=["en", "vi"])


@both
def test_one_screen(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= ONE_SCREEN


@both
def test_the_two_commands(page: Path) -> None:
    commands = next(one.text for one in samples(page) if one.language == "sh")
    assert re.findall(r"^\S+", commands, re.MULTILINE) == ["script/server", "script/test"]


@both
def test_names_of_files_are_right(page: Path) -> None:
    named = re.findall(r"`((?:citizen_portal|plugins|docs)/[\w/.]+)`", page.read_text("utf-8"))
    assert len(named) >= 6
    assert not [name for name in named if not (PROJECT / name).exists()]


def test_twins() -> None:
    """The same sections, the same links, the same samples, comments aside."""
    english, vietnamese = (_shape(page) for page in (ENGLISH, VIETNAMESE))
    assert english == vietnamese


def _shape(page: Path) -> dict[str, object]:
    return {
        "sections": [depth for depth, _ in headings(page)],
        "links": [link for link in links(page) if link not in ("README.md", "README.vi.md")],
        "samples": [re.sub(r"\s*#.*", "", one.text) for one in samples(page)],
        "rows": page.read_text(encoding="utf-8").count("\n|"),
    }


def test_each_leads_to_the_other() -> None:
    assert "README.vi.md" in set(links(ENGLISH))
    assert "README.md" in set(links(VIETNAMESE))


def test_pictures_are_light_and_say_what_they_show() -> None:
    pictures = list((PROJECT / "docs" / "images").iterdir())
    assert pictures
    assert not [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE]
    for path in pictures:
        if path.suffix == ".svg":
            drawing = path.read_text(encoding="utf-8")
            assert 'role="img"' in drawing
            assert "<title" in drawing
            assert "<desc" in drawing
