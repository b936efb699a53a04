"""Anybody checks a paper: by its QR code's token, and by its file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.services.papers.making import make_paper
from tests.web.browser_without_scripts import Browser, Page
from tests.web.filing import dossier_address, submit
from tests.web.small_papers import small_pdf


@pytest.fixture
def issued(citizen: Browser, portal: Portal) -> tuple[str, bytes]:
    """The token of a submission receipt, and its signed bytes."""
    return _issue(citizen, portal, "one")


def _issue(citizen: Browser, portal: Portal, words: str) -> tuple[str, bytes]:
    address = dossier_address(submit(citizen))
    dossier = address.rpartition("/")[2]
    with Session(portal.engine) as session:
        row = session.execute(
            text("SELECT id, token FROM paper WHERE dossier_id = :dossier"), {"dossier": dossier}
        ).one()
        paper_id = UUID(str(row.id))
        make_paper(session, portal.parts, lambda _kind, _content: small_pdf(words), paper_id)
    response = citizen.raw(f"{address}/xac-nhan-nop.pdf")
    assert response.status_code == 200
    return row.token, response.data


def _compare(browser: Browser, token: str, data: bytes, name: str = "giay.pdf") -> Page:
    form = browser.open(f"/xac-thuc/{token}").form()
    return browser.press(form.attach("tep", data, name))


def test_the_page_says_what_the_paper_says(browser: Browser, issued: tuple[str, bytes]) -> None:
    page = browser.open(f"/xac-thuc/{issued[0]}")
    assert page.status == 200
    assert "Giấy này do cổng cấp" in page.heading
    assert "Xác nhận nộp hồ sơ" in page.text
    assert "Cổng dịch vụ công" in page.text
    assert "10 giờ 00 phút, ngày 20/11/2026" in page.text
    assert "Nguyễn V** A*" in page.text
    assert "Nguyễn Văn An" not in page.text


def test_an_unknown_token(browser: Browser) -> None:
    page = browser.open("/xac-thuc/khong-co-giay-nay")
    assert page.status == 404
    assert "không cấp giấy nào" in page.heading


def test_files_are_the_same_altered_another_or_unknown(
    browser: Browser, citizen: Browser, portal: Portal, issued: tuple[str, bytes]
) -> None:
    token, data = issued
    _, other = _issue(citizen, portal, "two")
    middle = len(small_pdf("one")) // 2
    altered = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    said: dict[str, Any] = {
        "same": _compare(browser, token, data),
        "altered": _compare(browser, token, altered),
        "longer": _compare(browser, token, data + b"\n% added"),
        "other": _compare(browser, token, other),
        "unknown": _compare(browser, token, small_pdf("three")),
        "no pdf": _compare(browser, token, b"words"),
    }
    assert all(page.status == 200 for page in said.values())
    assert "✓ Tệp đúng là giấy này" in said["same"].text
    assert "✗ Tệp đã bị sửa" in said["altered"].text
    assert "✗ Tệp đã bị sửa" in said["longer"].text
    assert "! Tệp là một giấy khác" in said["other"].text
    assert "✗ Không nhận ra tệp này" in said["unknown"].text
    assert "✗ Không nhận ra tệp này" in said["no pdf"].text


def test_no_file_chosen(browser: Browser, issued: tuple[str, bytes]) -> None:
    page = browser.press(browser.open(f"/xac-thuc/{issued[0]}").form())
    assert page.status == 422
    assert "tep" in page.errors()
