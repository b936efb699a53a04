"""Filing dossiers in a browser without scripts, as far as a test wants to go."""

from __future__ import annotations

from tests.web.browser_without_scripts import Browser, Page

CODE = "2.000635"
EVENT = {
    "event_type": "birth",
    "register_place": "Phường Hạ Long, tỉnh Quảng Ninh",
    "registration_date": "15/04/1985",
}
DELIVERY = {"copies": "1", "purpose": "Làm hộ chiếu", "delivery": "electronic"}


def begin(browser: Browser) -> Page:
    """From the procedure's page to the first step."""
    page = browser.open(f"/thu-tuc/{CODE}")
    page = browser.press(page.form("/nop"))
    assert page.status == 200, page.text
    return page


def dossier_address(page: Page) -> str:
    """The dossier's address, from that of one of its pages."""
    return "/".join(page.address.split("#")[0].split("?")[0].split("/")[:3])


def fill_all(browser: Browser, relation: str = "self", **changes: str) -> Page:
    """All steps of the extract; returns the page after the last."""
    page = begin(browser)
    page = browser.press(page.form("/nguoi-yeu-cau").fill(relation=relation))
    assert page.status == 200, page.errors()
    page = browser.press(page.form("/su-kien").fill(**{**EVENT, **changes}))
    assert page.status == 200, page.errors()
    page = browser.press(page.form("/nhan-ket-qua").fill(**DELIVERY, statement_true="yes"))
    assert page.status == 200, page.errors()
    return page


def submit(browser: Browser) -> Page:
    """A whole dossier, submitted; returns its page."""
    page = fill_all(browser)
    page = browser.press(page.form("/nop"))
    assert page.status == 200, page.text
    return page
