"""The administrators' pages of the imported catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from citizen_portal.app import Portal
from citizen_portal.models.session import new_session
from tests.services.national_entries import COMPANY, PERMIT, entry, land, sample
from tests.services.town import AN, DUNG, KHOA
from tests.web.browser_without_scripts import Browser, Page

LogIn = Callable[..., Any]
LIST = "/quan-tri/danh-muc"
CODE = "3.900001"


@pytest.fixture
def landed(portal: Portal) -> Engine:
    """The sample and a sound entry, imported."""
    with new_session(portal.engine) as session:
        land(session, *sample(), entry())
    return portal.engine


@pytest.fixture
def khoa(log_in: LogIn, landed: Engine) -> Browser:
    browser: Browser = log_in(KHOA)
    return browser


def press(browser: Browser, page: Page, word: str, **values: Any) -> Page:
    return browser.press(page.form(f"/{word}").fill(**values))


def test_the_list_leads_to_every_entry(khoa: Browser) -> None:
    page = khoa.open(LIST)
    assert page.status == 200
    assert page.links()[CODE] == f"{LIST}/{CODE}"
    assert "Chưa xem xét: 4" in page.text
    marked = khoa.press(page.form("/danh-muc").fill(**{"nghi-ngo": "1"}))
    assert CODE not in marked.links()
    assert PERMIT in marked.links()
    found = khoa.press(page.form("/danh-muc").fill(tim="thu nghiem"))
    assert CODE in found.links()
    assert PERMIT not in found.links()
    assert "Không có mục nào phù hợp" in khoa.open(f"{LIST}?tim=zzzz").text


def test_filters_stay_from_page_to_page(khoa: Browser, portal: Portal) -> None:
    with new_session(portal.engine) as session:
        land(session, *(entry(code=f"3.8000{n:02d}", name=f"Mục {n}") for n in range(60)))
    page = khoa.open(f"{LIST}?tim=muc&trang-thai=unreviewed")
    older = khoa.open(page.links()["Cũ hơn →"])
    assert "3.800059" in older.links()
    assert "3.800000" not in older.links()
    assert older.form("/danh-muc").values["tim"] == ["muc"]
    back = khoa.open(older.links()["← Mới hơn"])
    assert "3.800000" in back.links()


def test_an_entry_is_shown_beside_its_source_with_its_marks(khoa: Browser) -> None:
    page = khoa.open(f"{LIST}/{PERMIT}")
    assert page.heading.startswith("Cấp giấy phép xây dựng mới")
    assert "Dấu nghi ngờ: 1" in page.text
    assert "trường hợp 1.013225.01 ghi 20 ngày" in page.text
    assert "executionMethods[0].processingTime" in page.text
    assert "futureField" in page.text
    assert "&#34;anything&#34;: 1" in page.html


def test_an_entry_is_published_and_withdrawn(khoa: Browser, browser: Browser) -> None:
    page = press(khoa, khoa.open(f"{LIST}/{CODE}"), "cong-bo")
    assert "Đã công bố." in page.text
    assert browser.open(f"/thu-tuc/{CODE}").status == 200
    page = press(khoa, page, "rut")
    assert "Đã rút" in page.text
    assert browser.raw(f"/thu-tuc/{CODE}").status_code == 404
    page = press(khoa, page, "loai")
    assert "Không dùng" in page.text
    assert page.form("/cong-bo"), "a rejected entry may still be published"


def test_marks_must_be_judged(khoa: Browser) -> None:
    page = khoa.open(f"{LIST}/{PERMIT}")
    refused = press(khoa, page, "cong-bo")
    assert refused.status == 409
    assert any("Còn dấu nghi ngờ" in said for said in refused.errors().values())
    assert press(khoa, page, "cong-bo", da_xem="1").status == 200


def test_corrections_are_kept_and_shown(khoa: Browser) -> None:
    page = khoa.open(f"{LIST}/{COMPANY}")
    page = press(
        khoa, page, "sua", **{"ten": "Thành lập doanh nghiệp tư nhân", "phi-0": "100.000",
        "tu_khoa": "mở công ty", "su_kien": ["khoi-su-kinh-doanh"], "noi_nop": "Cổng doanh nghiệp",
        "dia_chi": "https://doanhnghiep.example.vn"},
    )  # fmt: skip
    assert "Đã lưu hiệu chỉnh." in page.text
    assert page.heading.startswith("Thành lập doanh nghiệp tư nhân")
    form = page.form("/sua")
    assert form.values["phi-0"] == ["100.000"]
    assert form.values["su_kien"] == ["khoi-su-kinh-doanh"]
    assert "Nguồn ghi: 100 đồng" in page.text


def test_what_cannot_be_kept_stays_typed(khoa: Browser) -> None:
    page = khoa.open(f"{LIST}/{COMPANY}")
    refused = press(khoa, page, "sua", **{"ten": "Tên mới", "phi-0": "một trăm nghìn"})
    assert refused.status == 422
    assert "phi-0" in refused.errors()
    form = refused.form("/sua")
    assert form.values["ten"] == ["Tên mới"]
    assert form.values["phi-0"] == ["một trăm nghìn"]


def test_an_older_page_is_told(khoa: Browser) -> None:
    old = khoa.open(f"{LIST}/{CODE}")
    press(khoa, khoa.open(f"{LIST}/{CODE}"), "sua", ten="Tên khác")
    for word, values in (("cong-bo", {}), ("sua", {"ten": "Tên của tôi"})):
        page = press(khoa, old, word, **values)
        assert page.status == 409
        assert any("đã thay đổi từ khi bạn mở trang" in said for said in page.errors().values())
    assert page.form("/sua").values["ten"] == ["Tên của tôi"]


def test_a_changed_source_is_compared_and_taken(khoa: Browser, portal: Portal) -> None:
    with new_session(portal.engine) as session:
        land(session, entry(name="Tên theo nguồn mới"))
    page = khoa.open(f"{LIST}?doi=1")
    page = khoa.open(page.links()[CODE])
    assert "Nguồn đã thay đổi" in page.text
    assert "Tên theo nguồn mới" in page.text
    page = press(khoa, page, "nhan-ban-moi")
    assert page.heading.startswith("Tên theo nguồn mới")
    assert "Nhận nguồn mới" not in page.text


def test_the_page_speaks_english(khoa: Browser) -> None:
    khoa.set_cookie("ngon-ngu", "en")
    page = khoa.open(f"{LIST}/{PERMIT}")
    assert "case 1.013225.01 says 20 days, the channels say 10 working days" in page.text
    assert "Not understood, kept in the source" in page.text
    assert "Imported from the national catalogue" in khoa.open(LIST).heading


@pytest.mark.parametrize("number", [AN, DUNG])
def test_others_are_refused(log_in: LogIn, landed: Engine, number: str) -> None:
    browser = log_in(number)
    for path in (LIST, f"{LIST}/{CODE}"):
        assert browser.raw(path).status_code == 403
    token = browser.open("/").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    for word in ("cong-bo", "rut", "loai", "nhan-ban-moi", "giu-ban-cu", "sua"):
        data = {"csrf_token": token, "phien_ban": "x"}
        assert browser.raw(f"{LIST}/{CODE}/{word}", "POST", data=data).status_code == 403


def test_odd_addresses_are_not_found(khoa: Browser) -> None:
    assert khoa.raw(f"{LIST}/khong-co").status_code == 404
    assert khoa.raw(f"{LIST}?sau=%00&tim=%00").status_code == 400
    assert khoa.raw(f"{LIST}?trang-thai=la&sau={'x' * 500}").status_code == 200
