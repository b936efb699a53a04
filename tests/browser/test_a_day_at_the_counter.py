"""A day at the counter: a walk-in dossier for another commune, from the ticket to the result."""

from __future__ import annotations

from tests.browser import extract_filing as filing
from tests.browser import service_centre as centre
from tests.browser.conftest import NewPerson
from tests.browser.officers_desk import at_desk
from tests.browser.person import Person
from tests.browser.received_papers import assert_genuine, words_of
from tests.browser.whole_system import WholeSystem

THANH = "Kiều Văn Thành"
"""Case officer of phường Bãi Cháy."""
SINH = "Lương Thị Sinh"
"""Approver of phường Bãi Cháy."""


def test_from_the_ticket_to_the_result(come: NewPerson, system: WholeSystem) -> None:
    visitor, hall, bich = come(), come(), come(centre.BICH, officer=True)
    number = centre.take_ticket(visitor)
    hall.open(f"{centre.HALL}/bang")
    centre.call_next(bich, number)
    visitor.waits_for("Mời bạn đến Quầy 3.")
    hall.waits_for(number)
    hall.sees("Quầy 3")

    code = receive(bich, system)
    bich.open("/can-bo/so-thu-tu")
    bich.press(f"Đã phục vụ xong {number}")
    visitor.waits_for("Số này đã được phục vụ.")
    centre.take_cash(come(centre.CANH, officer=True), code)
    process(come(THANH, officer=True), code)
    approve(come(SINH, officer=True), code)

    centre.hand_over(come(centre.DUYEN, officer=True), code, secret_of(come(centre.CUONG), code))


def receive(bich: Person, system: WholeSystem) -> str:
    """Who it is, what they came for, their paper; accepted at once, with a slip to take home."""
    centre.write_down(bich)
    centre.begin_for_bai_chay(bich)
    centre.fill_with_a_paper(bich)
    bich.press("Nộp và tiếp nhận")
    assert bich.status_tag() == "Đang xử lý"
    bich.sees("Cán bộ nộp giúp", "Trực tiếp", "Nơi tiếp nhận", centre.BAI_CHAY)
    code = bich.heading.partition(" ")[0]
    centre.digitise(bich)
    slip = bich.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả").content
    assert_genuine(slip, system)
    assert code in words_of(slip)
    assert centre.CUONG in words_of(slip)
    return code


def process(thanh: Person, code: str) -> None:
    """The commune that decides sees the scan and draws up the extract."""
    at_desk(thanh, code)
    thanh.sees("uy-quyen.pdf", centre.CUONG)
    thanh.press("Chuyển bước")
    thanh.follow("Trình duyệt")
    thanh.press("Trình duyệt")


def approve(sinh: Person, code: str) -> None:
    """Its approver decides; there is no clerk, so number and seal follow by themselves."""
    at_desk(sinh, code)
    sinh.press("Phê duyệt")
    assert sinh.status_tag() == "Đã xử lý xong"


def secret_of(cuong: Person, code: str) -> str:
    """At home, with the identity account: the dossier is his, with the code to fetch it."""
    cuong.open("/ho-so")
    cuong.follow(filing.NAME)
    assert code in cuong.text
    cuong.sees_in_time("Mã nhận kết quả:")
    cuong.sees("Đã thanh toán")
    return cuong.text.partition("Mã nhận kết quả: ")[2].split()[0]
