"""The province's service centre: its hall, its counter, and those who work there."""

from __future__ import annotations

from tests.browser import extract_filing as filing
from tests.browser.person import Person
from tests.browser.received_papers import scanned_paper

BICH = "Lã Thị Bích"
"""One-stop officer of the centre."""
CANH = "Mai Văn Cảnh"
"""Cashier of the centre."""
DUYEN = "Nghiêm Thị Duyên"
"""Hands over results at the centre."""
HALL = "/so-thu-tu/000.00.01.H49"
BAI_CHAY = "Ủy ban nhân dân phường Bãi Cháy"
CUONG = "Lê Minh Cường"
"""Comes to the counter; he has an identity account and has never used the portal."""
CARD = f"022080000044||{CUONG}|30011980|Nam|Tổ 3, Bãi Cháy, Quảng Ninh|12052022"
"""What the code on his identity card says."""
PROXY = "Văn bản ủy quyền"
COMPARED = "Tôi đã đối chiếu bản quét với giấy tờ, nội dung khớp nhau"


def take_ticket(visitor: Person) -> str:
    """In the hall: take a number; return it."""
    visitor.open(HALL)
    visitor.tick("Tôi thuộc diện ưu tiên")
    visitor.press("Nộp hồ sơ, hỏi thủ tục")
    visitor.sees("Số thứ tự của bạn", "ưu tiên", "Bạn là người được gọi tiếp theo.")
    return visitor.page.locator(".govuk-panel__body strong").inner_text()


def call_next(officer: Person, number: str) -> None:
    """At the counter: call whoever is next; it is this number."""
    officer.open("/can-bo")
    officer.follow_in_menu("Số thứ tự")
    officer.type("Tên quầy của bạn", "Quầy 3")
    officer.press("Gọi tiếp: Nộp hồ sơ, hỏi thủ tục (1)")
    officer.sees(f"Đang phục vụ: {number}")


def write_down(officer: Person) -> None:
    """A card that cannot be read is refused; the right one fills in the form."""
    officer.open("/can-bo")
    officer.follow_in_menu("Quầy tiếp nhận")
    officer.type("Quét mã QR", "1|2|3")
    officer.press("Đọc thẻ")
    officer.sees("Có chỗ cần sửa")
    assert officer.typed("Quét mã QR") == "1|2|3"
    officer.type("Quét mã QR", CARD)
    officer.press("Đọc thẻ")
    assert officer.typed("Họ và tên") == CUONG
    assert officer.typed("Ngày sinh") == "30/01/1980"
    officer.type("Số điện thoại (không bắt buộc)", "0912 000 399")
    officer.press("Ghi và tiếp tục")
    assert officer.heading == CUONG


def begin_for_bai_chay(officer: Person) -> None:
    """For another commune; the result is fetched here."""
    officer.type("Tìm thủ tục theo tên hoặc mã", "trich luc ho tich")
    officer.press("Tìm")
    officer.follow(filing.NAME)
    officer.select("Cơ quan có thẩm quyền giải quyết", BAI_CHAY)
    officer.choose("Người nộp nhận kết quả ở đâu?", "Tại quầy này")
    officer.press("Bắt đầu khai giúp")
    officer.sees(f"Bạn đang khai giúp {CUONG}")


def fill_with_a_paper(officer: Person) -> None:
    """He asks for somebody else, so there is a paper to scan."""
    filing.requester(officer, relation="Người được ủy quyền")
    officer.type("Họ, chữ đệm, tên người được cấp trích lục", "Đoàn Văn Hồ")
    officer.type("Ngày, tháng, năm sinh của người đó", "01/02/1995")
    filing.event(officer, registered="15/04/1995")
    officer.type("Số lượng bản sao", "2")
    officer.type("Mục đích sử dụng", "Làm hộ chiếu")
    officer.choose("Cách nhận kết quả", "Nhận tại bộ phận một cửa")
    officer.tick("Tôi cam đoan những nội dung khai trên đây là đúng sự thật.")
    officer.press(filing.SAVE)
    officer.upload(PROXY, "uy-quyen.pdf", scanned_paper())
    officer.press(filing.SAVE)
    officer.sees("uy-quyen.pdf", "16.000 đồng", BAI_CHAY)


def digitise(officer: Person) -> None:
    """From the dossier: what the paper says; nothing is stored before it was compared."""
    back = officer.path
    officer.follow("Số hoá giấy tờ")
    officer.sees("Chờ đối chiếu")
    officer.follow("Ghi thông tin và đối chiếu")
    officer.type("Số, ký hiệu (không bắt buộc)", "12/UQ")
    officer.type("Ngày cấp (không bắt buộc)", "10/11/2026")
    officer.type("Người ký (không bắt buộc)", "Đoàn Văn Hồ")
    officer.choose("Bản đã nhận", "Bản chính")
    officer.press("Đối chiếu, ký và lưu kho")
    officer.sees("Hãy đối chiếu bản quét với giấy tờ rồi đánh dấu vào ô này.")
    assert officer.typed("Người ký (không bắt buộc)") == "Đoàn Văn Hồ"
    officer.tick(COMPARED)
    officer.press("Đối chiếu, ký và lưu kho")
    officer.sees_in_time("Mã lưu kho:")
    officer.open(back)


def take_cash(cashier: Person, code: str) -> None:
    """At the cash desk: too little is refused, the change is worked out, a receipt is made."""
    cashier.open("/can-bo")
    cashier.follow_in_menu("Thu phí")
    cashier.follow(code)
    cashier.sees("Còn phải nộp: 16.000 đồng")
    cashier.type("Số tiền thu", "10.000")
    cashier.type("Người nộp đưa (không bắt buộc)", "20.000")
    cashier.press("Đã nhận tiền, lập biên lai")
    cashier.sees("Có chỗ cần sửa")
    cashier.type("Số tiền thu", "16.000")
    cashier.press("Tính tiền thừa")
    cashier.sees("Tiền thừa trả lại: 4.000 đồng")
    cashier.press("Đã nhận tiền, lập biên lai")
    cashier.sees("Đã thu tiền. Trả lại người nộp: 4.000 đồng", "Biên lai số")


def hand_over(officer: Person, code: str, secret: str) -> None:
    """At the desk of results: a wrong code and a dot are refused, a signature ends the dossier."""
    officer.open("/can-bo")
    officer.follow_in_menu("Trả kết quả")
    officer.type("Mã hồ sơ", code)
    officer.press("Tìm hồ sơ")
    officer.choose("Ai đến nhận?", "Chủ hồ sơ")
    officer.tick("Tôi đã đối chiếu giấy tờ tuỳ thân của người nhận")
    officer.choose("Người nhận xác nhận bằng", "Mã 6 chữ số")
    officer.type("Mã nhận kết quả", "000000" if secret != "000000" else "111111")
    officer.press("Trả kết quả")
    officer.sees("Có chỗ cần sửa", "Mã không đúng")
    officer.choose("Người nhận xác nhận bằng", "Chữ ký")
    _draw(officer, [(0.5, 0.5)])
    officer.press("Trả kết quả")
    officer.sees("Nét ký quá ngắn", "Đã có nét ký.")
    officer.press("Xoá, ký lại")
    officer.sees("Khung còn trống.")
    _draw(officer, [(0.1, 0.8), (0.2, 0.2), (0.3, 0.8), (0.5, 0.4), (1.2, 0.6)])
    officer.press("Trả kết quả")
    assert officer.status_tag() == "Đã trả kết quả"
    officer.sees("Tại quầy, ký trên màn hình", CUONG)
    picture = officer.page.get_by_role("img", name=f"Chữ ký của {CUONG}")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200


def _draw(person: Person, points: list[tuple[float, float]]) -> None:
    """Move the mouse over the pad with the button down; points are parts of its size."""
    pad = person.page.get_by_role("img", name="Khung ký")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    for at, (x, y) in enumerate(points):
        person.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if not at:
            person.page.mouse.down()
    person.page.mouse.up()
