"""A payment platform that does not answer loses nothing."""

from __future__ import annotations

from tests.web.browser_without_scripts import Browser
from tests.web.filing import dossier_address, submit


def test_the_citizen_is_told_that_nothing_was_charged(citizen: Browser) -> None:
    page = submit(citizen)
    down = citizen.press(page.form("/thanh-toan"))
    assert down.status == 503
    assert "chưa bị trừ tiền" in down.text
    assert citizen.open(dossier_address(page)).form("/thanh-toan")
