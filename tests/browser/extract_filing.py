"""Filing the small procedure, 2.000635, the way its applicant does."""

from __future__ import annotations

from tests.browser.person import Person

AN = "Nguyễn Văn An"
NAME = "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh"
RELATION = "Quan hệ của bạn với người được cấp trích lục"
DELIVERY = "Số bản sao và cách nhận kết quả"
SAVE = "Lưu và tiếp tục"


def begin(person: Person) -> None:
    """From the procedure's page to the first step."""
    person.open("/thu-tuc/2.000635")
    person.press("Nộp hồ sơ trực tuyến")
    assert person.heading == "Người yêu cầu", person.text


def requester(person: Person, relation: str = "Là bản thân tôi") -> None:
    """The first step; the identity account has filled in the rest."""
    person.choose(RELATION, relation)
    person.press(SAVE)


def event(person: Person, number: str = "45", registered: str = "15/04/1985") -> None:
    """The second step."""
    person.select("Loại việc hộ tịch", "Khai sinh")
    person.type("Nơi đã đăng ký", "Phường Hạ Long, tỉnh Quảng Ninh")
    person.type("Số đăng ký (không bắt buộc)", number)
    person.type("Quyển số (không bắt buộc)", "01")
    person.type("Ngày đăng ký (không bắt buộc)", registered)
    person.press(SAVE)
    assert person.heading == DELIVERY, person.text


def delivery(person: Person, copies: str = "2") -> None:
    """The third step."""
    person.type("Số lượng bản sao", copies)
    person.type("Mục đích sử dụng", "Làm hộ chiếu")
    person.choose("Cách nhận kết quả", "Bản điện tử trên cổng này")
    person.tick("Tôi cam đoan những nội dung khai trên đây là đúng sự thật.")
    person.press(SAVE)


def fill_all(person: Person, copies: str = "2") -> None:
    """A draft ready to be submitted; the person sees the review."""
    begin(person)
    requester(person)
    event(person)
    delivery(person, copies)
    assert person.heading == "Kiểm tra trước khi nộp", person.text


def submit(person: Person) -> str:
    """Submit what is being reviewed; return the dossier's code."""
    person.press("Nộp hồ sơ")
    assert "Đã nộp hồ sơ" in person.heading, person.text
    return dossier_code(person)


def dossier_code(person: Person) -> str:
    """The code on the confirmation."""
    return person.page.locator(".govuk-panel__body strong").inner_text()
