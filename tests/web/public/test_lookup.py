"""Look-up without login."""

from __future__ import annotations

import re
from typing import Any

import pytest

from citizen_portal.services.lookup import MOST_FOR_A_CODE, WINDOW
from tests.web.browser_without_scripts import Browser, Page
from tests.web.filing import submit


@pytest.fixture
def code(citizen: Browser) -> str:
    """The code of a submitted dossier of Nguyễn Văn An."""
    found = re.search(r"[\d.]+\.H49-261120-\d{4}", submit(citizen).text)
    assert found
    return found[0]


def _ask(browser: Browser, code: str, digits: str) -> Page:
    return browser.press(browser.open("/tra-cuu").form("/tra-cuu").fill(ma=code, so=digits))


def test_code_and_digits_find_the_dossier(browser: Browser, code: str) -> None:
    page = _ask(browser, f" {code.lower()} ", "0011")
    assert page.status == 200
    assert "Mới đăng ký" in page.text
    assert "Nguyễn Văn An" not in page.text
    assert "Làm hộ chiếu" not in page.text


def test_a_wrong_code_and_a_wrong_number_look_the_same(browser: Browser, code: str) -> None:
    unknown = code[:-4] + "0999"
    answers = []
    for asked, digits in ((code, "9999"), (unknown, "9999"), (unknown, "0011")):
        page = _ask(browser, asked, digits)
        assert page.status == 404
        said = re.sub(r'name="csrf_token" value="[^"]*"', "", page.html)
        answers.append(said.replace(asked, "CODE").replace(f'value="{digits}"', ""))
    assert len(set(answers)) == 1


@pytest.mark.parametrize("digits", ["", "011", "22085000011", "%", "____"])
def test_four_digits_and_no_other_end(browser: Browser, code: str, digits: str) -> None:
    assert _ask(browser, code, digits).status == 404


def test_guessing_ends_soon(browser: Browser, code: str, clock: Any) -> None:
    wrong = [_ask(browser, code, f"9{number:03d}").status for number in range(MOST_FOR_A_CODE)]
    assert set(wrong) == {404}
    stopped = _ask(browser, code, "0011")
    assert stopped.status == 429
    assert "đợi vài phút" in stopped.text
    clock.move(seconds=WINDOW.total_seconds())
    assert _ask(browser, code, "0011").status == 200


def test_a_link_may_carry_the_code(browser: Browser) -> None:
    form = browser.open("/tra-cuu?ma=000.01.21.H49-261120-0001").form("/tra-cuu")
    assert form.values["ma"] == ["000.01.21.H49-261120-0001"]
