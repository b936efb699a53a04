"""The main job from the search to the signed result, on a phone, with and without scripts."""

from __future__ import annotations

import io
import re
import zipfile

from tests.browser import extract_filing as filing
from tests.browser.conftest import NewPerson
from tests.browser.officers_desk import DUNG, EM, GIANG, HAI, at_desk, search_desk
from tests.browser.person import Person
from tests.browser.received_papers import altered, assert_genuine, check_address, words_of
from tests.browser.whole_system import WholeSystem

MOMENT = r"\d\d giờ \d\d phút, ngày \d\d/\d\d/\d{4}"


def test_from_the_search_to_the_result(come: NewPerson, system: WholeSystem, scripts: bool) -> None:
    citizen = come(scripts=scripts)
    find_the_procedure(citizen)
    fill_leave_and_come_back(citizen)
    check_the_review(citizen)
    code = filing.submit(citizen)
    address = citizen.path
    check_the_receipt(citizen, come(scripts=scripts), system, code)
    pay(citizen, system, address)

    accept(come(DUNG, officer=True, scripts=scripts), code)
    slip = at_dossier(citizen, address).download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert_genuine(slip.content, system)
    assert re.search(r"ngày \d\d tháng \d+ năm \d{4}", words_of(slip.content))
    process(come(EM, officer=True, scripts=scripts), code)
    approve(come(GIANG, officer=True, scripts=scripts), code)
    result = return_result(come(DUNG, officer=True, scripts=scripts), code)

    own = at_dossier(citizen, address).download("Tải kết quả (PDF)")
    assert own.content == result
    assert_genuine(own.content, system)
    citizen.sees("Đã trả kết quả", "Tiếp nhận hồ sơ", "Phê duyệt", "Lãnh đạo phê duyệt, Ủy ban")
    keep_out(come(HAI, officer=True, scripts=scripts), code, address)


def at_dossier(person: Person, address: str) -> Person:
    """Open the dossier's page again."""
    assert person.open(address) == 200
    return person


def find_the_procedure(citizen: Person) -> None:
    """Home, search without diacritics, the procedure, login, the first step."""
    citizen.open("/")
    citizen.type("Bạn cần làm thủ tục gì?", "trich luc ho tich")
    citizen.press("Tìm")
    citizen.follow(filing.NAME)
    assert citizen.heading == filing.NAME
    citizen.sees("8.000 đồng", "Trong ngày làm việc", "Văn bản ủy quyền", "Luật Hộ tịch")
    citizen.press("Nộp hồ sơ trực tuyến")
    assert citizen.page.get_by_role("radio").count() == 30
    citizen.identify(filing.AN)
    assert citizen.heading == "Bạn nộp hồ sơ ở đâu?"
    citizen.sees("Ủy ban nhân dân phường Hạ Long")
    citizen.press("Bắt đầu khai")
    assert citizen.typed("Họ, chữ đệm, tên") == filing.AN
    citizen.sees("Bước 1/")


def fill_leave_and_come_back(citizen: Person) -> None:
    """Two steps, another day, and everything is still there."""
    filing.requester(citizen)
    filing.event(citizen, number="4711")
    citizen.start_anew()
    citizen.open("/")
    citizen.follow_in_menu("Hồ sơ của tôi")
    citizen.follow(filing.NAME)
    assert citizen.heading == filing.DELIVERY
    citizen.go_back()
    assert citizen.typed("Số đăng ký (không bắt buộc)") == "4711"
    citizen.press(filing.SAVE)
    filing.delivery(citizen, copies="2")


def check_the_review(citizen: Person) -> None:
    """Answers, cost and time with their reasons."""
    assert citizen.heading == "Kiểm tra trước khi nộp"
    citizen.sees(filing.AN, "4711", "Làm hộ chiếu", "16.000 đồng", "2 bản sao, mỗi bản 8.000 đồng")
    citizen.sees("Thông tư số 281/2016/TT-BTC")
    assert re.search(f"hẹn trả kết quả: {MOMENT}", citizen.text)
    citizen.unfold("Vì sao là ngày này?")
    assert citizen.page.get_by_role("group").get_by_role("listitem").first.is_visible()


def check_the_receipt(citizen: Person, stranger: Person, system: WholeSystem, code: str) -> None:
    """The code in large type; the receipt is signed; whoever scans it learns that it is genuine."""
    large = citizen.page.get_by_text(code, exact=True).first
    assert large.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 24
    receipt = citizen.download("Tải xác nhận nộp hồ sơ (PDF)")
    assert receipt.name.endswith(".pdf")
    assert_genuine(receipt.content, system)
    assert code in words_of(receipt.content)

    stranger.open(check_address(receipt.content))
    stranger.sees("Giấy này do cổng cấp", code, "Cấp lúc")
    assert filing.AN not in stranger.text
    stranger.attach("Tệp bạn nhận được", "giay.pdf", altered(receipt.content))
    stranger.press("So sánh tệp")
    stranger.sees("Tệp đã bị sửa")
    stranger.attach("Tệp bạn nhận được", "giay.pdf", receipt.content)
    stranger.press("So sánh tệp")
    stranger.sees("Tệp đúng là giấy này")


def pay(citizen: Person, system: WholeSystem, address: str) -> None:
    """At the payment simulator and back; the numbered receipt can be fetched."""
    at_dossier(citizen, address).press("Thanh toán 16.000 đồng")
    citizen.press("Thanh toán")
    citizen.page.get_by_role("heading", name="Đã thanh toán").wait_for()
    receipt = citizen.download("Tải biên lai (PDF)")
    assert_genuine(receipt.content, system)
    words = words_of(receipt.content)
    assert "Mười sáu nghìn đồng" in words
    assert re.search(r"Số:? ?\d{7}", words), words
    citizen.follow("Về trang hồ sơ")
    citizen.sees("Đã thanh toán")


def accept(dung: Person, code: str) -> None:
    """The one-stop officer finds it in the first queue and accepts it."""
    dung.open("/can-bo")
    dung.follow(code)
    assert dung.status_tag() == "Mới đăng ký"
    dung.press("Tiếp nhận hồ sơ")
    assert dung.status_tag() == "Đang xử lý"


def process(em: Person, code: str) -> None:
    """The case officer works both steps and drafts the result."""
    at_desk(em, code)
    em.sees("Tra cứu sổ hộ tịch")
    em.press("Chuyển bước")
    em.sees("Lập trích lục")
    em.follow("Trình duyệt")
    assert em.typed("Số đăng ký") == "4711"
    em.press("Trình duyệt")
    assert em.status_tag() == "Đang xử lý"


def approve(giang: Person, code: str) -> None:
    """The approver sees the draft and approves."""
    at_desk(giang, code)
    giang.sees("Dự thảo kết quả", "4711")
    giang.press("Phê duyệt")
    assert giang.status_tag() == "Đã xử lý xong"


def return_result(dung: Person, code: str) -> bytes:
    """The one-stop officer returns it, and keeps copies: one PDF, and an archive."""
    at_desk(dung, code)
    result = dung.download("Bản sao trích lục hộ tịch").content
    at_desk(dung, code)
    dung.press("Trả kết quả")
    assert dung.status_tag() == "Đã trả kết quả"
    search_desk(dung, code)
    dung.tick(f"Chọn hồ sơ {code}")
    archive = dung.download_by("Tải kết quả (ZIP)")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as packed:
        assert [packed.read(name) for name in packed.namelist()] == [result]
    return result


def keep_out(hai: Person, code: str, address: str) -> None:
    """An officer of another agency finds nothing, as if it did not exist."""
    assert hai.open(f"/can-bo{address}") == 404
    assert hai.open(f"/can-bo{address}/ket-qua/1.pdf") == 404
    unknown = hai.text
    hai.open(address)
    assert hai.text == unknown
    search_desk(hai, code)
    hai.sees("Không tìm thấy hồ sơ nào của cơ quan")
