"""The administrators' pages about what is on offer, and what citizens then see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.services.town import AN, DUNG, KHOA
from tests.web.conftest import Statements

LogIn = Callable[..., Any]
PAGE = "/quan-tri/thu-tuc/2.000635"


def test_the_list_is_searched(log_in: LogIn) -> None:
    browser = log_in(KHOA)
    page = browser.open("/quan-tri/thu-tuc?q=trich+luc")
    assert page.status == 200
    assert "Cấp bản sao trích lục hộ tịch" in page.text
    assert "Đang tiếp nhận" in page.text
    assert browser.open("/quan-tri/thu-tuc?trang=99999").status == 200
    assert browser.open("/quan-tri/thu-tuc?trang=x").status == 200


def test_others_do_not_see_it(log_in: LogIn) -> None:
    for person in (AN, DUNG):
        assert log_in(person).open(PAGE).status == 403


def test_a_suspension_is_noted_and_citizens_read_why(app: Flask, log_in: LogIn) -> None:
    browser = log_in(KHOA)
    form = browser.open(PAGE).form(PAGE)
    refused = browser.press(form.fill(trang_thai="suspended", den_ngay="01/01/2020"))
    assert refused.status == 422
    said = refused.errors()
    assert set(said) == {"den_ngay", "ly_do"}
    form = refused.form(PAGE)
    assert form.values["den_ngay"] == ["01/01/2020"]
    done = browser.press(
        form.fill(trang_thai="suspended", den_ngay="", ly_do="Bảo trì sổ hộ tịch", ly_do_en="Works")
    )
    assert done.status == 200
    assert "Tạm dừng tiếp nhận" in done.text
    citizen = log_in(AN)
    start = citizen.open("/thu-tuc/2.000635/nop")
    assert start.status == 409
    assert "Bảo trì sổ hộ tịch" in start.text
    public = citizen.open("/thu-tuc/2.000635")
    assert public.status == 200
    assert "Bảo trì sổ hộ tịch" in public.text


def test_the_pages_ask_few_statements(log_in: LogIn, statements: Statements) -> None:
    browser = log_in(KHOA)
    browser.open(PAGE)
    statements.clear()
    browser.open(PAGE)
    assert len(statements) <= 5


def test_an_interruption_stands_on_every_page_until_it_is_cancelled(log_in: LogIn) -> None:
    browser = log_in(KHOA)
    form = browser.open("/quan-tri/gian-doan").form("/quan-tri/gian-doan")
    wrong = browser.press(form.fill(bat_dau_ngay="21/11/2026", bat_dau_gio="25:00",
                                    ket_thuc_ngay="", ly_do="x"))  # fmt: skip
    assert set(wrong.errors()) == {"bat_dau_gio", "ket_thuc_ngay"}
    late = browser.press(form.fill(bat_dau_ngay="21/11/2026", bat_dau_gio="22:00",
                                   ket_thuc_ngay="22/11/2026", ly_do="Nâng cấp"))  # fmt: skip
    assert late.status == 422
    assert set(late.errors()) == {"bat_dau_ngay"}
    done = browser.press(form.fill(bat_dau_ngay="05/01/2027", ket_thuc_ngay="06/01/2027",
                                   ly_do="Nâng cấp máy chủ"))  # fmt: skip
    assert done.status == 200
    citizen = log_in(AN)
    assert "Nâng cấp máy chủ" in citizen.open("/").html
    (cancel,) = [one for one in done.forms() if one.action.endswith("/huy")]
    assert browser.press(cancel).status == 200
    assert "Nâng cấp máy chủ" not in citizen.open("/").html
