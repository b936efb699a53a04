"""A household business filed for somebody else: members, papers, a supplement, a refusal."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.extract_filing import AN, SAVE, submit
from tests.browser.officers_desk import DUNG, EM, ask_for_more, at_desk
from tests.browser.person import Person
from tests.browser.received_papers import assert_genuine, photo, scanned_paper, words_of
from tests.browser.whole_system import WholeSystem

ACTIVITY = "Mã ngành cấp 4"
DETAIL = "Ghi chi tiết ngành, nghề"
MEMBERS = (
    ("Trần Văn Phúc", "05/01/1962", "022062000133"),
    ("H'Hen Niê", "15/05/1992", "066192000144"),
)


@pytest.fixture
def filed(come: NewPerson, scripts: bool) -> tuple[Person, str]:
    """Nguyễn Văn An has filed for Trần Thị Bình; the code of the dossier."""
    citizen = come(AN, scripts=scripts)
    citizen.open("/thu-tuc/1.001612")
    citizen.press("Nộp hồ sơ trực tuyến")
    owner(citizen)
    business(citizen)
    activities(citizen)
    capital(citizen)
    tax(citizen)
    founders(citizen)
    filing(citizen)
    papers(citizen)
    citizen.sees("Trần Thị Bình", "Gốm Bình An", "Trần Văn Phúc", "H'Hen Niê", "Miễn")
    return citizen, submit(citizen)


def test_supplemented_then_refused(
    come: NewPerson, filed: tuple[Person, str], system: WholeSystem, scripts: bool
) -> None:
    citizen, code = filed
    address = citizen.path
    dung = come(DUNG, officer=True, scripts=scripts)
    at_desk(dung, code)
    ask_for_more(dung, "Hợp đồng thuê nhà nơi đặt trụ sở", "Chưa rõ quyền sử dụng trụ sở.")
    answer(citizen, address)
    at_desk(dung, code)
    dung.sees("hop-dong-thue.pdf", "Xin gửi hợp đồng thuê nhà.")
    refuse(dung)

    citizen.open(address)
    citizen.sees("Không được tiếp nhận", "Địa điểm không thuộc địa bàn của phường.")
    refusal = citizen.download("Phiếu từ chối tiếp nhận")
    assert_genuine(refusal.content, system)
    assert "Địa điểm không thuộc địa bàn của phường." in words_of(refusal.content)
    em = come(EM, officer=True, scripts=scripts)
    at_desk(em, code)
    em.sees("Hiện bạn không có việc gì phải làm với hồ sơ này.")


def owner(citizen: Person) -> None:
    """The owner is somebody else than the identity account says."""
    assert citizen.typed("Họ, chữ đệm, tên") == AN
    citizen.type("Họ, chữ đệm, tên", "Trần Thị Bình")
    citizen.type("Ngày, tháng, năm sinh", "20/07/1990")
    citizen.choose("Giới tính", "Nữ")
    citizen.type("Số định danh cá nhân", "022190000022")
    citizen.tick("Tôi có đủ năng lực hành vi dân sự và không đứng tên hộ kinh doanh nào khác.")
    citizen.press(SAVE)


def business(citizen: Person) -> None:
    """A name that poses as a company is refused, with everything else kept."""
    citizen.type("Tên riêng của hộ kinh doanh", "Công ty Gốm Bình An")
    citizen.type("Số nhà, đường, tổ, khu phố hoặc thôn", "Số 7, đường Lê Thánh Tông")
    citizen.type("Phường, xã hoặc đặc khu", "phường Hạ Long")
    citizen.type("Tỉnh hoặc thành phố", "tỉnh Quảng Ninh")
    citizen.type("Điện thoại của trụ sở", "0912 345 679")
    citizen.press(SAVE)
    citizen.sees("Có chỗ cần sửa", "Tên hộ kinh doanh không được có cụm từ “công ty”")
    assert citizen.typed("Phường, xã hoặc đặc khu") == "phường Hạ Long"
    citizen.type("Tên riêng của hộ kinh doanh", "Gốm Bình An")
    citizen.press(SAVE)


def activities(citizen: Person) -> None:
    """Two lines of business, the second added by a button; one line too many is dropped."""
    citizen.type(ACTIVITY, "4773", within="Ngành, nghề 1")
    citizen.type(DETAIL, "Bán lẻ đồ gốm", within="Ngành, nghề 1")
    citizen.press("Thêm Ngành, nghề")
    citizen.press("Thêm Ngành, nghề")
    citizen.press("Bỏ Ngành, nghề 2")
    citizen.type(ACTIVITY, "2392", within="Ngành, nghề 2")
    citizen.type(DETAIL, "Sản xuất gạch, ngói", within="Ngành, nghề 2")
    citizen.press(SAVE)
    citizen.sees("Hãy đánh dấu đúng một ngành, nghề là ngành chính.")
    citizen.tick("Là ngành, nghề chính (không bắt buộc)", within="Ngành, nghề 2")
    citizen.press(SAVE)


def capital(citizen: Person) -> None:
    """Figures and words must agree; the page proposes the words."""
    citizen.type("Tổng số vốn bằng số", "1.250.000.000")
    citizen.type("Tổng số vốn bằng chữ", "Một tỷ đồng")
    citizen.press(SAVE)
    citizen.sees("hãy viết: Một tỷ hai trăm năm mươi triệu đồng")
    citizen.type("Tổng số vốn bằng chữ", "một tỷ hai trăm năm mươi triệu đồng chẵn")
    citizen.press(SAVE)


def tax(citizen: Person) -> None:
    """Tax registration in the same dossier."""
    citizen.choose("Nhận thông báo thuế tại trụ sở?", "Có")
    citizen.type("Ngày bắt đầu hoạt động", "01/02/2027")
    citizen.type("Tổng số lao động (dự kiến)", "12")
    citizen.choose("Phương pháp tính thuế", "Phương pháp kê khai")
    citizen.press(SAVE)


def founders(citizen: Person) -> None:
    """Members of the household take part."""
    citizen.choose("Chủ thể thành lập hộ kinh doanh", "Các thành viên hộ gia đình")
    for number, (name, born, personal_number) in enumerate(MEMBERS, start=1):
        if number > 1:
            citizen.press("Thêm Thành viên")
        row = f"Thành viên {number}"
        citizen.type("Họ, chữ đệm, tên", name, within=row)
        citizen.type("Ngày, tháng, năm sinh", born, within=row)
        citizen.type("Số định danh cá nhân", personal_number, within=row)
    citizen.press(SAVE)


def filing(citizen: Person) -> None:
    """Filed by somebody authorised."""
    citizen.choose("Ai nộp hồ sơ?", "Người được ủy quyền")
    citizen.choose("Người được ủy quyền là", "Cá nhân")
    citizen.type("Họ tên người được ủy quyền", AN)
    citizen.type("Số định danh của người được ủy quyền", "022085000011")
    for promise in (
        "Chịu trách nhiệm về tính hợp pháp, trung thực, chính xác của nội dung đăng ký.",
        "Trụ sở thuộc quyền sử dụng hợp pháp và được dùng đúng mục đích.",
        "Chỉ kinh doanh ngành, nghề có điều kiện khi đã đủ điều kiện.",
    ):
        citizen.tick(promise)
    citizen.press(SAVE)


def papers(citizen: Person) -> None:
    """Three papers are asked for; what is no paper is refused beside its own upload."""
    minutes = "Biên bản họp thành viên hộ gia đình"
    members = "Văn bản thành viên ủy quyền cho một người làm chủ hộ kinh doanh"
    proxy = "Văn bản ủy quyền nộp hồ sơ"
    citizen.upload(minutes, "bien-ban.pdf", scanned_paper())
    citizen.attach(f"Chọn tệp: {members}", "anh.jpg", photo())
    citizen.attach(f"Chọn tệp: {proxy}", "uy-quyen.pdf", b"this is no PDF")
    citizen.press(SAVE)
    citizen.sees("Có chỗ cần sửa", "bien-ban.pdf", "anh.jpg")
    citizen.press(SAVE)
    citizen.sees("Hồ sơ chưa nộp được")
    citizen.go_back()
    citizen.attach(f"Chọn tệp: {proxy}", "uy-quyen.pdf", scanned_paper())
    citizen.press(SAVE)


def answer(citizen: Person, address: str) -> None:
    """The applicant adds the paper and a word."""
    citizen.open(address)
    citizen.sees("Cần bạn bổ sung", "Hợp đồng thuê nhà nơi đặt trụ sở")
    citizen.follow("Bổ sung hồ sơ")
    citizen.attach("Chọn tệp (không bắt buộc)", "hop-dong-thue.pdf", scanned_paper())
    citizen.press("Tải lên")
    citizen.sees("Đã thêm", "hop-dong-thue.pdf")
    citizen.type("Trả lời cán bộ (không bắt buộc)", "Xin gửi hợp đồng thuê nhà.")
    citizen.press("Gửi bổ sung")
    citizen.sees("Mới đăng ký")


def refuse(dung: Person) -> None:
    """The dossier belongs to another place after all."""
    dung.unfold("Từ chối tiếp nhận")
    dung.press("Từ chối tiếp nhận")
    dung.sees("Có chỗ cần sửa")
    dung.type("Lý do", "Địa điểm không thuộc địa bàn của phường.", within="Từ chối tiếp nhận")
    dung.press("Từ chối tiếp nhận")
    assert dung.status_tag() == "Không được tiếp nhận"
