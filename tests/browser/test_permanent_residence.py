"""A family with a child registers permanent residence at the police, free of charge."""

from __future__ import annotations

from tests.browser.conftest import NewPerson
from tests.browser.extract_filing import SAVE, submit
from tests.browser.officers_desk import LAM, MAI, at_desk
from tests.browser.person import Person
from tests.browser.received_papers import assert_genuine, photo, scanned_paper, words_of
from tests.browser.whole_system import WholeSystem

BINH = "Trần Thị Bình"
PERSON = "Người cùng thay đổi 1"
CHILD = "Nguyễn Minh Khôi"


def test_registered_for_mother_and_child(come: NewPerson, system: WholeSystem) -> None:
    mother = come(BINH)
    begin_in_ha_long(mother)
    mother.press(SAVE)
    household(mother)
    people_who_move(mother)
    mother.select("Loại chỗ ở hợp pháp", "Nhà thuộc quyền sở hữu của mình")
    mother.press(SAVE)
    mother.select("Bạn có thuộc diện miễn lệ phí không?", "Hộ nghèo")
    mother.tick("Tôi cam đoan những nội dung khai trên đây là đúng sự thật.")
    mother.press(SAVE)
    attach_papers(mother)
    mother.sees(CHILD, "Hộ nghèo", "Miễn", "0 đồng", "Công an phường Hạ Long")
    code = submit(mother)
    address = mother.path
    work_as_police(come(LAM, officer=True), code)
    approve(come(MAI, officer=True), code)
    at_desk(come(LAM, officer=True), code)
    come(LAM, officer=True).press("Trả kết quả")

    mother.open(address)
    mother.sees("Đã trả kết quả")
    notice = mother.download("Thông báo kết quả giải quyết thủ tục về cư trú")
    assert_genuine(notice.content, system)
    assert CHILD in words_of(notice.content)


def begin_in_ha_long(mother: Person) -> None:
    """She lives in another ward, so she chooses where she files."""
    mother.open("/thu-tuc/1.004222")
    mother.follow("Chọn cơ quan nhận hồ sơ")
    assert mother.selected("Cơ quan nhận hồ sơ") == "Công an phường Bãi Cháy"
    mother.select("Cơ quan nhận hồ sơ", "Công an phường Hạ Long")
    mother.press("Bắt đầu khai")
    assert mother.typed("Họ, chữ đệm và tên khai sinh") == BINH


def household(mother: Person) -> None:
    """She founds a household."""
    mother.choose("Bạn sẽ là chủ hộ tại nơi đăng ký?", "Có")
    mother.type("Địa chỉ đăng ký thường trú", "Số 12, đường Lê Thánh Tông, phường Hạ Long")
    mother.type("Nội dung đề nghị", "Đăng ký thường trú và lập hộ mới")
    mother.press(SAVE)


def people_who_move(mother: Person) -> None:
    """A child is with her; ages and answers must agree."""
    mother.choose("Có người khác cùng đăng ký thường trú với bạn?", "Có")
    mother.type("Họ, chữ đệm và tên", CHILD, within=PERSON)
    mother.type("Ngày, tháng, năm sinh", "02/09/2018", within=PERSON)
    mother.choose("Giới tính", "Nam")
    mother.type("Số định danh cá nhân", "022218000123", within=PERSON)
    mother.select("Quan hệ với chủ hộ", "Con", within=PERSON)
    minors = "Trong những người đăng ký có ai chưa đủ 18 tuổi?"
    mother.choose(minors, "Không")
    mother.press(SAVE)
    mother.sees("Theo ngày sinh đã khai, có người chưa đủ 18 tuổi")
    assert mother.typed("Họ, chữ đệm và tên") == CHILD
    mother.choose(minors, "Có")
    mother.choose("Người cho ý kiến đồng ý là", "Mẹ")
    mother.type("Họ tên cha, mẹ hoặc người giám hộ", BINH)
    mother.type("Số định danh của cha, mẹ hoặc người giám hộ", "022190000022")
    mother.tick("Cha, mẹ hoặc người giám hộ đồng ý cho người chưa thành niên đăng ký thường trú.")
    mother.press(SAVE)


def attach_papers(mother: Person) -> None:
    """The dwelling and the exemption are proved; the mother consents by filing."""
    assert mother.heading == "Giấy tờ đính kèm"
    assert "Ý kiến đồng ý của cha, mẹ" not in mother.text
    mother.upload("Giấy tờ chứng minh chỗ ở hợp pháp", "so-do.pdf", scanned_paper())
    mother.upload("Giấy tờ chứng minh diện miễn lệ phí", "ho-ngheo.jpg", photo())
    mother.press(SAVE)


def work_as_police(lam: Person, code: str) -> None:
    """Receives and processes: the same officer holds both desks."""
    at_desk(lam, code)
    lam.press("Tiếp nhận hồ sơ")
    assert lam.status_tag() == "Đang xử lý"
    lam.press("Chuyển bước")
    lam.follow("Trình duyệt")
    assert lam.typed("Họ tên chủ hộ") == BINH
    lam.press("Trình duyệt")


def approve(mai: Person, code: str) -> None:
    """The approver approves."""
    at_desk(mai, code)
    mai.press("Phê duyệt")
    assert mai.status_tag() == "Đã xử lý xong"
