"""Views that officers keep; the next task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citizen_portal.services.queues.saved_views import MOST_VIEWS
from tests.services.town import AN, DUNG, EM, SANG, Town

LogIn = Callable[..., Any]
ADDRESS = "/can-bo?hang-doi=da-xong&kenh=2&xep=-nhan"


def keep(browser: Any, name: str, address: str = ADDRESS) -> Any:
    return browser.press(browser.open(address).form("/khung-nhin").fill(ten=name))


def test_a_view_is_kept_opened_and_removed(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    page = keep(browser, "  Nộp   trực tuyến ")
    assert page.status == 200
    assert page.links()["Nộp trực tuyến"] == ADDRESS
    assert browser.open(ADDRESS).html.count('aria-current="page"') > 1
    other = log_in(EM).open("/can-bo")
    assert "Nộp trực tuyến" not in other.links(), "everybody keeps their own"
    page = browser.press(page.form("/xoa"))
    assert "Nộp trực tuyến" not in page.links()


def test_the_desk_opens_with_a_view(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    keep(browser, "Khác", "/can-bo?hang-doi=can-tra")
    page = keep(browser, "Đầu")
    form = next(one for one in page.forms() if one.action.endswith("/mo-dau")
                and "“Đầu”" in str(one.buttons))  # fmt: skip
    browser.press(form)
    assert browser.raw("/can-bo").headers["Location"] == ADDRESS
    assert browser.raw("/can-bo?hang-doi=can-tra").status_code == 200
    page = browser.open("/can-bo")
    form = next(one for one in page.forms() if "Thôi mở đầu" in str(one.buttons))
    browser.press(form)
    assert browser.raw("/can-bo").status_code == 200


def test_a_name_is_asked_for_and_what_was_typed_stays(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    keep(browser, "Một")
    for name, sentence in (("", "Đặt tên cho khung nhìn"), ("x" * 61, "Đặt tên cho khung nhìn"),
                           ("Một", "Hãy đặt tên khác")):  # fmt: skip
        page = keep(browser, name)
        assert page.status == 422
        assert sentence in page.errors()["ten"]
        assert page.form("/khung-nhin").values["ten"] == [name]
        assert page.form("/khung-nhin").values["khung"] == [ADDRESS.partition("?")[2]]


def test_there_is_an_end_to_views(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    for number in range(MOST_VIEWS):
        assert keep(browser, f"Số {number}").status == 200
    assert "xoá bớt" in keep(browser, "Một nữa").errors()["ten"]


def test_a_view_holds_only_what_the_desk_knows(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    form = browser.open("/can-bo").form("/khung-nhin").fill(ten="Lạ")
    form.values["khung"] = ["hang-doi=x&la=//evil&kenh=3&sau=abc&\x00"]
    page = browser.press(form)
    assert page.links()["Lạ"] == "/can-bo?hang-doi=can-tiep-nhan&kenh=3"


def test_anothers_view_is_not_touched(log_in: LogIn) -> None:
    page = keep(log_in(DUNG), "Của Dung")
    action = page.form("/xoa").action
    stranger = log_in(EM)
    token = stranger.open("/can-bo").form("/khung-nhin").values["csrf_token"]
    for address in (action, action.replace("/xoa", "/mo-dau")):
        answer = stranger.raw(address, "POST", data={"csrf_token": token, "chon": "co"})
        assert answer.status_code == 404
    assert "Của Dung" in log_in(DUNG).open("/can-bo").links()


def test_citizens_keep_no_views(log_in: LogIn) -> None:
    browser = log_in(AN)
    token = browser.open("/ho-so").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    for address in (
        "/can-bo/khung-nhin",
        "/can-bo/khung-nhin/1/xoa",
        "/can-bo/khung-nhin/1/mo-dau",
    ):
        assert browser.raw(address, "POST", data={"csrf_token": token}).status_code == 403
    assert browser.raw("/can-bo/tiep-theo").status_code == 403


def test_the_next_task_is_one_click_away(town: Town, log_in: LogIn, clock: Any) -> None:
    browser = log_in(DUNG)
    address = browser.open("/can-bo").links()["Việc tiếp theo"]
    page = browser.open(address)
    assert page.status == 200
    assert "không còn việc nào chờ bạn" in page.text
    first = town.submitted()
    clock.move(days=1)
    town.submitted(SANG)
    assert log_in(DUNG).raw(address).headers["Location"] == f"/can-bo/ho-so/{first}"
