"""Every kind of page that an address leads to speaks English when asked to."""

from __future__ import annotations

import pytest

from citizen_portal.web.language import messages
from tests.browser.conftest import NewPerson
from tests.browser.office_page_kinds import OFFICE_ADDRESSED
from tests.browser.page_kinds import ADDRESSED, Town, settle

BY_ADDRESS = {**ADDRESSED, **OFFICE_ADDRESSED}
SAID = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [document.title];
  while (walker.nextNode()) said.push(walker.currentNode.textContent);
  for (const one of document.querySelectorAll("[aria-label]")) said.push(one.ariaLabel);
  return said.map((one) => one.replace(/\\s+/g, " ").trim());
}"""


@pytest.fixture(scope="module")
def town(come: NewPerson) -> Town:
    """A town where things have happened."""
    return settle(come)


@pytest.mark.parametrize("kind", BY_ADDRESS)
def test_nothing_stays_vietnamese_where_english_exists(town: Town, kind: str) -> None:
    person = BY_ADDRESS[kind](town)
    person.page.get_by_role("link", name="English", exact=True).click()
    person.page.locator("html[lang=en]").wait_for()
    said = set(person.page.evaluate(SAID))
    person.context.clear_cookies(name="ngon-ngu")
    translated = {vi: en for vi, en in messages("en").items() if vi != en}
    assert said & translated.keys() == set()
    assert said & set(translated.values())
