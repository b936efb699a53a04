"""Every link that stays within the repository leads somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import PROJECT, anchors, links, markdown, name_of

pages = pytest.mark.parametrize("page", markdown(), ids=name_of)


def is_elsewhere(link: str) -> bool:
    return link.startswith(("http://", "https://", "mailto:"))


@pages
def test_links_resolve(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if is_elsewhere(link):
            continue
        if not target.exists() or not target.is_relative_to(PROJECT):
            broken.append(link)
        elif anchor and anchor not in anchors(target):
            broken.append(link)
    assert not broken


def test_pages_have_links_to_check() -> None:
    assert sum(1 for page in markdown() for _ in links(page)) > 40


def test_every_explanation_and_how_to_is_in_the_index() -> None:
    index = PROJECT / "docs" / "README.md"
    reached = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    wanted = {page for page in markdown() if page.is_relative_to(index.parent)} - {index}
    assert sorted(map(name_of, wanted - reached)) == []
