"""Every link that stays within the repository leads somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import PROJECT, anchors, links, markdown, name_of

pages = pytest.mark.parametrize("page", markdown(), ids=name_of)


def is_elsewhere(link: str) -> bool:
    return link.startswith(("http://", "https://", "mailto:"))


def resolves(page: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(PROJECT):
        return False
    return not anchor or anchor in anchors(target)


@pages
def test_links_resolve(page: Path) -> None:
    assert not [link for link in links(page) if not is_elsewhere(link) and not resolves(page, link)]


def test_pages_have_links_to_check() -> None:
    assert sum(1 for page in markdown() for _ in links(page)) > 40


def test_every_page_is_reached_from_the_index() -> None:
    index = PROJECT / "docs" / "README.md"
    reached, open_pages = {index}, [index]
    while open_pages:
        page = open_pages.pop()
        leads_to = {(page.parent / link.partition("#")[0]).resolve() for link in links(page)}
        found = {one for one in leads_to if one.suffix == ".md" and one.is_file()} - reached
        reached |= found
        open_pages += found
    lost = {page for page in markdown() if page.parent != PROJECT} - reached
    assert sorted(map(name_of, lost)) == []
