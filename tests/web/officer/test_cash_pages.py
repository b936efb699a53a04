"""The cash desk in a browser without scripts: found, counted, taken, closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from werkzeug.serving import make_server

from plugins.connectors.payment_platform.simulator import make_simulator
from tests.services.asked_items import answer, ask, asked
from tests.services.town import DUNG, EM, HAI, Town
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import PAYMENT_SECRET, Clock

LogIn = Callable[..., Any]
FEES = "/can-bo/thu-phi"


@pytest.fixture
def payment_url(tmp_path: Path, clock: Clock) -> Iterator[str]:
    """The platform's simulator, on the portal's clock."""
    platform = make_simulator(
        {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_PAYMENT_GATEWAY_SECRET": PAYMENT_SECRET}
    )
    platform.extensions["desk"].clock = clock
    server = make_server("127.0.0.1", 0, platform, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    platform.extensions["desk"].sender.stop()


def test_from_the_code_on_the_slip_to_the_closing_list(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    code = town.dossier(dossier_id).code or ""
    desk = log_in(DUNG)
    assert f'href="{FEES}"' in desk.open("/can-bo").html
    page = desk.open(FEES)
    assert (page.heading, code in page.text) == ("Thu phí", True)
    page = desk.press(page.form(FEES).fill(ma=code.lower()))
    assert page.address == f"{FEES}/{dossier_id}"
    assert "Còn phải nộp: 8.000 đồng" in page.text

    form = page.form(page.address)
    page = desk.press(form.fill(so_tien="8000", khach_dua="10.000"), "Tính tiền thừa")
    assert "Tiền thừa trả lại: 2.000 đồng" in page.text
    again = page.form(page.address.partition("?")[0])
    assert again.values["khoa"] == form.values["khoa"], "still the same payment"
    done = desk.press(again)
    assert "Đã thu tiền. Trả lại người nộp: 2.000 đồng" in done.text
    assert "không còn khoản phí" in done.text
    second = desk.press(again)
    assert second.status == 200, "a double click is one payment"

    receipt = next(href for text, href in done.links().items() if "Biên lai số" in text)
    assert desk.raw(receipt).status_code in (200, 202)
    closing = desk.open(f"{FEES}/so-ngay")
    assert "Tổng tiền mặt: 8.000 đồng" in closing.text
    assert closing.text.count("DV-26E/00000001") == 1
    assert "Chưa thu tiền mặt" in desk.open(f"{FEES}/so-ngay?ngay=19/11/2026").text
    wrong = desk.open(f"{FEES}/so-ngay?ngay=31/02/2026")
    assert (wrong.status, set(wrong.errors())) == (422, {"ngay"})


def test_the_exact_amount_needs_no_change(town: Town, log_in: LogIn) -> None:
    address = f"{FEES}/{town.accepted()}"
    desk = log_in(DUNG)
    page = desk.press(desk.open(address).form(address).fill(so_tien="8.000"), "Tính tiền thừa")
    assert (page.status, set(page.errors())) == (422, {"khach_dua"})
    page = desk.press(page.form(address))
    assert "Đã thu tiền và lập biên lai." in page.text


def test_what_is_typed_wrong_is_shown_again(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    desk = log_in(DUNG)
    address = f"{FEES}/{dossier_id}"
    form = desk.open(address).form(address).fill(so_tien="9.000", khach_dua="5.000")
    page = desk.press(form)
    assert page.status == 422
    assert "Phải thu đúng 8.000 đồng" in page.text
    assert "còn thiếu 3.000 đồng" in page.text
    again = page.form(address)
    assert (again.values["so_tien"], again.values["khach_dua"]) == (["9.000"], ["5.000"])
    town.pay(dossier_id)
    page = desk.press(again.fill(so_tien="8.000"))
    assert (page.status, "không còn khoản phí" in page.text) == (409, True)
    page = desk.open(f"{FEES}?ma=000.00.06.H49-261120-9999")
    assert (page.status, "tại cơ quan của bạn" in page.text) == (422, True)


def test_what_was_paid_too_much_goes_back(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.submitted(case=1)
    town.pay(dossier_id)
    ask(town, dossier_id, asked("cau.copies"))
    answer(town, dossier_id, copies="1")
    own = citizen.open(f"/ho-so/{dossier_id}")
    assert "Đã nộp 24.000 đồng Nộp thừa, sẽ được hoàn 16.000 đồng" in own.text
    assert "Bạn đã nộp thừa 16.000 đồng" in own.text
    desk = log_in(DUNG)
    assert "Hồ sơ nộp thừa, chờ hoàn" in desk.open(FEES).text
    page = desk.open(f"/can-bo/ho-so/{dossier_id}")
    assert page.links()["Hoàn phí nộp thừa tại quầy"] == f"{FEES}/{dossier_id}"
    form = desk.open(f"{FEES}/{dossier_id}").form("/hoan-phi")
    page = desk.press(form.fill(so_tien="7.000"))
    assert page.status == 422
    assert "Phải hoàn đúng 16.000 đồng" in page.text
    assert "Ghi lý do và căn cứ" in page.text
    page = desk.press(page.form("/hoan-phi").fill(so_tien="16.000", ly_do="Giảm số bản"))
    assert "Đã ghi nhận hoàn tiền" in page.text
    assert "(đã huỷ) (PDF)" in page.text
    assert "-16.000 đồng" in desk.open(f"{FEES}/so-ngay").text
    assert "Biên lai thu phí, lệ phí (đã huỷ)".lower() in citizen.open(own.address).text.lower()


def test_it_is_not_everybodys(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.accepted()
    assert log_in(EM).raw(FEES).status_code == 403
    assert citizen.raw(FEES).status_code == 403
    other = log_in(HAI)
    for address in (f"{FEES}/{dossier_id}", f"{FEES}/{dossier_id}/ma-qr?ma=TT1"):
        assert other.raw(address).status_code == 404
    code = town.dossier(dossier_id).code
    assert other.raw(f"{FEES}?ma={code}").status_code == 422
    html = other.open(FEES).html
    assert str(code) not in html
    own = html.partition('name="csrf_token" value="')[2].partition('"')[0]
    for path in ("", "/ma-qr", "/ma-qr/kiem-tra"):
        data = {"csrf_token": own, "khoa": "0" * 16, "so_tien": "8000", "ma": "TT1"}
        assert other.raw(f"{FEES}/{dossier_id}{path}", "POST", data=data).status_code == 404


def test_the_payers_own_phone_pays(town: Town, log_in: LogIn, browser: Browser) -> None:
    dossier_id = town.accepted()
    desk = log_in(DUNG)
    page = desk.open(f"{FEES}/{dossier_id}")
    page = desk.press(page.form("/ma-qr"))
    assert "Chờ người nộp thanh toán 8.000 đồng" in page.heading
    assert page.response.headers["Refresh"].startswith("5; url=")
    assert "data:image/png;base64," in page.html
    platform = page.links()["Mở trang thanh toán trên máy này"]
    still = desk.press(page.form("/kiem-tra"))
    assert "chưa ghi nhận" in still.text

    data = {"viec": "thanh-toan", "scenario": "none"}
    answer = requests.post(platform, data=data, timeout=10, allow_redirects=False)
    back = answer.headers["Location"].partition("localhost")[2]
    assert "cán bộ tại quầy" in browser.open(back).text, "the phone needs no login"

    paid = desk.press(still.form("/kiem-tra"))
    assert "Đã thanh toán 8.000 đồng" in paid.heading
    assert "Refresh" not in paid.response.headers
    assert town.dossier(dossier_id).payment_state == "paid"
    elsewhere = log_in(DUNG)
    assert "Đã thanh toán" in elsewhere.open(page.address).heading


def test_the_code_stays_on_the_screen_that_asked_for_it(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    desk = log_in(DUNG)
    page = desk.press(desk.open(f"{FEES}/{dossier_id}").form("/ma-qr"))
    again = desk.press(desk.open(f"{FEES}/{dossier_id}").form("/ma-qr"))
    assert again.address == page.address, "one order, however often the code is shown"
    other_screen = log_in(DUNG).open(page.address)
    assert "không còn trên màn hình này" in other_screen.text
    assert desk.raw(f"{FEES}/{dossier_id}/ma-qr?ma=").status_code == 404
