"""What comes between: an identity that is not enough, a session that has run out."""

from __future__ import annotations

from tests.browser import extract_filing as filing
from tests.browser.conftest import NewPerson

SANG = "Lý A Sáng"
PURPOSE = "Mục đích sử dụng"


def test_level_1_may_draft_but_not_submit(come: NewPerson, scripts: bool) -> None:
    citizen = come(SANG, scripts=scripts)
    filing.begin(citizen)
    for label, text in (
        ("Số định danh cá nhân", "022205000033"),
        ("Số điện thoại", "0912345670"),
        ("Nơi cư trú", "Thôn 2, phường Hạ Long, tỉnh Quảng Ninh"),
    ):
        if not citizen.typed(label):
            citizen.type(label, text)
    filing.requester(citizen)
    filing.event(citizen, registered="15/04/2010")
    filing.delivery(citizen)
    citizen.sees("Để nộp, bạn sẽ đăng nhập lại bằng tài khoản định danh mức 2")
    citizen.press("Nộp hồ sơ")
    citizen.identify(SANG)
    assert citizen.heading == "Cần tài khoản định danh mức 2"
    citizen.sees("công an xã, phường", "bản nháp vẫn được giữ")
    citizen.follow("Trở lại chỗ đang làm")
    citizen.sees("Kiểm tra trước khi nộp", "Làm hộ chiếu")

    citizen.open("/ho-so")
    citizen.sees("Bản nháp", filing.NAME)
    citizen.follow(filing.NAME)
    citizen.sees("Làm hộ chiếu", "16.000 đồng")


def test_a_session_that_ran_out_loses_nothing(come: NewPerson, scripts: bool) -> None:
    citizen = come(filing.AN, scripts=scripts)
    filing.begin(citizen)
    filing.requester(citizen)
    filing.event(citizen)
    place = citizen.path
    citizen.type(PURPOSE, "Bổ sung hồ sơ vay vốn")
    citizen.type("Số lượng bản sao", "3")
    citizen.choose("Cách nhận kết quả", "Nhận tại bộ phận một cửa")
    citizen.tick("Tôi cam đoan những nội dung khai trên đây là đúng sự thật.")
    citizen.forget_session()
    citizen.press(filing.SAVE)
    citizen.identify(filing.AN)

    assert citizen.path == place
    assert citizen.typed(PURPOSE) == "Bổ sung hồ sơ vay vốn"
    assert citizen.chosen("Cách nhận kết quả", "Nhận tại bộ phận một cửa")
    citizen.press(filing.SAVE)
    citizen.sees("24.000 đồng", "Bổ sung hồ sơ vay vốn")


def test_a_cancelled_login_leads_back(come: NewPerson) -> None:
    citizen = come()
    citizen.open("/thu-tuc/2.000635")
    citizen.press("Nộp hồ sơ trực tuyến")
    citizen.follow("Huỷ và quay lại")
    citizen.sees("Bạn đã huỷ việc đăng nhập")
    citizen.follow("Trở lại chỗ đang làm")
    citizen.identify(filing.AN)
    assert citizen.heading == "Bạn nộp hồ sơ ở đâu?"


def test_what_was_typed_is_for_its_owner_only(come: NewPerson) -> None:
    citizen = come(filing.AN)
    filing.begin(citizen)
    place = citizen.path
    citizen.type("Nơi cư trú", "Chỗ ở không ai khác được biết")
    citizen.forget_session()
    citizen.press(filing.SAVE)
    citizen.identify("Trần Thị Bình")

    assert citizen.page.url.endswith(place)
    citizen.sees("Không tìm thấy trang")
    assert "Chỗ ở không ai khác được biết" not in citizen.page.content()
