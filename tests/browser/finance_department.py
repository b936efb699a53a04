"""Sở Tài chính, an agency with every role; and how an enterprise is filed with it."""

from __future__ import annotations

from tests.browser.extract_filing import SAVE, submit
from tests.browser.officers_desk import at_desk
from tests.browser.person import Person

UYEN = "Tống Thị Uyên"
"""One-stop officer."""
HOA = "Ngô Thị Hoa"
"""Case officer."""
XUAN = "Quách Thị Xuân"
"""Head of the department."""
YEN = "Chu Văn Yên"
"""Approver."""
ANH = "Âu Thị Ánh"
"""Clerk."""
NAME = "Đăng ký thành lập doanh nghiệp tư nhân"
ENTERPRISE_CODE = "0100109106"
"""A business code with a right check digit."""


def file_enterprise(citizen: Person, name: str) -> str:
    """The eight steps of 2.001610, the shortest way; paid at once; return the code."""
    citizen.open("/thu-tuc/2.001610")
    citizen.press("Nộp hồ sơ trực tuyến")
    _owner_and_founding(citizen)
    _enterprise(citizen, name)
    _money(citizen)
    _tax(citizen)
    citizen.choose("Ai nộp hồ sơ?", "Chủ doanh nghiệp")
    _promise(citizen)
    code = submit(citizen)
    citizen.press("Thanh toán 100.000 đồng")
    citizen.press("Thanh toán")
    citizen.page.get_by_role("heading", name="Đã thanh toán").wait_for()
    return code


def _promise(citizen: Person) -> None:
    """Tick every box of the page."""
    for box in citizen.page.get_by_role("main").get_by_role("checkbox").all():
        box.check()
    citizen.press(SAVE)


def _owner_and_founding(citizen: Person) -> None:
    _promise(citizen)
    citizen.choose("Doanh nghiệp được thành lập thế nào?", "Thành lập mới")
    citizen.choose("Đăng ký là doanh nghiệp xã hội?", "Không")
    citizen.press(SAVE)


def _enterprise(citizen: Person, name: str) -> None:
    citizen.type("Tên riêng của doanh nghiệp", name)
    citizen.type("Số nhà, đường, tổ, khu phố hoặc thôn", "Số 20, đường Lê Thánh Tông")
    citizen.type("Phường, xã hoặc đặc khu", "phường Hạ Long")
    citizen.type("Tỉnh hoặc thành phố", "tỉnh Quảng Ninh")
    citizen.select("Trụ sở có nằm trong khu sau đây không?", "Không nằm trong các khu dưới đây")
    citizen.type("Điện thoại của doanh nghiệp", "0912 345 678")
    citizen.press(SAVE)
    citizen.type("Mã ngành cấp 4", "5610")
    citizen.type("Ghi chi tiết ngành, nghề", "Nhà hàng ăn uống")
    citizen.tick("Là ngành, nghề chính (không bắt buộc)")
    citizen.press(SAVE)


def _money(citizen: Person) -> None:
    citizen.type("Tổng vốn đầu tư bằng số", "500.000.000")
    citizen.type("Tổng vốn đầu tư bằng chữ", "Năm trăm triệu đồng")
    citizen.type("Đồng Việt Nam (không bắt buộc)", "500.000.000")
    citizen.press(SAVE)
    citizen.choose("Chủ doanh nghiệp tự làm giám đốc?", "Có")
    citizen.page.get_by_role("radio", name="Không", exact=True).last.check()
    citizen.press(SAVE)


def _tax(citizen: Person) -> None:
    citizen.choose("Nhận thông báo thuế tại trụ sở chính?", "Có")
    citizen.type("Ngày bắt đầu hoạt động", "01/02/2027")
    citizen.choose("Hình thức hạch toán", "Hạch toán độc lập")
    citizen.type("Năm tài chính: từ ngày", "01/01")
    citizen.type("Năm tài chính: đến ngày", "31/12")
    citizen.type("Tổng số lao động (dự kiến)", "5")
    citizen.page.get_by_role("radio", name="Không", exact=True).last.check()
    citizen.select("Phương pháp tính thuế giá trị gia tăng", "Khấu trừ")
    citizen.choose("Phương thức đóng bảo hiểm xã hội", "Hằng tháng")
    citizen.press(SAVE)


def draft_certificate(hoa: Person, code: str) -> None:
    """The case officer works the three steps and drafts the certificate."""
    at_desk(hoa, code)
    hoa.press("Chuyển bước")
    hoa.press("Chuyển bước")
    hoa.follow("Trình duyệt")
    hoa.type("Mã số doanh nghiệp (mã số thuế)", ENTERPRISE_CODE)
    hoa.press("Trình duyệt")
