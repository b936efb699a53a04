"""Attaching papers: each with its own answer, nothing lost when one is refused."""

from __future__ import annotations

import pytest

from tests.web.browser_without_scripts import Browser, Page
from tests.web.filing import dossier_address, fill_all
from tests.web.small_papers import small_pdf

PAPER = "giay-uy-quyen"
FIELD = f"tep-{PAPER}"
OTHERS = {"subject_name": "Trần Thị Bình", "subject_birth_date": "20/07/1980"}


@pytest.fixture
def papers(citizen: Browser) -> Page:
    """The papers' page of a dossier filed with an authorisation."""
    page = fill_all(citizen, relation="authorised", **OTHERS)
    assert page.address.endswith("/giay-to")
    return page


def _upload(browser: Browser, page: Page, data: bytes, name: str) -> Page:
    return browser.press(page.form("/giay-to").attach(FIELD, data, name), "Tải lên")


def test_a_paper_is_attached_fetched_and_taken_away(citizen: Browser, papers: Page) -> None:
    page = _upload(citizen, papers, small_pdf(), "../ủy quyền.pdf")
    assert page.status == 200
    link = next(href for words, href in page.links().items() if words.endswith(".pdf"))
    response = citizen.raw(link)
    assert response.data == small_pdf()
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Content-Type"] == "application/pdf"
    page = citizen.press(page.form("/giay-to"), "Bỏ")
    assert "ủy quyền.pdf" not in page.text
    assert citizen.raw(link).status_code == 404


def test_the_same_file_twice_is_there_once(citizen: Browser, papers: Page) -> None:
    _upload(citizen, papers, small_pdf(), "a.pdf")
    page = _upload(citizen, papers, small_pdf(), "a.pdf")
    assert page.html.count('name="bo"') == 1


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"plain words", "giay.pdf", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "anh.png", 415),
        (b"", "trong.pdf", 422),
        (b"%PDF-1.7\n" + b"x" * 50, "hong.pdf", 422),
        (b"%PDF-1.7\n" + b"x" * (10 * 1024 * 1024 + 1), "to.pdf", 413),
    ],
)
def test_a_refused_file_is_said_beside_its_paper(
    citizen: Browser, papers: Page, data: bytes, name: str, status: int
) -> None:
    page = _upload(citizen, papers, data, name)
    assert page.status == status
    assert list(page.errors()) == [f"tep-{PAPER}"]
    assert f'id="tep-{PAPER}-error"' in page.html


def test_no_file_chosen(citizen: Browser, papers: Page) -> None:
    page = citizen.press(papers.form("/giay-to"), "Tải lên")
    assert page.status == 422
    assert "Hãy chọn tệp" in page.errors()[f"tep-{PAPER}"]


def test_more_than_a_request_may_carry(citizen: Browser, papers: Page) -> None:
    page = _upload(citizen, papers, b"x" * (61 * 1024 * 1024), "to.pdf")
    assert page.status == 413
    assert "10 MB" in page.text


def test_the_review_names_the_missing_paper_and_submitting_refuses(
    citizen: Browser, papers: Page
) -> None:
    review = citizen.press(papers.form("/giay-to"))
    address = dossier_address(papers)
    assert list(review.errors()) == [f"{address}/giay-to#tep-{PAPER}"]
    refused = citizen.press(review.form("/nop"))
    assert refused.status == 422
    _upload(citizen, papers, small_pdf(), "a.pdf")
    review = citizen.open(f"{address}/kiem-tra")
    assert not review.errors()
    submitted = citizen.press(review.form("/nop"))
    assert submitted.heading == "Đã nộp hồ sơ"
    late = papers.form("/giay-to").attach(FIELD, small_pdf("x"), "b.pdf")
    assert citizen.press(late, "Tải lên").status == 409


def test_an_unknown_paper_is_not_found(citizen: Browser, papers: Page) -> None:
    form = papers.form("/giay-to")
    form.controls.append("tep-giay-la")
    assert citizen.press(form.attach("tep-giay-la", small_pdf(), "a.pdf")).status == 404


def test_a_chosen_file_goes_along_with_the_primary_button(citizen: Browser, papers: Page) -> None:
    review = citizen.press(papers.form("/giay-to").attach(FIELD, small_pdf(), "a.pdf"))
    assert review.address.endswith("/kiem-tra")
    assert not review.errors()


def test_a_refused_file_keeps_the_others(citizen: Browser, papers: Page) -> None:
    form = papers.form("/giay-to").attach(FIELD, small_pdf(), "a.pdf")
    form.controls.append("tep-quan-he")
    page = citizen.press(form.attach("tep-quan-he", b"no paper", "b.pdf"))
    assert page.status in (404, 415)
    assert "a.pdf" in citizen.open(f"{dossier_address(papers)}/giay-to").text
