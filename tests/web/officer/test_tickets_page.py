"""A number is taken in the hall, called at a desk and seen on the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citizen_portal.domain.roles import Duty
from tests.services.town import DUNG, EM, HAI, Town
from tests.web.browser_without_scripts import Browser

LogIn = Callable[..., Any]
CALL = "/can-bo/so-thu-tu"


def _hall(town: Town) -> str:
    agency = town.person(DUNG).agencies_for(Duty.SERVE_QUEUE)[0]
    return f"/so-thu-tu/{town.parts.reference.agency(agency).code}"


def _take(browser: Browser, hall: str, button: str = "Nộp hồ sơ") -> Any:
    return browser.press(browser.open(hall).form(hall), button)


def test_from_taking_a_number_to_being_served(town: Town, browser: Browser, log_in: LogIn) -> None:
    hall = _hall(town)
    ticket = _take(browser, hall)
    assert "N001" in ticket.text
    assert "Bạn là người được gọi tiếp theo." in ticket.text
    assert ticket.response.headers["Refresh"] == "5"

    desk = log_in(DUNG)
    page = desk.press(
        desk.open(CALL).form(f"{CALL}/goi").fill(quay="Quầy 2"), "Gọi tiếp: Nộp hồ sơ"
    )
    assert "Đang phục vụ: N001 – Quầy 2" in page.text
    assert "Mời bạn đến Quầy 2" in browser.open(ticket.address).text
    board = browser.open(f"{hall}/bang")
    assert ("N001" in board.text, "Quầy 2" in board.text) == (True, True)

    number = ticket.address.rpartition("/")[2]
    served = page.form(f"{CALL}/{number}/xong")
    page = desk.press(page.form(f"{CALL}/{number}/vang"))
    assert "Đã gọi nhưng không có người đến" in page.text
    page = desk.press(page.form(f"{CALL}/{number}/goi-lai"))
    assert "Đang phục vụ: N001 – Quầy 2" in page.text
    page = desk.press(served)
    assert "Đang phục vụ" not in page.text
    assert page.form(f"{CALL}/goi").values["quay"] == ["Quầy 2"], "the desk keeps its name"
    page = desk.press(served)
    assert (page.status, "Số này đã kết thúc" in page.text) == (409, True)
    assert "đã được phục vụ" in browser.open(ticket.address).text


def test_nobody_waits_and_no_name(town: Town, log_in: LogIn) -> None:
    desk = log_in(DUNG)
    form = desk.open(CALL).form(f"{CALL}/goi")
    page = desk.press(form.fill(quay="Quầy 2"), "Gọi tiếp: Nộp hồ sơ")
    assert (page.status, "Không còn ai chờ" in page.text) == (409, True)
    page = desk.press(page.form(f"{CALL}/goi").fill(quay=""), "Gọi tiếp: Nộp hồ sơ")
    assert page.status == 422
    assert len(page.errors()) == 1


def test_what_is_not_there(town: Town, browser: Browser, log_in: LogIn) -> None:
    hall = _hall(town)
    for address in ("/so-thu-tu/khong-co", f"{hall}/phieu/999", "/so-thu-tu/khong-co/bang"):
        assert browser.raw(address).status_code == 404
    assert log_in(EM).raw(CALL).status_code == 403
    other = log_in(HAI)
    token = other.open(CALL).html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "co_quan": town.person(DUNG).agency_ids[0], "quay": "1"}
    answer = other.raw(f"{CALL}/goi", "POST", data={**data, "dich_vu": "tiep-nhan"})
    assert answer.status_code == 404
    assert other.raw(f"{CALL}/goi", "POST", data={**data, "dich_vu": "x"}).status_code == 404
