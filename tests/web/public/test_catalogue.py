"""Finding a procedure and reading what it needs, costs and takes."""

from __future__ import annotations

import pytest

from citizen_portal.app import Portal
from tests.web.browser_without_scripts import Browser

NAME = "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh"


def test_the_first_page_leads_to_procedures(browser: Browser) -> None:
    page = browser.open("/")
    assert page.links()[NAME] == "/thu-tuc/2.000635"
    page = browser.press(page.form("/thu-tuc").fill(q="trich luc"))
    assert page.heading == "Thủ tục hành chính"
    assert page.links()[NAME] == "/thu-tuc/2.000635"


@pytest.mark.parametrize("query", ["trích lục", "TRICH LUC", "  trich   luc ", "2.000635"])
def test_diacritics_typed_or_not_find_the_same(browser: Browser, query: str) -> None:
    response = browser.raw("/thu-tuc", query_string={"q": query})
    assert NAME in response.get_data(as_text=True)


def test_nothing_found_says_what_to_try(browser: Browser) -> None:
    page = browser.open("/thu-tuc?q=zzzz")
    assert page.status == 200
    assert "Không tìm thấy" in page.text
    assert page.links()["Xem tất cả thủ tục"] == "/thu-tuc"


def test_a_query_is_shown_as_text(browser: Browser) -> None:
    page = browser.open("/thu-tuc?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page.html
    assert "&lt;script&gt;" in page.html


def test_a_procedure_tells_what_it_needs_costs_and_takes(browser: Browser) -> None:
    page = browser.open("/thu-tuc/2.000635")
    assert page.heading == NAME
    assert "8.000 đồng" in page.text
    assert "Toàn trình" in page.text
    assert "Văn bản ủy quyền" in page.text
    relation = "Quan hệ của bạn với người được cấp trích lục"
    assert f"Khi “{relation}” là “Người được ủy quyền”." in page.text
    assert "Trong ngày làm việc" in page.text
    assert "17 giờ 00 phút, ngày 20/11/2026" in page.text
    assert "Luật Hộ tịch số 60/2014/QH13, hiệu lực từ 01/01/2016" in page.text


@pytest.mark.parametrize("code", ["2.000635", "1.001612", "1.004222"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_only_what_was_checked_is_called_law(
    browser: Browser, portal: Portal, code: str, language: str
) -> None:
    browser.raw(f"/ngon-ngu/{language}")
    page = browser.open(f"/thu-tuc/{code}")
    assert page.status == 200
    bases = set(portal.parts.catalogue.get(code, portal.parts.today()).all_bases())
    law = page.html.rpartition("<h2")[2]
    for basis in bases:
        stands_alone = not any(str(basis) in str(one) for one in bases if one.verified)
        if not basis.verified and stands_alone:
            assert str(basis) not in law
    assert any(str(basis) in law for basis in bases if basis.verified)


def test_english_pages_say_it_in_english(browser: Browser) -> None:
    browser.raw("/ngon-ngu/en")
    page = browser.open("/thu-tuc/2.000635")
    assert page.heading == "Copies of extracts of civil status and of birth certificates"
    assert 'lang="en"' in page.html


def test_an_unknown_procedure_is_not_found(browser: Browser, citizen: Browser) -> None:
    assert browser.open("/thu-tuc/9.999999").status == 404
    assert citizen.open("/thu-tuc/9.999999/nop").status == 404


def test_a_suspended_procedure_is_interrupted(
    browser: Browser, portal: Portal, citizen: Browser
) -> None:
    portal.parts.catalogue.suspended.add("3.000001")
    for one, path in ((browser, "/thu-tuc/3.000001"), (citizen, "/thu-tuc/3.000001/nop")):
        page = one.open(path)
        assert page.status == 503
        assert "tạm thời gián đoạn" in page.text


def test_who_is_not_logged_in_comes_back_to_the_start_page(browser: Browser) -> None:
    form = browser.open("/thu-tuc/2.000635").form("/nop")
    response = browser.raw(form.action, "POST", data=form.values)
    assert response.status_code == 303
    assert response.headers["Location"] == "/dang-nhap?next=%2Fthu-tuc%2F2.000635%2Fnop"
