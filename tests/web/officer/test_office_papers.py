"""Blank forms for officers, and the control slip on a dossier's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from citizen_portal.web.officer.office_papers import FORM_WORDS
from tests.services.town import AN, DUNG, EM, HAI, Town

LogIn = Callable[..., Any]
FORMS = "/can-bo/bieu-mau"


def test_the_forms_of_today_are_listed(log_in: LogIn) -> None:
    page = log_in(DUNG).open(FORMS)
    assert page.status == 200
    links = [address for address in page.links().values() if address.startswith(f"{FORMS}/")]
    assert len(links) == 7
    assert "Thông tư số 03/2025/TT-VPCP" in page.text
    assert "Phiếu kiểm soát quá trình giải quyết hồ sơ" in page.text
    assert "A4 ngang" in page.text
    assert len(list(page.tree.iter("h1"))) == 1


def test_another_day_has_another_list(log_in: LogIn) -> None:
    page = log_in(DUNG).open(f"{FORMS}?ngay=30/06/2025")
    assert "Thông tư số 01/2018/TT-VPCP" in page.text
    assert "Thông báo dừng" not in page.text
    assert f"{FORMS}/xin-loi.pdf?ngay=30/06/2025" in page.links().values()


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm nay", "2026-11-20"])
def test_a_day_that_is_none_is_shown_again(log_in: LogIn, typed: str) -> None:
    page = log_in(DUNG).open(f"{FORMS}?ngay={typed}")
    assert page.status == 422
    assert "Nhập ngày theo dạng ngày/tháng/năm" in page.text
    (field,) = [one for one in page.tree.iter("input") if one.get("id") == "ngay"]
    assert field.get("value") == typed
    assert "ngay-error" in (field.get("aria-describedby") or "")
    assert set(page.errors()) == {"ngay"}


@pytest.mark.parametrize("word", ["giay-tiep-nhan", "so-theo-doi", "thong-bao-dung"])
def test_a_blank_is_a_download(log_in: LogIn, word: str) -> None:
    answer = log_in(DUNG).raw(f"{FORMS}/{word}.pdf")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=bieu-mau-{word}.pdf"


def test_what_is_no_form_on_that_day_is_not_found(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    assert FORM_WORDS["ket-qua"] == "result"
    assert browser.raw(f"{FORMS}/ket-qua.pdf").status_code == 404
    assert browser.raw(f"{FORMS}/thong-bao-dung.pdf?ngay=30/06/2025").status_code == 404
    assert browser.raw(f"{FORMS}/khong-co.pdf").status_code == 404


def test_applicants_have_no_forms_of_the_office(log_in: LogIn) -> None:
    browser = log_in(AN)
    assert browser.raw(FORMS).status_code == 403
    assert browser.raw(f"{FORMS}/tu-choi.pdf").status_code == 403


def test_the_control_slip_is_issued_from_the_page(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    address = f"/can-bo/ho-so/{dossier_id}"
    browser = log_in(EM)
    page = browser.open(address)
    after = browser.press(page.form("/phieu-kiem-soat"), "Lập phiếu kiểm soát")
    assert after.address == address
    paper = f"{address}/phieu-kiem-soat/1.pdf"
    town.make_papers(dossier_id, "control_slip")
    assert paper in browser.open(address).links().values()
    answer = browser.raw(paper)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert log_in(AN).raw(f"/ho-so/{dossier_id}/phieu-kiem-soat/1.pdf").status_code == 404
    assert "kiểm soát" not in log_in(AN).open(f"/ho-so/{dossier_id}").text


def test_no_button_where_it_would_be_refused(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    address = f"/can-bo/ho-so/{dossier_id}"
    browser = log_in(DUNG)
    page = browser.open(address)
    assert "phieu-kiem-soat" not in page.html
    form = page.form("/tiep-nhan")
    by_hand = replace(form, action=f"{address}/phieu-kiem-soat")
    answer = browser.press(by_hand, "Tiếp nhận")
    assert answer.status == 409
    assert "chưa được tiếp nhận" in answer.text
    assert log_in(HAI).open(address).status == 404
