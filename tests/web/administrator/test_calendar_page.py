"""The page of working calendars: proposing, deciding, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from citizen_portal.app import Portal
from tests.services.town import AN, DUNG, HAI, KHOA, Town
from tests.web.browser_without_scripts import Browser, Page

LogIn = Callable[..., Any]
EN, DAO = "022186000244", "022083000255"
NATION, AGENCY = "/quan-tri/lich", "/can-bo/lich"


def proposal(page: Page) -> Any:
    """The form that proposes, not the one that chooses a calendar."""
    (form,) = [one for one in page.forms() if "ngay_nghi" in one.controls]
    return form


def decision(page: Page) -> Any:
    (form,) = [one for one in page.forms() if one.action.endswith("/quyet-dinh")]
    return form


@pytest.fixture
def en(log_in: LogIn) -> Browser:
    browser: Browser = log_in(EN)
    return browser


def test_one_proposes_and_another_applies(en: Browser, log_in: LogIn, portal: Portal) -> None:
    page = en.open(AGENCY)
    assert page.heading == "Lịch làm việc"
    assert "Ủy ban nhân dân phường Hạ Long" in page.text
    form = proposal(page)
    assert form.values["nam"] == ["2026"]
    assert form.values["thu_2"] == ["07:30-11:30, 13:30-17:00"]
    page = en.press(
        form.fill(
            ngay_nghi="27/11/2026 Hội phường", nguon="Thông báo 7/TB", thu_7="07:30-11:30",
            gio_tu="01/12/2026",
        )
    )  # fmt: skip
    assert page.status == 200
    for said in (
        "Chờ duyệt", "27/11/2026 Hội phường", "Thông báo 7/TB", "Giờ làm việc từ 01/12/2026",
        "Thứ Bảy: 07:30-11:30", "Đề xuất:",
    ):  # fmt: skip
        assert said in page.text, said
    assert not [one for one in page.forms() if one.action.endswith("/quyet-dinh")]
    dao: Browser = log_in(DAO)
    page = dao.press(decision(dao.open(AGENCY)), "Áp dụng")
    assert "Đang áp dụng" in page.text
    assert "Quyết định:" in page.text
    agency = next(
        one.id
        for one in portal.parts.reference.agencies("commune_peoples_committee", date(2026, 11, 20))
        if one.commune_code == "06688"
    )
    assert not portal.parts.reference.calendar(agency).is_working_day(date(2026, 11, 27))


def test_a_proposal_can_be_refused(en: Browser, log_in: LogIn) -> None:
    en.press(proposal(en.open(AGENCY)).fill(ngay_nghi="27/11/2026 Hội", nguon="TB"))
    dao: Browser = log_in(DAO)
    page = dao.press(decision(dao.open(AGENCY)), "Không duyệt")
    assert "Không duyệt" in page.text
    assert not [one for one in page.forms() if one.action.endswith("/quyet-dinh")]


def test_bad_input_is_refused_whole_and_stays_typed(en: Browser) -> None:
    typed = {
        "nam": "2026",
        "ngay_nghi": "27/11/2026\n28/11/2027 Hội",
        "lam_bu": "25/11/2026 Làm bù",
        "thu_7": "11:30-07:30",
        "nguon": "",
    }
    page = en.press(proposal(en.open(AGENCY)).fill(**typed))
    assert page.status == 422
    said = list(page.errors().values())
    assert len(said) == 5, "in a summary keyed by field, the last of each"
    assert "Dòng 1: thiếu tên ngày." in page.text
    assert "Dòng 2: không thuộc năm 2026." in page.text
    again = proposal(page)
    for name, value in typed.items():
        assert "".join(again.values[name]).strip() == value, name
    page = en.press(
        again.fill(ngay_nghi="27/11/2026 Hội", lam_bu="", nguon="TB", thu_7="07:30-11:30",
                   gio_tu="01/12/2026")
    )  # fmt: skip
    assert page.status == 200
    assert "Chờ duyệt" in page.text


def test_administrators_choose_whose_calendar(log_in: LogIn) -> None:
    khoa: Browser = log_in(KHOA)
    assert "Lịch làm việc" in khoa.open("/quan-tri").links()
    page = khoa.open(NATION)
    assert "Lịch chung toàn quốc" in page.text
    (choose,) = [one for one in page.forms() if "co-quan" in one.controls]
    page = khoa.press(choose.fill(**{"co-quan": "3"}))
    assert page.address.startswith(NATION)
    assert page.text.count("phường") > 0
    page = khoa.press(proposal(page).fill(ngay_nghi="27/11/2026 Hội", nguon="TB"))
    assert page.address == f"{NATION}?co-quan=3", "back at the same calendar"
    assert "27/11/2026 Hội" in page.text
    assert "27/11/2026 Hội" not in khoa.open(NATION).text
    assert khoa.open(f"{NATION}?co-quan=x").status == 404
    assert khoa.open(f"{NATION}?co-quan=99999").status == 404


def test_others_are_kept_out(log_in: LogIn, en: Browser, town: Town) -> None:
    assert en.open(NATION).status == 403
    assert en.open(f"{AGENCY}?co-quan=1").status == 404, "another agency's"
    for number in (DUNG, HAI, AN):
        assert log_in(number).open(AGENCY).status == 403, number
    en.press(proposal(en.open(AGENCY)).fill(ngay_nghi="27/11/2026 Hội", nguon="TB"))
    dao: Browser = log_in(DAO)
    form = decision(dao.open(AGENCY))
    token = proposal(en.open(AGENCY)).values["csrf_token"]
    own = en.raw(form.action, "POST", data={"quyet_dinh": "ap-dung", "csrf_token": token})
    assert own.status_code == 403, "nobody decides on what they proposed"
    form.values["quyet_dinh"] = ["gì đó"]
    assert dao.raw(form.action, "POST", data=form.values).status_code == 422
    menu = dao.open("/can-bo/muc-khac").html
    assert 'href="/can-bo/lich"' in menu
    assert 'href="/can-bo/lich"' not in log_in(DUNG).open("/can-bo/muc-khac").html


def test_what_was_typed_survives_a_token_that_is_too_old(en: Browser) -> None:
    form = proposal(en.open(AGENCY)).fill(ngay_nghi="27/11/2026 Hội", nguon="TB")
    form.values["csrf_token"] = ["x"]
    page = en.press(form)
    assert page.status == 200
    assert proposal(page).values["nguon"] == ["TB"]
    assert "27/11/2026 Hội" in "".join(proposal(page).values["ngay_nghi"])
