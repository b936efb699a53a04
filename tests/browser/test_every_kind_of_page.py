"""What holds for every kind of page: accessible, fits narrow screens, light, in two languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ViewportSize

from citizen_portal.web.language import messages
from tests.browser.conftest import DESKTOP, NewPerson
from tests.browser.office_page_kinds import OFFICE_ADDRESSED, OFFICE_ANSWERS
from tests.browser.page_kinds import ADDRESSED, PAGE_KINDS, Town, settle
from tests.browser.person import Person

NARROW = ViewportSize(width=320, height=640)
BY_ADDRESS = {**ADDRESSED, **OFFICE_ADDRESSED}
ALL_KINDS = {**PAGE_KINDS, **OFFICE_ADDRESSED, **OFFICE_ANSWERS}
FIRST_VISIT_BYTES = 60 * 1024
LATER_VISIT_BYTES = 15 * 1024
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


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_axe_finds_nothing_and_nothing_sticks_out(town: Town, kind: str) -> None:
    person = ALL_KINDS[kind](town)
    usual = person.page.viewport_size
    try:
        for size in (NARROW, DESKTOP):
            person.page.set_viewport_size(size)
            found = Axe().run(person.page).response
            assert found["passes"], "axe looked at nothing"
            assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
            widest = person.page.evaluate("document.documentElement.scrollWidth")
            assert widest <= size["width"]
    finally:
        assert usual is not None
        person.page.set_viewport_size(usual)


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


def test_a_page_travels_light(come: NewPerson) -> None:
    person = come()
    first = bytes_of(person, "/thu-tuc/1.004222")
    later = bytes_of(person, "/thu-tuc/2.000635")
    assert 0 < later <= LATER_VISIT_BYTES
    assert later < first <= FIRST_VISIT_BYTES


def bytes_of(person: Person, path: str) -> int:
    """What travels for a page with its styles and scripts, headers included, fonts left out."""
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    network = person.context.new_cdp_session(person.page)
    network.on(
        "Network.responseReceived", lambda one: kinds.update({one["requestId"]: one["type"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}),
    )
    network.send("Network.enable")
    person.open(path)
    person.page.wait_for_load_state("networkidle")
    network.detach()
    assert "Document" in kinds.values()
    return int(sum(size for one, size in sizes.items() if kinds.get(one) != "Font"))
