"""The editor of notices' words: for an agency, for all, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from citizen_portal.domain.notice_events import NoticeEvent
from tests.services.town import AN, DUNG, HAI, KHOA, Town
from tests.web.browser_without_scripts import Page

LogIn = Callable[..., Any]
EN, DAO = "022186000244", "022083000255"  # the agency administrators of Hạ Long
GAM = "022184000300"  # the other administrator of the portal
OFFICE, ALL = "/can-bo/mau-thong-bao", "/quan-tri/mau-thong-bao"
MAIL, SMS = "/accepted/email/vi", "/accepted/sms/vi"


def editor(page: Page) -> Any:
    (form,) = [one for one in page.forms() if "noi_dung" in one.controls]
    return form


@pytest.mark.parametrize(("base", "who", "second"), [(OFFICE, EN, DAO), (ALL, KHOA, GAM)])
def test_from_the_list_to_edited_words_and_back(
    base: str, who: str, second: str, log_in: LogIn
) -> None:
    browser = log_in(who)
    page = browser.open(base)
    assert page.heading == "Mẫu thông báo"
    whose = "Mọi cơ quan" if who == KHOA else "Ủy ban nhân dân phường Hạ Long"
    assert f"Áp dụng cho: {whose}" in page.text
    assert (
        len([one for one in page.links().values() if one.startswith(base)])
        == len(NoticeEvent) * 3 * 2
    )
    page = browser.open(base + SMS)
    page = browser.press(editor(page).fill(noi_dung="Ho so {ma_ho_so} hen {han}."))
    assert "Đã đề xuất" in page.text
    assert editor(page).values["noi_dung"] == ["Ho so {ma_ho_so} hen {han}."]
    assert not [one for one in page.forms() if one.action.endswith("/quyet-dinh")], "one's own"
    assert "Chờ duyệt" in browser.open(base).text
    other = log_in(second)
    page = other.open(base + SMS)
    page = other.press(page.form("/quyet-dinh"), "Áp dụng")
    assert "Đã sửa" in page.text
    assert "Chờ duyệt" not in page.text
    page = browser.press(editor(browser.open(base + SMS)), "Bỏ bản sửa")
    assert "Đã bỏ bản sửa" in page.text
    assert "da duoc tiep nhan" in editor(page).values["noi_dung"][0]
    assert "Đã sửa" not in browser.open(base).text


def test_a_preview_saves_nothing_and_keeps_what_was_typed(log_in: LogIn) -> None:
    browser = log_in(EN)
    page = browser.open(OFFICE + SMS)
    page = browser.press(editor(page).fill(noi_dung="Ho so {ma_ho_so} hen {han}."), "Xem thử")
    assert page.status == 200
    assert "Ho so 000.00.99.H49-20261120-0000123 hen 17:00 25/11/2026." in page.text
    assert editor(page).values["noi_dung"] == ["Ho so {ma_ho_so} hen {han}."]
    assert "da duoc tiep nhan" in editor(browser.open(OFFICE + SMS)).values["noi_dung"][0]


def test_bad_words_come_back_with_every_reason(log_in: LogIn) -> None:
    browser = log_in(EN)
    bad = "Gọi 0912345678 lấy OTP tại https://a.example {ten} {ly_do}"
    for button in ("Đề xuất mẫu", "Xem thử"):
        page = browser.press(editor(browser.open(OFFICE + SMS)).fill(noi_dung=bad), button)
        assert page.status == 422
        said = [li for li in page.tree.iter("li") if li.find("a[@href='#noi_dung']") is not None]
        assert len(said) == 6
        assert editor(page).values["noi_dung"] == [bad]
    page = browser.open(OFFICE + MAIL)
    page = browser.press(editor(page).fill(tieu_de="", noi_dung="{ma_ho_so}"))
    assert page.status == 422
    assert set(page.errors()) == {"tieu_de", "noi_dung"}
    assert "{luc_tiep_nhan}" in page.text


def test_two_editors(log_in: LogIn) -> None:
    one, two = log_in(EN), log_in(EN)
    first, second = editor(one.open(OFFICE + SMS)), editor(two.open(OFFICE + SMS))
    one.press(first.fill(noi_dung="{ma_ho_so} A"))
    page = two.press(second.fill(noi_dung="{ma_ho_so} B"))
    assert page.status == 409
    assert editor(page).values["noi_dung"] == ["{ma_ho_so} B"]
    assert "{ma_ho_so} A" in page.text
    assert two.press(editor(page)).status == 200


def test_who_edits(log_in: LogIn, town: Town) -> None:
    elsewhere = town.person(HAI).posts[0].agency_id
    expected = [
        (EN, OFFICE, 200), (DUNG, OFFICE, 403), (AN, OFFICE, 403), (KHOA, OFFICE, 403),
        (KHOA, ALL, 200), (EN, ALL, 403), (AN, ALL, 403),
        (EN, f"{OFFICE}?co_quan={elsewhere}", 404), (EN, f"{OFFICE}/khong-co/email/vi", 404),
        (EN, f"{OFFICE}/accepted/fax/vi", 404), (EN, f"{OFFICE}/accepted/sms/fr", 404),
    ]  # fmt: skip
    for who, address, status in expected:
        assert log_in(who).raw(address).status_code == status, (who, address)
    browser = log_in(EN)
    form = editor(browser.open(OFFICE + SMS)).fill(noi_dung="{ma_ho_so}")
    refused = browser.raw(f"{OFFICE}{SMS}?co_quan={elsewhere}", "POST", data=form.values)
    assert refused.status_code == 404
    assert browser.raw(ALL + SMS, "POST", data=form.values).status_code == 403


def test_what_was_typed_survives_the_session(log_in: LogIn) -> None:
    browser = log_in(EN)
    form = editor(browser.open(OFFICE + SMS)).fill(noi_dung="Dở dang")
    form.values["csrf_token"] = ["x"]
    assert editor(browser.press(form)).values["noi_dung"] == ["Dở dang"]


def test_the_portals_administrator_decides_where_an_agency_has_one_only(log_in: LogIn) -> None:
    keeper, administrator = log_in(EN), log_in(KHOA)
    keeper.press(editor(keeper.open(OFFICE + SMS)).fill(noi_dung="{ma_ho_so} A"))
    page = administrator.open(ALL)
    assert "Chờ người thứ hai quyết định" in page.text
    assert "Tin nhắn SMS · Tiếng Việt · Ủy ban nhân dân phường Hạ Long" in page.text
    page = administrator.press(page.form("/quyet-dinh"), "Không duyệt")
    assert "Chờ người thứ hai" not in page.text
    assert "da duoc tiep nhan" in editor(keeper.open(OFFICE + SMS)).values["noi_dung"][0]
