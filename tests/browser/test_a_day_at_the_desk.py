"""A day at the desk: many dossiers, by keyboard, with colleagues and with who applied."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from tests.browser import extract_filing as filing
from tests.browser.conftest import NewPerson
from tests.browser.officers_desk import DUNG, EM, ask_for, confirm_batch, send_draft
from tests.browser.person import Person

PURPOSE = "Mục đích sử dụng"
ANSWER = "Làm hộ chiếu tại Phòng Quản lý xuất nhập cảnh"
NOTE = "Sổ năm 1985 đang ở kho lưu trữ, mai mới mượn được."
QUESTION = "Bạn cần bản trích lục trước ngày nào?"
REPLY = "Trước ngày 15/12 ạ."
SMALL_PHONE = ViewportSize(width=375, height=667)


@pytest.fixture
def codes(come: NewPerson) -> list[str]:
    """Three dossiers that have just come in."""
    citizen = come(filing.AN)
    found = []
    for _ in range(3):
        filing.fill_all(citizen)
        found.append(filing.submit(citizen))
    return found


def test_accepted_together_taken_asked_answered_and_done(come: NewPerson, codes: list[str]) -> None:
    accept_all(come(DUNG, officer=True), codes)
    em, citizen = come(EM, officer=True), come(filing.AN)
    citizen.page.set_viewport_size(SMALL_PHONE)
    assert take_the_next(em) in codes
    dossier = em.path.removeprefix("/can-bo")
    leave_a_note(em)
    ask_in_words(em, citizen, dossier)
    ask_for(em, PURPOSE, "Chưa đầy đủ", "Ghi rõ nơi dùng bản sao.")
    supplement(citizen, dossier)

    em.open(f"/can-bo{dossier}")
    em.sees(ANSWER, NOTE)
    correct(em)
    em.press("Chuyển bước")
    em.sees("Lập trích lục")
    send_draft(em)
    citizen.open(dossier)
    citizen.sees("Nội dung đã được đính chính", "4711")
    assert NOTE not in citizen.text


def accept_all(dung: Person, codes: list[str]) -> None:
    """Ticked by key and by mouse, shown once more, done one by one."""
    dung.open("/can-bo?hang-doi=can-tiep-nhan")
    dung.press_key("j", "x")
    assert dung.page.get_by_role("checkbox", checked=True).count() == 1
    for code in codes:
        dung.tick(f"Chọn hồ sơ {code}")
    dung.press("Tiếp nhận hồ sơ")
    dung.sees(*codes, "Mỗi hồ sơ được xử lý riêng")
    confirm_batch(dung, "Tiếp nhận hồ sơ", len(codes))
    dung.follow(codes[0])
    assert dung.status_tag() == "Đang xử lý"


def take_the_next(em: Person) -> str:
    """By keyboard: the queue of what nobody has, down and up, open, take; the next thing is it."""
    em.open("/can-bo")
    em.press_key("g", "2")
    em.page.wait_for_url("**/can-bo?hang-doi=chua-nhan*")
    em.press_key("j", "j", "k")
    code = em.page.locator("a[data-dossier]:focus").inner_text()
    em.press_key("Enter")
    em.page.wait_for_url("**/can-bo/ho-so/*")
    assert code in em.heading
    em.press("Nhận việc")
    em.sees("Bạn đang thụ lý hồ sơ này.")
    em.open("/can-bo")
    em.sees(code)
    em.press_key("n")
    em.page.wait_for_url("**/can-bo/ho-so/*")
    return em.heading.partition(" ")[0]


def leave_a_note(em: Person) -> None:
    """For colleagues only; an empty one is refused."""
    em.press("Lưu ghi chú")
    em.sees("Có chỗ cần sửa")
    em.type("Ghi chú cho đồng nghiệp", NOTE)
    em.press("Lưu ghi chú")
    em.sees(NOTE)


def ask_in_words(em: Person, citizen: Person, dossier: str) -> None:
    """A message, its reply, and the unread mark that goes away."""
    em.follow("Nhắn cho người nộp")
    em.type("Nội dung tin nhắn", QUESTION)
    em.press("Gửi tin nhắn")
    em.sees(QUESTION)
    citizen.open(dossier)
    citizen.sees("1 tin chưa đọc")
    citizen.follow("Đọc và trả lời")
    citizen.sees(QUESTION)
    citizen.type("Nội dung tin nhắn", REPLY)
    citizen.press("Gửi tin nhắn")
    em.open(f"/can-bo{dossier}")
    em.sees("1 tin chưa đọc")
    em.follow("Đọc và trả lời")
    em.sees(REPLY)
    em.press("Đã đọc, không cần trả lời")
    em.open(f"/can-bo{dossier}")
    assert "tin chưa đọc" not in em.text


def supplement(citizen: Person, dossier: str) -> None:
    """On a small phone: exactly what was asked for, nothing else; the rest is kept."""
    citizen.open(dossier)
    citizen.sees("Cần bạn bổ sung", PURPOSE)
    citizen.follow("Bổ sung hồ sơ")
    citizen.sees("Chưa đầy đủ", "Ghi rõ nơi dùng bản sao.")
    asked = [PURPOSE, "Trả lời cán bộ (không bắt buộc)"]
    assert citizen.visible_fields() == asked
    citizen.type(PURPOSE, ANSWER)
    citizen.press("Gửi bổ sung")
    citizen.open(dossier)
    citizen.sees("Đang xử lý")


def correct(em: Person) -> None:
    """What the register says, with the reason; without one it is not changed."""
    em.follow("Đính chính thông tin")
    em.type("Số đăng ký (không bắt buộc)", "4711")
    em.press("Lưu đính chính")
    em.sees("Có chỗ cần sửa")
    assert em.typed("Số đăng ký (không bắt buộc)") == "4711"
    em.type("Lý do đính chính", "Theo sổ đăng ký khai sinh năm 1985.")
    em.press("Lưu đính chính")
    em.sees("Nội dung đã được đính chính", "4711", "Theo sổ đăng ký khai sinh năm 1985.")
