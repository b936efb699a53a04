"""A father files once for his newborn child; three agencies each give their own result."""

from __future__ import annotations

from tests.browser.conftest import NewPerson
from tests.browser.extract_filing import AN, SAVE, submit
from tests.browser.officers_desk import DUNG, EM, GIANG, LAM, MAI, at_desk
from tests.browser.person import Person
from tests.browser.received_papers import assert_genuine, scanned_paper, words_of
from tests.browser.whole_system import WholeSystem

NGAN = "Tạ Thị Ngân"
"""One-stop and case officer of the social insurance."""
PHUC = "Đặng Văn Phúc"
"""Approver of the social insurance."""
CHILD, NUMBER = "Nguyễn An Nhiên", "022325000019"
HOME = "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh"
BIRTH, RESIDENCE, INSURANCE = "Đăng ký khai sinh", "Đăng ký thường trú", "Cấp thẻ bảo hiểm y tế"


def test_one_form_three_results(come: NewPerson, system: WholeSystem) -> None:
    father = come(AN)
    fill_in(father)
    code = submit(father)
    group = father.path
    accept(come(DUNG, officer=True), code)
    register_birth(come, part_code(father, group, BIRTH))
    residence, insurance = (part_code(father, group, title) for title in (RESIDENCE, INSURANCE))
    enter_residence(come, residence)
    insure(come, insurance)

    father.open(group)
    father.sees("Đã trả kết quả", "3/3", "Giấy chứng sinh")
    for title, says in (
        (BIRTH, "Giấy khai sinh".upper()), (RESIDENCE, CHILD), (INSURANCE, "không phải là thẻ")
    ):  # fmt: skip
        paper = father.download(f"Tải kết quả (PDF) ({title})")
        assert_genuine(paper.content, system)
        assert says in words_of(paper.content)
        assert NUMBER in words_of(paper.content)
    father.open("/ho-so")
    assert code in father.text
    assert residence not in father.text


def fill_in(father: Person) -> None:
    """Eight short steps, each thing once, and one paper."""
    father.open("/thu-tuc/2.000986")
    father.press("Nộp hồ sơ trực tuyến")
    father.select("Bạn là gì của trẻ?", "Cha")
    father.press(SAVE)
    father.type("Họ, chữ đệm, tên của trẻ", CHILD)
    father.type("Ngày, tháng, năm sinh của trẻ", "10/06/2025")
    father.choose("Giới tính của trẻ", "Nữ")
    father.type("Dân tộc của trẻ", "Kinh")
    father.type("Quốc tịch của trẻ", "Việt Nam")
    father.type("Nơi sinh", "Bệnh viện Mẫu, phường Hạ Long, tỉnh Quảng Ninh")
    father.type("Quê quán của trẻ", "Phường Hạ Long, tỉnh Quảng Ninh")
    father.select("Giấy tờ về việc sinh", "Giấy chứng sinh")
    father.press(SAVE)
    father.choose("Có ghi thông tin về mẹ của trẻ không?", "Không")
    father.press(SAVE)
    father.type("Dân tộc của cha", "Kinh")
    father.type("Quốc tịch của cha", "Việt Nam")
    father.press(SAVE)
    father.choose("Chủ hộ mà trẻ nhập vào là ai?", "Cha của trẻ")
    father.tick("Chủ hộ đồng ý cho trẻ nhập hộ.")
    father.tick("Cha hoặc mẹ đồng ý cho trẻ đăng ký thường trú tại đây.")
    father.type("Địa chỉ thường trú của trẻ", HOME)
    father.press(SAVE)
    father.select("Loại chỗ ở hợp pháp", "Nhà của chủ hộ")
    father.press(SAVE)
    father.type("Nơi đăng ký khám bệnh, chữa bệnh ban đầu", "Trạm y tế phường Hạ Long")
    father.tick("Tôi cam đoan những nội dung khai trên đây là đúng sự thật.")
    father.press(SAVE)
    father.upload("Giấy chứng sinh", "chung-sinh.pdf", scanned_paper())
    father.press(SAVE)


def part_code(father: Person, group: str, title: str) -> str:
    """The code of a part, read on the page of the group."""
    father.open(group)
    line = father.page.get_by_role("listitem").filter(
        has=father.page.get_by_role("link", name=title, exact=True)
    )
    return line.locator(".portal-quiet").first.inner_text().partition(" ")[0]


def accept(officer: Person, code: str) -> None:
    """At the desk that received it."""
    at_desk(officer, code)
    officer.press("Tiếp nhận hồ sơ")
    assert officer.status_tag() == "Đang xử lý"


def register_birth(come: NewPerson, code: str) -> None:
    """The commune registers the birth and learns the child's number."""
    accept(come(DUNG, officer=True), code)
    case_officer = come(EM, officer=True)
    at_desk(case_officer, code)
    case_officer.press("Chuyển bước")
    case_officer.follow("Trình duyệt")
    case_officer.type("Số định danh cá nhân của trẻ", NUMBER)
    case_officer.type("Số đăng ký", "45")
    case_officer.type("Quyển số", "01/2026")
    case_officer.press("Trình duyệt")
    finish(come(GIANG, officer=True), come(DUNG, officer=True), code)


def enter_residence(come: NewPerson, code: str) -> None:
    """The police find what the birth certificate says in the request."""
    police = come(LAM, officer=True)
    accept(police, code)
    police.sees("Giấy khai sinh số 45, quyển 01/2026", NUMBER)
    assert "chung-sinh.pdf" not in police.text
    police.press("Chuyển bước")
    police.follow("Trình duyệt")
    police.press("Trình duyệt")
    finish(come(MAI, officer=True), police, code)


def insure(come: NewPerson, code: str) -> None:
    """The insurance gives its own number."""
    insurer = come(NGAN, officer=True)
    accept(insurer, code)
    insurer.follow("Trình duyệt")
    insurer.type("Mã số bảo hiểm xã hội", "2226000123")
    insurer.press("Trình duyệt")
    finish(come(PHUC, officer=True), insurer, code)


def finish(approver: Person, desk: Person, code: str) -> None:
    """Approved, signed, handed over."""
    at_desk(approver, code)
    approver.press("Phê duyệt")
    assert approver.status_tag() == "Đã xử lý xong"
    at_desk(desk, code)
    while "đang được ký số" in desk.text:
        desk.page.wait_for_timeout(300)
        desk.open(desk.path)
    desk.press("Trả kết quả")
    assert desk.status_tag() == "Đã trả kết quả"
